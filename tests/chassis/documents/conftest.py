"""A demonstration authority, its signer and a small document, made once for these tests."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from chassis.documents.authority import ensure_signer
from chassis.documents.block import SignatureBlock
from chassis.documents.code import new_code
from chassis.documents.render import Template
from chassis.documents.sign import LocalSigner
from tests.chassis.documents.samples import OFFICIAL, ORDER


@pytest.fixture(scope="session")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an authority whose signer `3277` is valid now."""
    directory = tmp_path_factory.mktemp("authority")
    ensure_signer(directory, OFFICIAL, now=datetime.now(UTC))
    return directory


@pytest.fixture(scope="session")
def signer(authority: Path) -> LocalSigner:
    return LocalSigner.load(authority, "3277")


@pytest.fixture(scope="session")
def letter() -> Template:
    return Template(Path(__file__).with_name("surat.typ"))


@pytest.fixture(scope="session")
def block() -> SignatureBlock:
    return SignatureBlock(
        city="Kota Cimahi",
        place="Cimahi",
        issued_at=ORDER.signed_at,
        signer_title=OFFICIAL.title,
        signer_name=OFFICIAL.name,
        signer_nip=OFFICIAL.nip,
        certificate_issuer="CA Demo",
        code=new_code(),
        public_url="https://terpadu.example",
    )


@pytest.fixture(scope="session")
def unsigned(letter: Template, block: SignatureBlock) -> bytes:
    return letter.render({"isi": "Surat percobaan", "tte": block.as_data()}, issued_at=block.issued_at)


@pytest.fixture(scope="session")
def signed(signer: LocalSigner, unsigned: bytes) -> bytes:
    return signer.sign(unsigned, ORDER)
