"""The demonstration authority: private, repeatable, renewed in time."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from chassis.documents.authority import SIGNER_LIFE, ensure_signer
from chassis.documents.sign import LocalSigner, SigningOrder
from tests.chassis.documents.samples import OFFICIAL

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def _contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.glob("*.pem")}


def test_made_again_it_keeps_every_key_and_certificate(tmp_path: Path) -> None:
    ensure_signer(tmp_path, OFFICIAL, now=NOW)
    first = _contents(tmp_path)
    ensure_signer(tmp_path, OFFICIAL, now=NOW + timedelta(days=100))
    assert _contents(tmp_path) == first


def test_files_are_readable_by_their_owner_only(tmp_path: Path) -> None:
    ensure_signer(tmp_path / "kunci", OFFICIAL, now=NOW)
    assert {path.stat().st_mode & 0o777 for path in (tmp_path / "kunci").glob("*.pem")} == {0o600}
    assert (tmp_path / "kunci").stat().st_mode & 0o777 == 0o700


def test_a_certificate_about_to_end_is_renewed_for_the_same_key_and_root(tmp_path: Path) -> None:
    ensure_signer(tmp_path, OFFICIAL, now=NOW)
    first = _contents(tmp_path)
    ensure_signer(tmp_path, OFFICIAL, now=NOW + SIGNER_LIFE - timedelta(days=1))
    second = _contents(tmp_path)
    changed = {name for name in first if first[name] != second[name]}
    assert changed == {"3277.pem"}


def test_a_second_city_gets_its_own_signer_below_the_same_root(tmp_path: Path, unsigned: bytes) -> None:
    ensure_signer(tmp_path, OFFICIAL, now=NOW)
    ensure_signer(tmp_path, replace(OFFICIAL, signer="3276", name="Sri Wahyuni", city="Kota Depok"), now=NOW)
    assert {"akar.pem", "3276.pem", "3277.pem"} <= _contents(tmp_path).keys()
    assert LocalSigner.load(tmp_path, "3276").sign(unsigned, SigningOrder("x", "Depok", NOW))


def test_made_by_many_at_once_it_is_made_once(tmp_path: Path, unsigned: bytes) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _: ensure_signer(tmp_path, OFFICIAL, now=NOW), range(8)))
    assert LocalSigner.load(tmp_path, "3277").sign(unsigned, SigningOrder("x", "Cimahi", NOW))
    assert not list(tmp_path.glob("*.baru"))


def test_the_command_makes_a_signer_with_the_name_given(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "chassis.documents.authority", str(tmp_path), "--signer", "3274", "--name", "Siti"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert "Siti, BUKAN SERTIFIKAT BSrE" in done.stdout
    assert (tmp_path / "3274.pem").exists()
