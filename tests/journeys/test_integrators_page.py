"""The page for integrators does what it says: its own lines, in the order written, against the running suite."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from local.custody import PROJECT
from local.ports import Ports
from local.running import RunningSuite

PAGE = PROJECT / "docs/integrators.md"
PAYMENT = "## A payment, from the turnover to the receipt"
AGENCY, BIRTH = "## An agency asks and listens", "## A birth, from the first call to a verified document"


@pytest.mark.journey
def test_an_agency_gets_a_token_verifies_a_nik_and_receives_a_verified_webhook(
    suite: RunningSuite, tmp_path: Path
) -> None:
    said = _follow(suite, tmp_path, AGENCY)

    assert (tmp_path / "verified.json").read_text() == '{"nik":"SESUAI","nama":"SESUAI","tanggal_lahir":"TIDAK_SESUAI"}'
    received = (tmp_path / "received.txt").read_text().split()
    assert received[1::3][:2] == ["publik.uji_coba.v1", "publik.dokumen_terbit.v1"]
    assert said.count("ok     ") == 10
    assert "FAILED" not in said


@pytest.mark.journey
def test_a_birth_ends_in_three_documents_that_can_be_verified(suite: RunningSuite, tmp_path: Path) -> None:
    said = _follow(suite, tmp_path, BIRTH)

    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == [
        "AKTA_KELAHIRAN.pdf",
        "KARTU_KELUARGA.pdf",
        "KIA.pdf",
    ]
    # The last two answers: by the code of a document, and for the file itself.
    assert [part.partition('"')[0] for part in said.split('"status":"')[-2:]] == ["AKTIF", "AKTIF"]


@pytest.mark.journey
def test_a_bank_brings_a_payment_and_the_taxpayer_holds_a_receipt(suite: RunningSuite, tmp_path: Path) -> None:
    said = _follow(suite, tmp_path, PAYMENT)

    assert sorted(path.name for path in tmp_path.glob("*.pdf")) == ["BUKTI_SPTPD.pdf", "TAGIHAN_PAJAK.pdf"]
    assert said.rpartition('"status":"')[2].partition('"')[0] == "AKTIF"


def _follow(suite: RunningSuite, folder: Path, part: str) -> str:
    """Run the lines of one part of the page, as a reader pastes them; what they said."""
    (folder / ".run").symlink_to(suite.layout.root)
    (folder / "docs").symlink_to(PROJECT / "docs")
    (folder / ".venv").symlink_to(PROJECT / ".venv")
    script = folder / "page.sh"
    script.write_text("\n".join(["set -euo pipefail", *_lines(part)]))
    with Ports(folder / "ports.json") as ports:
        environment = os.environ | {"PORT": str(ports.get("receiver"))}
    done = subprocess.run(
        ["bash", str(script)], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, f"{done.stdout[-2000:]}\n{done.stderr[-2000:]}"
    return done.stdout


def _lines(part: str) -> list[str]:
    text = PAGE.read_text(encoding="utf-8")
    assert part in text
    section = text.partition(part)[2]
    end = re.search(r"^## (?!#)", section, flags=re.MULTILINE)
    return re.findall(r"^```sh\n(.*?)^```$", section[: end.start() if end else None], flags=re.MULTILINE | re.DOTALL)
