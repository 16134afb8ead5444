"""A private PostgreSQL on the loopback address: own folder, own port, own password, no Unix socket."""

import os
import secrets
import signal
from pathlib import Path

import psycopg

from local.accounts import folder_for, unprivileged_account
from local.custody import Command, Custody
from local.errors import LaunchError
from local.files import write_private
from local.parts import Part
from local.ports import LOOPBACK
from local.postgres_binaries import PostgresBinaries, find_binaries

ADMIN = "terpadu_admin"
TIER = 0
_GRACE_SECONDS = 20

_SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "password_encryption": "scram-sha-256",
}
# A machine that loses power may lose such a database: for tests only, where a commit would otherwise cost a disk write.
_FAST_SETTINGS = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


class PrivatePostgres:
    """What to start is `part`; a `Custody` starts and stops it. `durable=False` is for tests."""

    def __init__(self, folder: Path, port: int, password: str, *, durable: bool = True) -> None:
        self._account = unprivileged_account()
        self._folder = folder_for(self._account, folder)
        self._port = port
        self._password = password
        self._durable = durable
        self._data = self._folder / "data"

    @property
    def admin_url(self) -> str:
        return f"postgresql://{ADMIN}:{self._password}@{LOOPBACK}:{self._port}/postgres"

    def prepare(self, custody: Custody, log: Path) -> Part:
        """Make the data folder at the first start; returns the server to start."""
        binaries = find_binaries(self._account, self._folder, major=self._major_of_data())
        if not self._data.exists():
            self._make_cluster(binaries, custody, log)
        return Part(self._server(binaries, log), self.is_ready)

    def is_ready(self) -> bool:
        try:
            psycopg.connect(self.admin_url, connect_timeout=2).close()
        except psycopg.OperationalError as error:
            if "password authentication failed" in str(error):
                raise LaunchError(f"PostgreSQL in {self._folder} has another password: delete it") from error
            return False
        return True

    def _major_of_data(self) -> int | None:
        version = self._data / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None

    def _make_cluster(self, binaries: PostgresBinaries, custody: Custody, log: Path) -> None:
        """initdb into a draft that is renamed when whole: a start cut short leaves nothing that looks finished."""
        draft = self._folder / f"draft-{secrets.token_hex(4)}"
        password_file = self._write_password_file()
        argv = [binaries.path("initdb"), "-D", str(draft), "-U", ADMIN, f"--pwfile={password_file}"]
        argv += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"] + ([] if self._durable else ["--no-sync"])
        status = custody.run(Command("initdb", argv, log, account=self._account, folder=self._folder))
        password_file.unlink()
        if status != 0:
            raise LaunchError(f"PostgreSQL: initdb failed, see {log}")
        os.rename(draft, self._data)

    def _write_password_file(self) -> Path:
        path = self._folder / "password"
        write_private(path, f"{self._password}\n")
        if self._account:
            os.chown(path, self._account.uid, self._account.gid)
        return path

    def _server(self, binaries: PostgresBinaries, log: Path) -> Command:
        settings = _SETTINGS | {"port": str(self._port)} | ({} if self._durable else _FAST_SETTINGS)
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return Command(
            name="postgres",
            argv=[binaries.path("postgres"), "-D", str(self._data), *options],
            log=log,
            account=self._account,
            folder=self._folder,
            stop_signal=signal.SIGINT,  # "fast": ends the connections that are still open instead of waiting for them
            grace_seconds=_GRACE_SECONDS,
            tier=TIER,
        )
