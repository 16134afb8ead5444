"""What the gateway's processes read from the environment."""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, SecretStr

from chassis.settings import BaseUrl, DatabaseUrl, HttpAddress, ServiceSettings, Settings, SmtpUrl


def _numbers(value: object) -> object:
    return tuple(part.strip() for part in value.split(",")) if isinstance(value, str) else value


class WebSettings(Settings):
    """The web process: it needs its database and nothing else to accept an application."""

    database_url: DatabaseUrl = Field(description="PostgreSQL, as the gateway's app role")
    http_address: HttpAddress = Field(description="where the public API listens")
    public_url: BaseUrl = Field(description="the API's own address, as callers write it; audience of its tokens")
    cities_dir: Path = Field(Path("cities"), description="folder with the rules and configuration of cities")
    city: str = Field(description="Kemendagri code of the home city, for example 3277", pattern=r"^[0-9]{4}$")
    token_key: Path = Field(description="private ES256 JWK that signs callers' tokens")
    pseudonym_key: Path = Field(description="secret JWK of the keyed hashes that stand for people in the ledger")
    audit_public_key: Path = Field(description="public Ed25519 JWK of the log, for those who check it")
    internal_key: Path = Field(description="private ES256 JWK that signs questions to the other services")
    dukcapil_url: BaseUrl = Field(description="internal door of dukcapil")
    perizinan_url: BaseUrl = Field(description="internal door of perizinan")
    pajak_url: BaseUrl = Field(description="internal door of pajak")
    storage_url: str = Field(description="where uploads are kept: file:///… or s3://…")
    registrations_per_hour: int = Field(20, ge=1, description="clients that may be registered from one address")
    share_link_days: int = Field(7, ge=1, le=90, description="how long a link to follow an application is open")
    trusted_proxies: str = Field(
        "", description="addresses of the proxies, separated by commas, whose X-Forwarded-For is believed"
    )
    proxies_tell_certificates: bool = Field(
        False, description="whether these proxies take Client-Cert (RFC 9440) away and write it themselves"
    )
    signing_dir: Path = Field(description="folder with the certificate of the authority whose signatures we trust")
    webhook_key: Path = Field(description="file with the key from which webhook secrets follow")
    oidc_issuer: BaseUrl | None = Field(None, description="where people sign in (OpenID Connect); none in a demo")
    oidc_client_id: str | None = Field(None, description="the portal's name at that provider")
    oidc_client_secret: SecretStr | None = Field(None, description="the portal's secret at that provider")


class WorkerSettings(ServiceSettings):
    """The worker: takes what the services tell into the read model."""


Seconds = Annotated[tuple[float, ...], BeforeValidator(_numbers), Field(min_length=1)]


class SenderSettings(Settings):
    """The webhook sender: its patience with receivers is data."""

    database_url: DatabaseUrl = Field(description="PostgreSQL, as the gateway's app role")
    http_address: HttpAddress = Field(description="where health and metrics listen")
    webhook_key: Path = Field(description="file with the key from which webhook secrets follow")
    webhook_retry_seconds: Seconds = Field(
        (5, 30, 120, 600, 1800, 3600, 7200, 14400, 28800, 43200),
        description="pauses between the attempts of one delivery; the last one is repeated",
    )
    webhook_give_up_seconds: float = Field(259_200, gt=0, description="a delivery has failed after so long: three days")
    webhook_breaker_failures: int = Field(5, ge=1, description="failures in a row after which a subscription rests")
    webhook_rest_seconds: Seconds = Field(
        (30, 60, 120, 300), description="how long it rests before it is tried with one delivery; the last is repeated"
    )
    agency_event_keep_days: int = Field(30, ge=4, description="how long events and deliveries can be read and replayed")


class NotifierSettings(Settings):
    """What tells applicants how their applications go on: each channel works once both of its settings are there."""

    database_url: DatabaseUrl = Field(description="PostgreSQL, as the gateway's app role")
    http_address: HttpAddress = Field(description="where health and metrics listen")
    public_url: BaseUrl = Field(description="the portal's own address; messages lead to it")
    smtp_url: SmtpUrl | None = Field(None, description="the city's mail server: smtps://user:password@host:465")
    mail_from: str | None = Field(None, description="whom letters are from: Kota Cimahi <kabar@cimahi.example.id>")
    whatsapp_url: BaseUrl | None = Field(None, description="where the city's business number takes messages")
    whatsapp_token: SecretStr | None = Field(None, description="the key to it")
    notification_retry_seconds: Seconds = Field(
        (60, 300, 900, 3600, 7200), description="pauses between the attempts of one message; the last one is repeated"
    )
    notification_give_up_seconds: float = Field(259_200, gt=0, description="a message is given up after so long")


class SealerSettings(Settings):
    """The sealer of the log: it needs the database and the key, and nothing else."""

    database_url: DatabaseUrl = Field(description="PostgreSQL, as the gateway's app role")
    http_address: HttpAddress = Field(description="where health and metrics listen")
    public_url: BaseUrl = Field(description="the API's own address; the log is named by it")
    audit_key: Path = Field(description="private Ed25519 JWK that signs the log's checkpoints")
    seal_seconds: float = Field(2.0, gt=0, le=3600, description="how often what was recorded is sealed")


class ExportSettings(Settings):
    """The command that writes the log into a folder."""

    database_url: DatabaseUrl = Field(description="PostgreSQL, as the gateway's app role")
    public_url: BaseUrl = Field(description="the API's own address; the log is named by it")
    audit_public_key: Path = Field(description="public Ed25519 JWK of the log")


class CheckSettings(Settings):
    """The command that compares the log with the ledger."""

    database_url: DatabaseUrl = Field(description="PostgreSQL, as the gateway's app role")
    pseudonym_key: Path = Field(description="secret JWK of the keyed hashes that stand for people in the ledger")


class ReportSettings(Settings):
    """The command that writes the semester's report."""

    database_url: DatabaseUrl = Field(description="PostgreSQL, as the gateway's app role")
    cities_dir: Path = Field(Path("cities"), description="folder with the rules and configuration of cities")
    city: str = Field(description="Kemendagri code of the home city, for example 3277", pattern=r"^[0-9]{4}$")


class DemoSettings(Settings):
    """The command that writes the demonstration's tokens."""

    migration_database_url: DatabaseUrl = Field(description="PostgreSQL, as the gateway's migrator role")
    public_url: BaseUrl = Field(description="the API's own address; audience of the tokens")
    token_key: Path = Field(description="private ES256 JWK that signs callers' tokens")
