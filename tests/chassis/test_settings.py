"""Settings are read once, reported all together, and never show a secret."""

import pytest
from pydantic import SecretStr, ValidationError

from chassis.settings import Address, MigrationSettings, ServiceSettings, Settings, SettingsError

COMPLETE = {
    "DATABASE_URL": "postgresql://app:kata-sandi@localhost/terpadu_dukcapil",
    "AMQP_URL": "amqp://dukcapil:kata-sandi@localhost:5672/",
    "HTTP_ADDRESS": "127.0.0.1:8080",
    "PUBLIC_URL": "https://layanan.cimahikota.example/",
    "INTERNAL_PUBLIC_KEY": "kunci/gateway.jwk",
}


def test_a_complete_environment_becomes_one_frozen_object() -> None:
    settings = ServiceSettings.from_environment(COMPLETE)

    assert settings.http_address == Address("127.0.0.1", 8080)
    assert settings.public_url == "https://layanan.cimahikota.example"
    assert str(settings.cities_dir) == "cities"
    with pytest.raises(ValidationError):
        settings.log_level = "DEBUG"  # type: ignore[misc]


def test_all_missing_and_invalid_names_are_reported_together() -> None:
    with pytest.raises(SettingsError) as caught:
        ServiceSettings.from_environment({"DATABASE_URL": "mysql://x", "HTTP_ADDRESS": "8080", "LOG_FORMAT": "xml"})

    told = " | ".join(caught.value.problems)
    assert [problem.partition(":")[0] for problem in caught.value.problems] == [
        "LOG_FORMAT",
        "DATABASE_URL",
        "AMQP_URL",
        "HTTP_ADDRESS",
        "PUBLIC_URL",
        "INTERNAL_PUBLIC_KEY",
    ]
    assert "AMQP_URL: is missing" in told
    assert "must be host:port" in told


def test_an_empty_value_counts_as_missing() -> None:
    with pytest.raises(SettingsError, match="AMQP_URL: is missing"):
        ServiceSettings.from_environment({**COMPLETE, "AMQP_URL": ""})


def test_the_process_ends_with_status_2_and_one_message(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        ServiceSettings.load({"DATABASE_URL": "postgresql://x"})

    shown = capsys.readouterr()
    assert ended.value.code == 2
    assert shown.out == ""
    assert "4 settings need attention" in shown.err
    assert "Traceback" not in shown.err


@pytest.mark.parametrize("wrong", ["mysql://app:kata-sandi@host/db", "kata-sandi"])
def test_no_secret_is_shown_when_it_is_wrong(wrong: str) -> None:
    with pytest.raises(SettingsError) as caught:
        ServiceSettings.from_environment({**COMPLETE, "DATABASE_URL": wrong, "AMQP_URL": wrong})

    assert "kata-sandi" not in str(caught.value)


def test_no_secret_is_shown_when_settings_are_printed() -> None:
    settings = ServiceSettings.from_environment(COMPLETE)

    assert "kata-sandi" not in f"{settings!r} {settings!s} {settings.model_dump_json()}"
    assert settings.amqp_url.get_secret_value() == COMPLETE["AMQP_URL"]


def test_an_object_made_in_code_does_not_look_at_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "DEBUG")
    monkeypatch.setenv("MIGRATION_DATABASE_URL", "postgresql://elsewhere/db")

    assert Settings().log_level == "INFO"
    assert (
        MigrationSettings(migration_database_url=SecretStr("postgresql://here/db"))
        .migration_database_url.get_secret_value()
        .endswith("here/db")
    )
    assert Settings.from_environment().log_level == "DEBUG"


@pytest.mark.parametrize(
    ("text", "address"),
    [("localhost:0", ("localhost", 0)), ("[::1]:8080", ("::1", 8080)), ("0.0.0.0:65535", ("0.0.0.0", 65535))],
)
def test_an_address_is_read_and_written_alike(text: str, address: tuple[str, int]) -> None:
    settings = ServiceSettings.from_environment({**COMPLETE, "HTTP_ADDRESS": text})

    assert settings.http_address == address
    assert str(settings.http_address) == text


@pytest.mark.parametrize("text", ["localhost", ":8080", "localhost:", "localhost:65536", "localhost:-1", "localhost:٨"])
def test_an_address_without_host_or_port_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="HTTP_ADDRESS"):
        ServiceSettings.from_environment({**COMPLETE, "HTTP_ADDRESS": text})
