"""Settings of a process, read from the environment once, in `__main__`, and frozen from then on."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, ClassVar, Literal, NamedTuple, Self

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

LogLevel = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
LogFormat = Literal["json", "console"]


class Address(NamedTuple):
    """Where a process listens: `host:port`, `[ipv6]:port`; port 0 lets the system choose."""

    host: str
    port: int

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


class SettingsError(Exception):
    """Some settings are missing or wrong; `problems` has one line for each, and never a value that may be secret."""

    def __init__(self, settings: type[BaseSettings], problems: tuple[str, ...]) -> None:
        self.problems = problems
        noun = "setting needs" if len(problems) == 1 else "settings need"
        lines = "\n".join(f"  {problem}" for problem in problems)
        super().__init__(f"{settings.__module__}: {len(problems)} {noun} attention in the environment\n{lines}")


def _address(value: object) -> object:
    if not isinstance(value, str):
        return value
    host, colon, port = value.rpartition(":")
    if not (host and colon and port.isascii() and port.isdigit() and int(port) <= 65535):
        raise ValueError("must be host:port, for example 127.0.0.1:8080")
    return Address(host.strip("[]"), int(port))


def _url_of(*schemes: str) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if value.get_secret_value().partition("://")[0] not in schemes:
            raise ValueError(f"must be a URL that starts with {' or '.join(f'{scheme}://' for scheme in schemes)}")
        return value

    return AfterValidator(check)


def _base_url(value: str) -> str:
    if not value.startswith(("http://", "https://")):
        raise ValueError("must be a URL that starts with http:// or https://")
    return value.rstrip("/")


HttpAddress = Annotated[Address, BeforeValidator(_address)]
DatabaseUrl = Annotated[SecretStr, _url_of("postgresql", "postgres")]
AmqpUrl = Annotated[SecretStr, _url_of("amqp", "amqps")]
SmtpUrl = Annotated[SecretStr, _url_of("smtp", "smtps")]
BaseUrl = Annotated[str, AfterValidator(_base_url)]


class Settings(BaseSettings):
    """What every process reads: how it logs and traces. A field `log_level` is the environment variable `LOG_LEVEL`.

    Only `load` and `from_environment` look at the environment: an object made in a test holds what it was given.
    """

    model_config: ClassVar[SettingsConfigDict] = SettingsConfigDict(
        frozen=True, extra="ignore", env_ignore_empty=True, enable_decoding=False, hide_input_in_errors=True
    )

    log_level: LogLevel = Field("INFO", description="least severe level that is logged")
    log_format: LogFormat = Field("json", description="json for collectors, console for people")
    otel_exporter_otlp_endpoint: str | None = Field(None, description="where traces go; none are sent unless set")
    terpadu_demo: bool = Field(False, description="1 lets demonstration identities in")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],  # noqa: ARG003
        init_settings: PydanticBaseSettingsSource,
        *others: PydanticBaseSettingsSource,  # noqa: ARG003
        **also: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Take values from the constructor alone; pydantic-settings would read the environment at each construction."""
        return (init_settings,)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read all settings; raise `SettingsError` that names every missing and every invalid one."""
        source = EnvSettingsSource(cls)
        if environ is not None:
            source.env_vars = {name.lower(): value for name, value in environ.items() if value}
        try:
            return cls(**source())
        except ValidationError as error:
            raise SettingsError(cls, tuple(_problems(cls, error))) from None

    @classmethod
    def load(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read all settings, or say on standard error what is wrong and end the process with status 2."""
        try:
            return cls.from_environment(environ)
        except SettingsError as error:
            print(error, file=sys.stderr)  # noqa: T201  logging is not set up before its settings are known
            raise SystemExit(2) from None


class ServiceSettings(Settings):
    """What a service's workers and doors need besides; each service adds its own in `services/<s>/settings.py`."""

    database_url: DatabaseUrl = Field(description="PostgreSQL, as the service's app role")
    amqp_url: AmqpUrl = Field(description="RabbitMQ, as the service's user")
    amqp_ca: Path | None = Field(
        None, description="authority of an amqps broker's certificate; the system's unless set"
    )
    http_address: HttpAddress = Field(description="where health, metrics and internal doors listen")
    public_url: BaseUrl = Field(description="address of the portal; verification codes on documents point there")
    cities_dir: Path = Field(Path("cities"), description="folder with the rules and configuration of cities")
    internal_public_key: Path = Field(description="file with the gateway's public key (JWK), by which doors know it")


class MigrationSettings(Settings):
    """What `migrate` and `load-city` need: the role that owns the tables."""

    migration_database_url: DatabaseUrl = Field(description="PostgreSQL, as the service's migrator role")
    cities_dir: Path = Field(Path("cities"), description="folder with the rules and configuration of cities")


def _problems(settings: type[Settings], error: ValidationError) -> list[str]:
    problems = []
    for found in error.errors(include_url=False, include_input=False, include_context=False):
        name = str(found["loc"][0]) if found["loc"] else ""
        field = settings.model_fields.get(name)
        about = f" ({field.description})" if field and field.description else ""
        problems.append(f"{name.upper()}: {_complaint(found['type'], found['msg'])}{about}")
    return problems


def _complaint(kind: str, message: str) -> str:
    if kind == "missing":
        return "is missing"
    return message.removeprefix("Value error, ").replace("Input should", "should")
