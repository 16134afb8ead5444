"""What the gateway's processes read from the environment."""

from pathlib import Path

from pydantic import Field

from chassis.settings import BaseUrl, DatabaseUrl, HttpAddress, ServiceSettings, Settings


class WebSettings(Settings):
    """The web process: it needs its database and nothing else to accept an application."""

    database_url: DatabaseUrl = Field(description="PostgreSQL, as the gateway's app role")
    http_address: HttpAddress = Field(description="where the public API listens")
    public_url: BaseUrl = Field(description="the API's own address, as callers write it; audience of its tokens")
    cities_dir: Path = Field(Path("cities"), description="folder with the rules and configuration of cities")
    city: str = Field(description="Kemendagri code of the home city, for example 3277", pattern=r"^[0-9]{4}$")
    token_key: Path = Field(description="private ES256 JWK that signs callers' tokens")
    internal_key: Path = Field(description="private ES256 JWK that signs questions to the other services")
    dukcapil_url: BaseUrl = Field(description="internal door of dukcapil")
    perizinan_url: BaseUrl = Field(description="internal door of perizinan")
    storage_url: str = Field(description="where uploads are kept: file:///… or s3://…")
    signing_dir: Path = Field(description="folder with the certificate of the authority whose signatures we trust")


class WorkerSettings(ServiceSettings):
    """The worker: takes what the services tell into the read model."""


class DemoSettings(Settings):
    """The command that writes the demonstration's tokens."""

    migration_database_url: DatabaseUrl = Field(description="PostgreSQL, as the gateway's migrator role")
    public_url: BaseUrl = Field(description="the API's own address; audience of the tokens")
    token_key: Path = Field(description="private ES256 JWK that signs callers' tokens")
