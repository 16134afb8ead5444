"""A dynamic QRIS code: the text of EMVCo's merchant-presented QR that pays one bill and no other."""

import binascii
from dataclasses import dataclass

from services.pajak.domain.money import MOST, ZERO, Rupiah

GUI = "ID.CO.QRIS.WWW"
RUPIAH_ISO4217 = "360"
TAX_PAYMENTS_MCC = "9311"  # ISO 18245
DYNAMIC = "12"
_MOST_NAME, _MOST_CITY = 25, 15


@dataclass(frozen=True, slots=True)
class Merchant:
    """The treasury as the payment network knows it; every field comes from the city's file."""

    nmid: str
    """`ID` and thirteen digits, given by the national registry of merchants."""
    pan: str
    acquirer: str
    """Reverse domain of the regional bank."""
    name: str
    city: str
    postal_code: str


def qris_payload(merchant: Merchant, amount: Rupiah, payment_code: str) -> str:
    """The payload with the amount in tag 54 and the payment code as bill number in tag 62; raises ValueError."""
    if not ZERO < amount <= Rupiah(MOST // 100):
        raise ValueError("a QRIS code is for an amount of at most thirteen digits")
    body = "".join(
        (
            _field("00", "01"),
            _field("01", DYNAMIC),
            _field("26", _field("00", merchant.acquirer) + _field("01", merchant.pan) + _field("03", "UBE")),
            _field("51", _field("00", GUI) + _field("02", merchant.nmid) + _field("03", "UBE")),
            _field("52", TAX_PAYMENTS_MCC),
            _field("53", RUPIAH_ISO4217),
            _field("54", str(amount.amount)),
            _field("58", "ID"),
            _field("59", merchant.name[:_MOST_NAME]),
            _field("60", merchant.city[:_MOST_CITY]),
            _field("61", merchant.postal_code),
            _field("62", _field("01", payment_code)),
            "6304",  # the checksum counts its own tag and length
        )
    )
    return f"{body}{crc(body)}"


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE as four hexadecimal digits (EMVCo QR, tag 63)."""
    return f"{binascii.crc_hqx(text.encode(), 0xFFFF):04X}"


def _field(tag: str, value: str) -> str:
    if len(value) > 99:
        raise ValueError(f"tag {tag} holds at most 99 letters")
    return f"{tag}{len(value):02d}{value}"
