"""An amqps broker must prove who it is, to pika and to kombu alike."""

import ssl
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chassis.broker import parameters, tls_options
from chassis.documents.authority import Official, ensure_signer, root_certificate

URL = "amqps://user:secret@broker.example:5671/terpadu"


@pytest.fixture
def authority(tmp_path: Path) -> Path:
    """Any certificate that can stand for an authority."""
    ensure_signer(tmp_path, Official("3299", "NAMA", "1", "Kota Contoh"), now=datetime.now(UTC))
    return root_certificate(tmp_path)


def test_kombu_is_told_to_check_name_and_certificate(authority: Path) -> None:
    options = tls_options(URL, authority)
    assert options is not None
    assert options["cert_reqs"] is ssl.CERT_REQUIRED
    assert (options["ca_certs"], options["server_hostname"]) == (str(authority), "broker.example")


@pytest.mark.parametrize("given", [True, False])
def test_pika_checks_name_and_certificate_with_and_without_an_own_authority(authority: Path, given: bool) -> None:
    options = parameters(URL, name="test", authority=authority if given else None).ssl_options
    assert options is not None
    assert options.context.verify_mode is ssl.CERT_REQUIRED
    assert options.context.check_hostname


def test_a_plain_broker_gets_no_certificate_to_check(authority: Path) -> None:
    plain = "amqp://user:secret@broker.example/terpadu"
    assert tls_options(plain, authority) is None
    assert parameters(plain, name="test", authority=authority).ssl_options is None
