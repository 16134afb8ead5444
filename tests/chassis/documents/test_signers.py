"""One signer for each city, kept once it is opened."""

from pathlib import Path

import pytest

from chassis.city import Cities
from chassis.documents.esign import BSRE, EsignSigner
from chassis.documents.sign import LocalSigner, SignerUnavailable
from chassis.documents.signers import EsignSigners, LocalSigners, open_signers


def test_a_citys_local_key_is_read_once_and_another_city_has_none(authority: Path) -> None:
    signers = LocalSigners(authority)
    assert isinstance(signers.of("3277"), LocalSigner)
    assert signers.of("3277") is signers.of("3277")
    with pytest.raises(SignerUnavailable):
        signers.of("9999")


def test_opening_all_signers_reads_the_keys_that_are_there_and_leaves_the_missing_for_later(authority: Path) -> None:
    signers = LocalSigners(authority)
    cities = Cities.load(Path(__file__).parents[3] / "cities")
    assert {"3277", "3276"} <= {city.code for city in cities}
    open_signers(signers, cities)
    assert signers.of("3277") is signers.of("3277")
    with pytest.raises(SignerUnavailable):
        signers.of("3276")


def test_an_official_at_the_esign_service_is_read_from_the_citys_file(tmp_path: Path) -> None:
    (tmp_path / "3277.esign.toml").write_text('nik = "3277010101700001"\npassphrase = "rahasia"\n')
    signer = EsignSigners("http://127.0.0.1:9", "terpadu", "sandi", tmp_path).of("3277")
    assert isinstance(signer, EsignSigner)
    assert signer.certificate_issuer == BSRE
    signer.close()


@pytest.mark.parametrize("content", [None, "bukan toml =", 'nik = "3277010101700001"\n'])
def test_a_missing_or_incomplete_file_of_an_official_is_a_signer_that_is_not_available(
    tmp_path: Path, content: str | None
) -> None:
    if content is not None:
        (tmp_path / "3277.esign.toml").write_text(content)
    with pytest.raises(SignerUnavailable) as caught:
        EsignSigners("http://127.0.0.1:9", "terpadu", "sandi", tmp_path).of("3277")
    assert "3277010101700001" not in str(caught.value)
