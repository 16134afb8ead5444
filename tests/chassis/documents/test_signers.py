"""Choosing a signer by settings."""

from pathlib import Path

import pytest
from pydantic import SecretStr

from chassis.documents.esign import BSRE, EsignSigner
from chassis.documents.sign import LocalSigner, SignerUnavailable
from chassis.documents.signers import SigningSettings, open_signer
from chassis.settings import SettingsError


def test_local_keys_sign_for_the_city_they_are_named_after(authority: Path) -> None:
    settings = SigningSettings(signing_dir=authority)
    assert isinstance(open_signer(settings, "3277"), LocalSigner)
    with pytest.raises(SignerUnavailable):
        open_signer(settings, "9999")


def test_the_esign_service_is_used_when_chosen_and_names_bsre_as_issuer() -> None:
    settings = SigningSettings(
        signer="esign",
        esign_url="http://127.0.0.1:9",
        esign_user="terpadu",
        esign_password=SecretStr("a"),
        esign_nik=SecretStr("b"),
        esign_passphrase=SecretStr("c"),
    )
    signer = open_signer(settings, "3277")
    assert isinstance(signer, EsignSigner)
    assert signer.certificate_issuer == BSRE
    signer.close()


def test_every_setting_that_the_choice_needs_is_named_when_missing() -> None:
    with pytest.raises(SettingsError, match="SIGNING_DIR"):
        open_signer(SigningSettings(), "3277")
    with pytest.raises(SettingsError) as caught:
        open_signer(SigningSettings(signer="esign", esign_user="terpadu"), "3277")
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "ESIGN_URL",
        "ESIGN_PASSWORD",
        "ESIGN_NIK",
        "ESIGN_PASSPHRASE",
    ]
