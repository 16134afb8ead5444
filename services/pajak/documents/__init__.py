"""The documents that pajak issues: what stands on their pages, and the pages themselves."""

from services.pajak.documents.bill import BillSheet, render_bill
from services.pajak.documents.receipt import ReceiptSheet, render_receipt
from services.pajak.documents.sheet import Business, Derivation

__all__ = ["BillSheet", "Business", "Derivation", "ReceiptSheet", "render_bill", "render_receipt"]
