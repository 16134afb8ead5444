"""The signers that the settings ask for."""

from chassis.documents.signers import EsignSigners, LocalSigners, Signers
from services.pajak.settings import DocumentSettings


def signers(settings: DocumentSettings) -> Signers:
    """Keys of ours in SIGNING_DIR, or BSrE's Esign service with the officials in SIGNING_DIR."""
    if settings.signer == "local" or not (settings.esign_url and settings.esign_user and settings.esign_password):
        return LocalSigners(settings.signing_dir)
    return EsignSigners(
        settings.esign_url, settings.esign_user, settings.esign_password.get_secret_value(), settings.signing_dir
    )
