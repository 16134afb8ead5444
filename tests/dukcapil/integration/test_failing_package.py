"""A package that cannot be made ends resolved: everything is undone, perizinan is told, nothing stays half."""

from datetime import timedelta
from typing import Any

import pytest

from chassis.documents.render import UnprintableText
from chassis.documents.sign import Signer, SignerRefused, SignerUnavailable
from chassis.documents.signers import LocalSigners
from chassis.failures import Park, TemporaryFailure, Unavailable
from services.dukcapil.press import Press
from tests.dukcapil.integration.desk import Desk, child, number
from tests.dukcapil.integration.people import CARD, FATHER, MOTHER, SISTER

NIK = "3277015911260001"


class AwaySigners:
    """Signers that are away until they come back."""

    def __init__(self, real: LocalSigners, error: type[Exception]) -> None:
        self.real, self.error, self.away = real, error, True

    def of(self, city: str) -> Signer:
        """The city's signer, once it is back."""
        if self.away:
            raise self.error("away")
        return self.real.of(city)


def recorded(desk: Desk, serial: int = 1, *children: dict[str, Any]) -> Any:
    """An application whose child is entered and whose documents wait; its deeds."""
    report = desk.report(number(serial), *children)
    desk.handle(report)
    deeds = desk.deeds(report)
    desk.handle(deeds)
    return deeds


def test_a_card_that_was_closed_meanwhile_fails_the_package_and_enters_nobody(desk: Desk) -> None:
    report = desk.report(number())
    desk.handle(report)
    desk.change("UPDATE kartu_keluarga SET status = 'DITUTUP' WHERE nomor_kk = %s", CARD)
    desk.handle(desk.deeds(report))
    assert [(one["kode"], one["nomor"]) for one in desk.told("paket_3in1_gagal")] == [("kk_tidak_aktif", number())]
    assert desk.rows("SELECT status FROM nik_dipesan") == [{"status": "DILEPAS"}]
    assert desk.rows("SELECT nik FROM penduduk WHERE nik = %s", NIK) == []
    assert desk.told("paket_disusun") == []


def test_parents_who_left_the_card_meanwhile_fail_the_package(desk: Desk) -> None:
    report = desk.report(number())
    desk.handle(report)
    desk.change("DELETE FROM anggota_keluarga WHERE nik IN (%s, %s)", FATHER, MOTHER)
    desk.handle(desk.deeds(report))
    assert [one["kode"] for one in desk.told("paket_3in1_gagal")] == ["orang_tua_pindah_kk"]


def test_a_deed_with_a_number_that_is_not_reserved_fails_the_package(desk: Desk) -> None:
    report = desk.report(number())
    desk.handle(report)
    deeds = desk.deeds(report)
    foreign = [one.model_copy(update={"nik": "3277015911269999"}) for one in deeds.data.anak]
    desk.handle(desk.deeds(report, anak=[one.model_dump() for one in foreign]))
    assert [one["kode"] for one in desk.told("paket_3in1_gagal")] == ["nik_tidak_dipesan"]


def test_a_deed_that_crossed_with_its_withdrawal_is_to_be_annulled(desk: Desk) -> None:
    report = desk.report(number())
    desk.handle(report)
    deeds = desk.deeds(report)
    desk.handle(desk.step(number(), "DIBATALKAN"))
    desk.handle(deeds)
    assert len(desk.told("paket_3in1_gagal")) == 1
    assert desk.rows("SELECT nik FROM penduduk WHERE nik = %s", NIK) == []


def test_a_deed_that_comes_before_its_report_is_tried_later(desk: Desk) -> None:
    report = desk.report(number())
    desk.handle(report)
    deeds = desk.deeds(report)
    desk.change("DELETE FROM paket")
    with pytest.raises(TemporaryFailure):
        desk.handle(deeds)


@pytest.mark.parametrize(("error", "verdict"), [(SignerUnavailable, Unavailable), (SignerRefused, Park)])
def test_while_the_signer_is_away_nothing_is_issued_and_the_clock_stands_still(
    desk: Desk, error: type[Exception], verdict: type[Exception]
) -> None:
    real = desk.press.signers
    assert isinstance(real, LocalSigners)
    away = AwaySigners(real, error)
    desk.press = Press(away, desk.press.store, desk.press.public_url)
    recorded(desk)
    composed = desk.composed(number())
    for _ in range(3):
        with pytest.raises(verdict):
            desk.handle(composed)
        desk.pass_by(hours=3)
    waiting = [one for one in desk.told("permohonan_berubah_status") if one["status"] == "MENUNGGU_TTE"]
    assert [one["sla"]["status"] for one in waiting] == ["JEDA"]
    assert desk.told("dokumen_terbit") == []
    assert desk.watch() == 0
    away.away = False
    assert desk.handle(composed)
    assert len(desk.told("dokumen_terbit")) == 2
    assert desk.told("permohonan_berubah_status")[-1]["sla"]["status"] == "TERPENUHI"


def test_a_signer_who_goes_away_between_two_cards_leaves_none_issued(desk: Desk) -> None:
    class OnceThere:
        """Signs the family card and is away for the child's."""

        def __init__(self, real: Any) -> None:
            self.real, self.asked = real, 0

        def of(self, city: str) -> Signer:
            """The signer, once."""
            self.asked += 1
            if self.asked == 2:
                raise SignerUnavailable("away")
            signer: Signer = self.real.of(city)
            return signer

    desk.press = Press(OnceThere(desk.press.signers), desk.press.store, desk.press.public_url)
    recorded(desk)
    with pytest.raises(Unavailable):
        desk.handle(desk.composed(number()))
    assert desk.rows("SELECT * FROM dokumen WHERE sha256 IS NOT NULL") == []
    desk.handle(desk.composed(number()))
    assert len(desk.told("dokumen_terbit")) == 2


def unprintable(desk: Desk) -> None:
    """A member of the family whose name no font of ours has."""
    desk.change("UPDATE penduduk SET nama = %s WHERE nik = %s", "རྡོ་རྗེ་", SISTER)


def test_a_card_that_cannot_be_printed_fails_the_package_and_takes_the_entry_back(desk: Desk) -> None:
    recorded(desk)
    unprintable(desk)
    desk.handle(desk.composed(number()))
    assert [one["kode"] for one in desk.told("paket_3in1_gagal")] == [UnprintableText.kode]
    assert desk.rows("SELECT status FROM penduduk WHERE nik = %s", NIK) == [{"status": "BATAL"}]
    assert desk.rows("SELECT status FROM nik_dipesan") == [{"status": "DIBATALKAN"}]
    assert desk.rows("SELECT nik FROM anggota_keluarga WHERE nik = %s", NIK) == []
    assert desk.rows("SELECT status FROM paket") == [{"status": "GAGAL"}]
    assert desk.told("dokumen_terbit") == []


def test_the_annulment_that_answers_a_failed_package_finds_nothing_left_to_undo(desk: Desk) -> None:
    deeds = recorded(desk)
    unprintable(desk)
    desk.handle(desk.composed(number()))
    before = desk.kinds(number())
    desk.handle(desk.annulment(deeds))
    assert desk.kinds(number()) == before


def test_a_failed_package_whose_child_another_card_shows_has_the_card_issued_again(desk: Desk) -> None:
    recorded(desk, 1, child("SITI"))
    recorded(desk, 2, child("AMINAH"))
    desk.handle(desk.composed(number(2)))  # version 3, with both children
    desk.change("UPDATE penduduk SET nama = %s WHERE nik = %s", "རྡོ་རྗེ་", SISTER)
    desk.handle(desk.composed(number(1)))
    assert len(desk.told("paket_3in1_gagal", number(1))) == 1
    desk.change("UPDATE penduduk SET nama = 'RANI SANTOSO' WHERE nik = %s", SISTER)
    desk.handle(desk.composed(number(1)))
    assert desk.rows("SELECT versi FROM dokumen WHERE jenis = 'KARTU_KELUARGA' AND status = 'AKTIF'") == [{"versi": 4}]
    assert desk.rows("SELECT status FROM paket WHERE nomor = %s", number(1)) == [{"status": "DITARIK"}]


def test_a_failed_package_stops_its_clock(desk: Desk) -> None:
    report = desk.report(number())
    desk.handle(report)
    desk.change("UPDATE kartu_keluarga SET status = 'DITUTUP' WHERE nomor_kk = %s", CARD)
    desk.handle(desk.deeds(report))
    desk.clock.advance(timedelta(days=3))
    assert desk.watch() == 0
