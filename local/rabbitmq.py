"""A private RabbitMQ node on the loopback address: own name server, ports, cookie, data, user and virtual host."""

import os
import re
import shutil
import socket
import subprocess
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pika
from pika.exceptions import AMQPError, ProbableAuthenticationError

from local.custody import Command, Custody
from local.errors import LaunchError
from local.files import write_private
from local.parts import Part
from local.ports import LOOPBACK, Ports
from local.rabbitmq_packages import RabbitMQPrograms, find_programs

USER = "terpadu"
VHOST = "terpadu"
TIER = 0
_NAME_SERVER_TIER = -1  # a node that stops still wants to tell its name server
_NODE = "terpadu@localhost"
_START_SECONDS = 120
_GRACE_SECONDS = 30
_FIRST_PLUGINS = ("rabbit", "cuttlefish")

# The write-ahead log of quorum queues may grow to 512 MB of memory by default; a city on one machine needs far less.
_CONFIGURATION = """\
listeners.tcp.local = {loopback}:{port}
default_user = {user}
default_pass = {password}
default_vhost = {vhost}
default_user_tags.administrator = true
loopback_users = none
log.console = true
log.file = false
log.console.use_colors = off
raft.wal_max_size_bytes = 33554432
disk_free_limit.absolute = 50MB
"""
# The only name that the node looks up is its own; asking the system would take two more processes.
_NAMES = '{host, {127,0,0,1}, ["localhost"]}.\n{lookup, [file]}.\n'
# Two schedulers and small tables: the default node takes 60 MB more. The distribution port is for this machine only.
_RUNTIME_OPTIONS = "+S 2:2 +SDio 4 -start_epmd false -kernel inet_dist_use_interface {127,0,0,1}"


@dataclass(frozen=True)
class BrokerPorts:
    amqp: int
    distribution: int
    name_server: int

    @classmethod
    def choose(cls, ports: Ports) -> "BrokerPorts":
        return cls(ports.get("amqp"), ports.get("amqp-distribution"), ports.get("amqp-names"))


class PrivateRabbitMQ:
    """What to start is made by `prepare`; a `Custody` starts and stops it. Data stay in `folder` from run to run."""

    def __init__(self, folder: Path, ports: BrokerPorts, password: str, cookie: str) -> None:
        self._folder = folder.absolute()
        self.ports = ports
        self._password = password
        self._cookie = cookie
        self._programs: RabbitMQPrograms | None = None

    @property
    def url(self) -> str:
        return self.url_of(VHOST)

    def url_of(self, vhost: str) -> str:
        """The URL of the node's one user in this virtual host."""
        return f"amqp://{USER}:{quote(self._password, safe='')}@{LOOPBACK}:{self.ports.amqp}/{quote(vhost, safe='')}"

    def prepare(self, custody: Custody, log: Path) -> list[Part]:
        """Get the programs, write the configuration; returns name server and node, to start in this order."""
        self._programs = find_programs(custody, log)
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(self._folder / ".erlang.cookie", self._cookie)
        write_private(self._folder / "rabbitmq.conf", self._configuration())
        write_private(self._folder / "advanced.config", "[].\n")
        write_private(self._folder / "enabled_plugins", "[].\n")
        write_private(self._folder / "inetrc", _NAMES)
        _link_plugins(self._programs.plugins, self._folder / "plugins")
        return [self._name_server(self._programs, log), self._node(self._programs, log)]

    def is_ready(self) -> bool:
        if not _listens(self.ports.amqp):
            return False
        try:
            pika.BlockingConnection(pika.URLParameters(self.url)).close()
        except ProbableAuthenticationError as error:
            raise LaunchError(f"RabbitMQ in {self._folder} has another password: delete it") from error
        except AMQPError:
            return False
        return True

    def add_vhost(self, name: str) -> str:
        """A new virtual host in which the node's user may do everything; returns its URL."""
        self.evaluate(
            f'ok = case rabbit_vhost:add(<<"{name}">>, <<"{USER}">>) of ok -> ok; {{ok, _}} -> ok end, '
            f'rabbit_auth_backend_internal:set_permissions(<<"{USER}">>, <<"{name}">>, '
            f'<<".*">>, <<".*">>, <<".*">>, <<"{USER}">>).'
        )
        return self.url_of(name)

    def delete_vhost(self, name: str) -> None:
        self.evaluate(f'rabbit_vhost:delete(<<"{name}">>, <<"{USER}">>).')

    def evaluate(self, expression: str) -> str:
        """The value of an Erlang expression inside the node: quicker than `rabbitmqctl` by seconds."""
        assert self._programs is not None, "start the node first"
        address = f"{LOOPBACK}:{self.ports.distribution}"
        answer = subprocess.run(
            [self._programs.runtime("erl_call"), "-address", address, "-e"],
            env={"HOME": str(self._folder)},  # where the cookie is: an argument would show it to every user
            input=f"{expression}\n",
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        if answer.returncode != 0 or not answer.stdout.startswith("{ok,"):
            raise RuntimeError(f"RabbitMQ refused {expression!r}: {answer.stdout}{answer.stderr}")
        return answer.stdout.removeprefix("{ok, ").removesuffix("}")

    @property
    def environment(self) -> dict[str, str]:
        """What tells RabbitMQ's own programs (the server, `rabbitmqctl`) about this node and no other."""
        assert self._programs is not None, "start the node first"
        return {
            "HOME": str(self._folder),
            "PATH": f"{self._programs.erlang / 'bin'}:{os.environ.get('PATH', '/usr/bin:/bin')}",
            "ERL_EPMD_ADDRESS": LOOPBACK,
            "ERL_EPMD_PORT": str(self.ports.name_server),
            "ERL_INETRC": str(self._folder / "inetrc"),
            "ERL_MAX_PORTS": "4096",
            "RABBITMQ_NODENAME": _NODE,
            "RABBITMQ_DIST_PORT": str(self.ports.distribution),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_CONFIG_FILE": str(self._folder / "rabbitmq.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(self._folder / "advanced.config"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(self._folder / "enabled_plugins"),
            "RABBITMQ_PLUGINS_DIR": str(self._folder / "plugins"),
            "RABBITMQ_MNESIA_BASE": str(self._folder / "data"),
            "RABBITMQ_LOG_BASE": str(self._folder / "log"),
            "RABBITMQ_PID_FILE": str(self._folder / "pid"),
            "RABBITMQ_MAX_NUMBER_OF_PROCESSES": "65536",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": _RUNTIME_OPTIONS,
            "RUNNING_UNDER_SYSTEMD": "true",  # the script then becomes the node instead of watching over it
        }

    def _configuration(self) -> str:
        return _CONFIGURATION.format(
            loopback=LOOPBACK, port=self.ports.amqp, user=USER, password=self._password, vhost=VHOST
        )

    def _name_server(self, programs: RabbitMQPrograms, log: Path) -> Part:
        """epmd in the foreground: one that a node starts by itself is a daemon that outlives us."""
        argv = [programs.runtime("epmd"), "-port", str(self.ports.name_server), "-address", LOOPBACK]
        command = Command("rabbitmq-names", argv, log, folder=self._folder, tier=_NAME_SERVER_TIER)
        return Part(command, lambda: _listens(self.ports.name_server))

    def _node(self, programs: RabbitMQPrograms, log: Path) -> Part:
        command = Command(
            "rabbitmq",
            [str(programs.server)],
            log,
            self.environment,
            folder=self._folder,
            grace_seconds=_GRACE_SECONDS,
            tier=TIER,
        )
        return Part(command, self.is_ready, _START_SECONDS)


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex((LOOPBACK, port)) == 0


def _link_plugins(source: Path, links: Path) -> None:
    """A plugin folder with only what the node itself needs: looking through all 60 costs seconds at each start."""
    shutil.rmtree(links, ignore_errors=True)
    links.mkdir()
    folders = {folder.name.partition("-")[0]: folder for folder in source.iterdir() if folder.is_dir()}
    wanted, seen = list(_FIRST_PLUGINS), set[str]()
    while wanted:
        name = wanted.pop()
        if name in folders and name not in seen:
            seen.add(name)
            (links / folders[name].name).symlink_to(folders[name])
            wanted += _applications_needed_by(folders[name] / "ebin" / f"{name}.app")


def _applications_needed_by(description: Path) -> list[str]:
    """The names in the `applications` list of an Erlang application's description."""
    found = re.search(r"\{applications,\s*\[([^]]*)\]", description.read_text())
    return re.findall(r"\w+", found.group(1)) if found else []
