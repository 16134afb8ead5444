"""A certificate authority for demonstrations: `python -m chassis.documents.authority DIR`.

Makes a root and, below it, one signing certificate an official. Every name in them says that they are not BSrE's: they
prove that a document is unchanged, not that a government signed it. Run again, it keeps what is there and still valid.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

NOT_BSRE = "BUKAN SERTIFIKAT BSrE"
ROOT = "akar"
ROOT_LIFE = timedelta(days=3650)
SIGNER_LIFE = timedelta(days=1095)
RENEW_BEFORE = timedelta(days=30)
BACKDATE = timedelta(days=1)  # documents may bear a time of the same day before the certificate was made
_DOCUMENT_SIGNING = ObjectIdentifier("1.3.6.1.5.5.7.3.36")  # RFC 9336


@dataclass(frozen=True, slots=True)
class Official:
    """Whose certificate it is; `signer` names the files, one signer a city: `3277`."""

    signer: str
    name: str
    nip: str
    city: str
    """`Kota Cimahi`."""
    title: str = "Kepala Dinas Kependudukan dan Pencatatan Sipil"


def root_certificate(directory: Path) -> Path:
    """Where the root stands: what `chassis.documents.verify` must be told to trust."""
    return directory / f"{ROOT}.pem"


def ensure_signer(directory: Path, official: Official, *, now: datetime) -> None:
    """Make the root and the official's key and certificate where they are missing or about to expire."""
    with _alone_in(directory):
        root_key, root = _ensure_root(directory, now)
        key = _ensure_key(directory / f"{official.signer}.kunci.pem")
        path = directory / f"{official.signer}.pem"
        if not _is_valid(path, now, issuer=root):
            _write(path, _signer_certificate(official, key, root_key, root, now).public_bytes(Encoding.PEM))


def _ensure_root(directory: Path, now: datetime) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    key = _ensure_key(directory / f"{ROOT}.kunci.pem")
    path = root_certificate(directory)
    if not _is_valid(path, now, issuer=None):
        _write(path, _root_certificate(key, now).public_bytes(Encoding.PEM))
    return key, x509.load_pem_x509_certificate(path.read_bytes())


def _ensure_key(path: Path) -> ec.EllipticCurvePrivateKey:
    if not path.exists():
        fresh = ec.generate_private_key(ec.SECP256R1())
        _write(path, fresh.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    key = load_pem_private_key(path.read_bytes(), password=None)
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise TypeError(f"{path} does not hold an elliptic-curve key")
    return key


def _is_valid(path: Path, now: datetime, *, issuer: x509.Certificate | None) -> bool:
    if not path.exists():
        return False
    certificate = x509.load_pem_x509_certificate(path.read_bytes())
    if issuer is not None and certificate.issuer != issuer.subject:
        return False
    return certificate.not_valid_after_utc > now + RENEW_BEFORE


def _root_certificate(key: ec.EllipticCurvePrivateKey, now: datetime) -> x509.Certificate:
    name = _name({NameOID.COMMON_NAME: f"CA Demo Terpadu, {NOT_BSRE}", NameOID.ORGANIZATION_NAME: "Terpadu"})
    builder = _certificate(name, name, key, now, ROOT_LIFE)
    builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
    builder = builder.add_extension(_key_usage(certificates=True), critical=True)
    return builder.sign(key, hashes.SHA256())


def _signer_certificate(
    official: Official,
    key: ec.EllipticCurvePrivateKey,
    root_key: ec.EllipticCurvePrivateKey,
    root: x509.Certificate,
    now: datetime,
) -> x509.Certificate:
    name = _name(
        {
            NameOID.COMMON_NAME: official.name,
            NameOID.TITLE: official.title,
            NameOID.SERIAL_NUMBER: official.nip,
            NameOID.ORGANIZATION_NAME: f"Pemerintah {official.city}",
            NameOID.ORGANIZATIONAL_UNIT_NAME: NOT_BSRE,
        }
    )
    builder = _certificate(name, root.subject, key, now, SIGNER_LIFE)
    builder = builder.add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
    builder = builder.add_extension(_key_usage(certificates=False), critical=True)
    # Readers built on NSS (pdfsig, Okular) judge a document's signer as they judge an e-mail's.
    purposes = x509.ExtendedKeyUsage([_DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])
    builder = builder.add_extension(purposes, critical=False)
    issuer_key = x509.AuthorityKeyIdentifier.from_issuer_public_key(root_key.public_key())
    return builder.add_extension(issuer_key, critical=False).sign(root_key, hashes.SHA256())


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    builder = x509.CertificateBuilder(issuer, subject, key.public_key(), x509.random_serial_number())
    builder = builder.not_valid_before(now - BACKDATE).not_valid_after(now + life)
    return builder.add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)


def _name(attributes: dict[ObjectIdentifier, str]) -> x509.Name:
    country = x509.NameAttribute(NameOID.COUNTRY_NAME, "ID")
    # X.520 ends each of these at 64 letters.
    return x509.Name([country, *(x509.NameAttribute(kind, value[:64]) for kind, value in attributes.items() if value)])


def _key_usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=not certificates,
        key_cert_sign=certificates,
        crl_sign=certificates,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


@contextmanager
def _alone_in(directory: Path) -> Iterator[None]:
    """Two suites started at once must not give one signer two keys."""
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (directory / ".terkunci").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _write(path: Path, content: bytes) -> None:
    """Whole or not at all, and readable by its owner only."""
    fresh = path.with_suffix(".baru")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)


def main(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="folder for keys and certificates")],
    signer: Annotated[str, typer.Option(help="names the files; one signer a city")] = "3277",
    name: Annotated[str, typer.Option(help="the official's name")] = "Pejabat Contoh",
    nip: Annotated[str, typer.Option(help="the official's number")] = "",
    city: Annotated[str, typer.Option(help="the government signed for")] = "Kota Cimahi",
) -> None:
    """Make a demonstration root and the certificate of one official below it; keep those that are still valid."""
    ensure_signer(directory, Official(signer, name, nip, city), now=datetime.now(UTC))
    typer.echo(f"{directory / f'{signer}.pem'}: {name}, {NOT_BSRE}; root: {root_certificate(directory)}")


if __name__ == "__main__":
    typer.run(main)
