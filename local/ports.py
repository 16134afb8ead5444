"""Free TCP ports on the loopback address, kept from run to run, never shared by two copies.

All ports are below 32768, where Linux begins to give out ports to outgoing connections: a broker that restarts must
find its own port still free.
"""

import json
import os
import socket
import threading
import zlib
from pathlib import Path

from local.errors import LaunchError
from local.files import write_whole

LOOPBACK = "127.0.0.1"
_FIRST, _LAST = 20_000, 32_767


class Ports:
    """The ports of one data folder. While this object is open no other copy of the launcher is given one of them."""

    def __init__(self, record: Path) -> None:
        self._record = record
        self._claims: dict[int, socket.socket] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> "Ports":
        return self

    def __exit__(self, *_: object) -> None:
        for claim in self._claims.values():
            claim.close()
        self._claims.clear()

    def get(self, name: str, *, preferred: int | None = None) -> int:
        """The recorded port of this name while it is free, else `preferred`, else any free one."""
        with self._lock:
            known = self._known()
            wanted = [port for port in (known.get(name), preferred) if port is not None]
            taken = set(known.values()) - {known.get(name)}
            for port in (*wanted, *self._candidates()):
                if port not in taken and self._claim(port):
                    self._remember(known | {name: port})
                    return port
        raise LaunchError(f"no free port between {_FIRST} and {_LAST} for {name}")

    def get_exactly(self, name: str, port: int) -> int:
        """This port and no other; `LaunchError` when something else listens on it."""
        with self._lock:
            if not self._claim(port):
                raise LaunchError(f"port {port} for {name} is taken: stop what listens on it or choose another one")
            self._remember(self._known() | {name: port})
        return port

    def _candidates(self) -> list[int]:
        """Every port of the range, beginning at a place that differs from folder to folder."""
        start = zlib.crc32(str(self._record.absolute()).encode()) % (_LAST - _FIRST)
        return [_FIRST + (start + step) % (_LAST - _FIRST + 1) for step in range(_LAST - _FIRST + 1)]

    def _claim(self, port: int) -> bool:
        if port in self._claims:
            return False
        claim = _claim_between_copies(port)
        if claim is None:
            return False
        if not is_free(port):
            claim.close()
            return False
        self._claims[port] = claim
        return True

    def _known(self) -> dict[str, int]:
        try:
            known: dict[str, int] = json.loads(self._record.read_text())
        except (FileNotFoundError, ValueError):
            return {}
        return known

    def _remember(self, known: dict[str, int]) -> None:
        write_whole(self._record, json.dumps(known, indent=1))


def is_free(port: int) -> bool:
    """Whether a server could listen on this port of the loopback address now."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def _claim_between_copies(port: int) -> socket.socket | None:
    """Hold a name that all copies on this machine see, whoever runs them; the kernel frees it when the holder dies.

    Between choosing a port and the server's bind there is a gap that a second copy could fall into.
    Where the system has no abstract socket names (macOS) the gap stays.
    """
    claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    if os.uname().sysname != "Linux":
        return claim
    try:
        claim.bind(f"\0terpadu-port-{port}")
    except OSError:
        claim.close()
        return None
    return claim
