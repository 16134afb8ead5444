"""A block that no one signed, for pages that are made to be thrown away: they warm a process up, or are measured."""

from datetime import datetime, timedelta, timezone

from chassis.documents.block import SignatureBlock
from chassis.documents.code import new_code

BLOCK = SignatureBlock(
    city="Kota Contoh",
    place="Contoh",
    issued_at=datetime(2026, 1, 2, 10, 5, tzinfo=timezone(timedelta(hours=7))),
    signer_title="Kepala Dinas Kependudukan dan Pencatatan Sipil",
    signer_name="SPESIMEN",
    signer_nip="",
    certificate_issuer="CA Contoh",
    code=new_code(),
    public_url="https://contoh.example",
)
