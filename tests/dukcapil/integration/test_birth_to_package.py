"""A birth on its way through dukcapil: verified, recorded, printed, done."""

from uuid import UUID

from chassis.documents.verify import verify_pdf
from tests.dukcapil.integration.desk import Desk, child, number
from tests.dukcapil.integration.people import CARD, FATHER, MOTHER


def test_a_report_that_agrees_becomes_three_documents_in_one_package(desk: Desk) -> None:
    desk.complete(number())
    assert desk.kinds(number()) == [
        *("data_kelahiran_terverifikasi", "permohonan_berubah_status", "paket_disusun"),
        *("dokumen_terbit", "kk_terbit", "dokumen_digantikan", "dokumen_terbit", "kia_terbit"),
        *("paket_3in1_selesai", "permohonan_berubah_status"),
    ]
