"""What is not there is told in one line that says what to install; what can be had without installing is used."""

import importlib.util
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from local import postgres_binaries, rabbitmq_packages
from local.accounts import Account, folder_for, unprivileged_account
from local.custody import Custody
from local.errors import LaunchError
from local.parts import start_until_ready
from local.ports import Ports
from local.postgres import PrivatePostgres
from local.postgres_binaries import find_binaries
from local.rabbitmq_packages import find_programs
from local.testing import Bench


@pytest.fixture
def custody(tmp_path: Path) -> Iterator[Custody]:
    with Custody(tmp_path / "custody") as custody:
        yield custody


@pytest.fixture
def no_installed_postgres(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres_binaries, "_installed_folders", list)


@pytest.fixture
def no_installed_rabbitmq(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rabbitmq_packages, "_INSTALLED", ())


@pytest.mark.usefixtures("no_installed_postgres")
def test_without_postgresql_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(
        LaunchError, match=r"^PostgreSQL 15 or newer was not found: install it .* or set DATABASE_URL.*$"
    ):
        find_binaries(unprivileged_account(), tmp_path)


@pytest.mark.usefixtures("no_installed_postgres")
def test_without_an_installed_postgresql_the_wheel_serves(bench: Bench, custody: Custody, tmp_path: Path) -> None:
    with Ports(tmp_path / "ports.json") as ports:
        server = PrivatePostgres(bench.folder / "wheel", ports.get("postgres"), "secret", durable=False)
        start_until_ready(custody, [server.prepare(custody, tmp_path / "postgres.log")])
        assert server.is_ready()
        custody.stop_all()


@pytest.mark.usefixtures("no_installed_rabbitmq")
def test_without_a_package_archive_one_line_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, custody: Custody, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LaunchError, match=r"^RabbitMQ was not found: install it .* or set AMQP_URL to a broker$"):
        find_programs(custody, tmp_path / "log", tmp_path / "cache")


@pytest.mark.usefixtures("no_installed_rabbitmq")
def test_a_failed_fetch_names_the_log_and_leaves_no_draft(
    monkeypatch: pytest.MonkeyPatch, custody: Custody, tmp_path: Path
) -> None:
    for program in ("apt-get", "dpkg-deb"):
        (tmp_path / program).write_text("#!/bin/sh\necho no network; exit 100\n")
        (tmp_path / program).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    log = tmp_path / "rabbitmq.log"
    with pytest.raises(LaunchError, match=f"could not be fetched from the package archive, see {log}; install it"):
        find_programs(custody, log, tmp_path / "cache")
    assert "no network" in log.read_text()
    assert list((tmp_path / "cache").iterdir()) == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down to another account")
def test_below_a_private_folder_the_data_go_elsewhere_and_no_mode_changes(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    account = unprivileged_account()
    assert account is not None
    place = folder_for(account, home / "clone/.run/postgres")
    try:
        assert not place.is_relative_to(tmp_path)
        assert place.stat().st_uid == account.uid
        assert place.stat().st_mode & 0o777 == 0o700
        assert home.stat().st_mode & 0o777 == 0o700
        assert folder_for(account, home / "clone/.run/postgres") == place
    finally:
        place.rmdir()


def test_an_account_passes_only_where_every_folder_above_lets_it(tmp_path: Path) -> None:
    stranger = Account("stranger", 54321, 54321)
    open_folder = tmp_path / "closed" / "open"
    open_folder.mkdir(parents=True, mode=0o755)
    (tmp_path / "closed").chmod(0o700)
    assert not stranger.can_pass_through(open_folder)
    assert stranger.can_pass_through(Path("/usr"))
