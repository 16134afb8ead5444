"""The names of a cluster on one machine: each Service is a port here, behind which its ready pods take turns."""

import asyncio
import contextlib
import ssl
import threading
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from local.ports import LOOPBACK

Endpoints = Callable[[], list[int]]
T = TypeVar("T")


class Roads:
    """Accepts connections for as long as the block lasts, and carries each to one port, chosen when it comes."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="roads", daemon=True)
        self._turn = 0
        self._servers: list[asyncio.Server] = []
        self._carrying: set[asyncio.Task[Any]] = set()

    def __enter__(self) -> "Roads":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._run(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def open(self, port: int, endpoints: Endpoints, tls: ssl.SSLContext | None = None) -> None:
        """Listen on a port; `tls` ends here, so that what stands behind need not know of it."""

        async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._carrying.add(task)  # the loop itself keeps no task alive
            task.add_done_callback(self._carrying.discard)
            ready = endpoints()
            # A pod that has just gone: whoever called sees a closed connection, as in a cluster.
            with contextlib.suppress(OSError):
                if ready:
                    self._turn += 1
                    await _carry(reader, writer, ready[self._turn % len(ready)])
            writer.close()

        self._servers.append(self._run(asyncio.start_server(carry, LOOPBACK, port, ssl=tls)))

    def _run(self, work: Coroutine[Any, Any, T]) -> T:
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(10)

    async def _close(self) -> None:
        """No connection is left behind: those that still wait are cut."""
        for server in self._servers:
            server.close()
        rest = asyncio.all_tasks() - {asyncio.current_task()}
        for task in rest:
            task.cancel()
        await asyncio.gather(*rest, return_exceptions=True)
        await asyncio.sleep(0.1)  # transports say goodbye in the loop's next rounds


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int) -> None:
    there = await asyncio.open_connection(LOOPBACK, port)
    try:
        await asyncio.gather(_copy(reader, there[1]), _copy(there[0], writer))
    finally:
        there[1].close()
        writer.close()


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    with contextlib.suppress(OSError):
        if writer.can_write_eof():
            writer.write_eof()
        else:
            writer.close()
