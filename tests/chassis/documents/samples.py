"""Who signs in these tests, and what a signature says."""

from datetime import datetime, timedelta, timezone

from chassis.documents.authority import Official
from chassis.documents.sign import SigningOrder

WIB = timezone(timedelta(hours=7), "WIB")
OFFICIAL = Official("3277", "Rahmat Hidayat", "197203151998031004", "Kota Cimahi")
ORDER = SigningOrder("Penerbitan dokumen kependudukan", "Cimahi", datetime.now(WIB).replace(microsecond=0))
