"""What a service that issues documents reads from the environment, and the signers that its settings ask for."""

from pathlib import Path
from typing import Literal, Self

from pydantic import Field, SecretStr, model_validator

from chassis.documents.signers import EsignSigners, LocalSigners, Signers
from chassis.settings import ServiceSettings


class WorkerSettings(ServiceSettings):
    """A worker: it takes events, watches clocks, and answers the gateway's questions."""

    storage_url: str = Field(description="where issued documents are kept: file:///… or s3://…")
    cities_served: str = Field("", description="codes separated by commas; all cities of CITIES_DIR unless given")


class DocumentSettings(WorkerSettings):
    """A document worker: it renders and signs."""

    signer: Literal["local", "esign"] = Field("local", description="local keys, or BSrE's Esign service")
    signing_dir: Path = Field(description="folder with what signs for each city: keys, or Esign officials")
    esign_url: str | None = Field(None, description="address of the Esign service")
    esign_user: str | None = Field(None, description="user of the Esign service")
    esign_password: SecretStr | None = Field(None, description="password of the Esign service")

    @model_validator(mode="after")
    def _esign_is_whole(self) -> Self:
        if self.signer == "esign" and not (self.esign_url and self.esign_user and self.esign_password):
            raise ValueError("SIGNER=esign also needs ESIGN_URL, ESIGN_USER and ESIGN_PASSWORD")
        return self


def signers(settings: DocumentSettings) -> Signers:
    """Keys of ours in SIGNING_DIR, or BSrE's Esign service with the officials in SIGNING_DIR."""
    if settings.signer == "local" or not (settings.esign_url and settings.esign_user and settings.esign_password):
        return LocalSigners(settings.signing_dir)
    return EsignSigners(
        settings.esign_url, settings.esign_user, settings.esign_password.get_secret_value(), settings.signing_dir
    )
