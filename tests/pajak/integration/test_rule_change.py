"""A rule that changes on a day leaves what was assessed before it as it was, and later corrections of it too."""

import re
from datetime import datetime
from pathlib import Path
from shutil import copytree

import pytest

from services.pajak.terms import Terms
from services.pajak.use_cases.charge_open_bills import charge_open_bills
from tests.pajak.facts import WIB
from tests.pajak.integration.conftest import Office

NATION = "nasional.toml"
NEW = {"tarif_makanan_minuman": "8", "bunga_terlambat_bayar": "3"}


def changed(folder: Path, last_old_day: str, first_new_day: str) -> Terms:
    """The rules as they are after new rows were added, and the old ones ended, from a day on."""
    copytree("cities", folder, dirs_exist_ok=True)
    for file in sorted(folder.glob("*.toml")):
        text = file.read_text()
        for code, value in NEW.items():
            old = re.search(rf'\[\[aturan\]\]\nkode = "{code}"\n[^\[]*?berlaku_mulai = 2024-01-05\n', text)
            if old is None:
                continue
            new = re.sub(r'nilai = "[^"]*"', f'nilai = "{value}"', old[0]).replace("2024-01-05", first_new_day)
            rest = 'dasar_hukum = "Perda 9/2026 (rekaan)"\nkepastian = "D"\n\n'
            ended = old[0] + f"berlaku_sampai = {last_old_day}\n"
            text = text.replace(old[0], new + rest + ended)
        file.write_text(text)
    return Terms.load(folder)


@pytest.fixture
def nopd(office: Office) -> str:
    """An object whose October was reported, and whose bill fell due on 13 November."""
    [nopd] = office.register()
    office.report(nopd, 50_000_000)
    return nopd


def test_what_was_assessed_before_a_new_rule_stays_as_it_was(office: Office, nopd: str, tmp_path: Path) -> None:
    before = office.rows("SELECT * FROM sptpd WHERE pokok IS NOT NULL")
    office.terms = changed(tmp_path, "2026-11-30", "2026-12-01")
    office.clock.set(datetime(2026, 12, 2, 9, tzinfo=WIB))
    assert office.rows("SELECT * FROM sptpd WHERE pokok IS NOT NULL") == before
    charge_open_bills(office.desk())
    assert office.bill(office.codes()[0])["bunga"] == 50_000  # the bill fell due under 1 % a month


def test_a_correction_is_assessed_by_the_law_of_its_period(office: Office, nopd: str, tmp_path: Path) -> None:
    office.terms = changed(tmp_path, "2026-11-30", "2026-12-01")
    office.clock.set(datetime(2027, 1, 5, 9, tzinfo=WIB))
    office.report(nopd, 60_000_000, pembetulan_ke=1)
    office.report(nopd, 60_000_000, "2026-12")
    assert [each["pokok"] for each in office.told("tagihan_terbit")] == [5_000_000, 6_000_000, 4_800_000]
    office.clock.set(datetime(2027, 2, 1, 9, tzinfo=WIB))
    charge_open_bills(office.desk())
    _, october, december = office.codes()
    assert office.bill(october)["bunga"] == 3 * 60_000
    assert office.bill(december)["bunga"] == 144_000


def test_a_rule_that_was_changed_backwards_would_be_seen(office: Office, nopd: str, tmp_path: Path) -> None:
    office.terms = changed(tmp_path, "2026-09-30", "2026-10-01")
    office.report(nopd, 60_000_000, pembetulan_ke=1)
    assert office.told("tagihan_terbit")[-1]["pokok"] == 4_800_000
