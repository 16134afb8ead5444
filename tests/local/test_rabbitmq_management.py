"""A broker from outside: virtual hosts are made through its management interface, or not at all."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from local.rabbitmq_management import ManagedBroker

AMQP = "amqp://ani:rah%2Fasia@broker.example:5672/%2F"


class Management(BaseHTTPRequestHandler):
    """Answers as RabbitMQ 3.10 does and remembers what it was asked."""

    tags = "administrator"
    asked: list[tuple[str, str, object]]

    def do_GET(self) -> None:
        self._answer(200, json.dumps({"name": "ani", "tags": [self.tags]}).encode())

    def do_PUT(self) -> None:
        size = int(self.headers.get("Content-Length") or 0)
        self._remember(json.loads(self.rfile.read(size)) if size else None)

    def do_DELETE(self) -> None:
        self._remember(None)

    def log_message(self, *_: object) -> None:
        return

    def _remember(self, body: object) -> None:
        self.asked.append((self.command, self.path, body))
        self._answer(204, b"")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def management(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Management, "asked", [], raising=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Management)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_virtual_host_is_made_with_all_rights_for_the_user_and_removed(management: str) -> None:
    broker = ManagedBroker(AMQP, management_url=management)
    assert broker.is_reachable()
    assert broker.add_vhost("test-1") == "amqp://ani:rah%2Fasia@broker.example:5672/test-1"
    broker.delete_vhost("test-1")
    broker.close()
    rights = {"configure": ".*", "write": ".*", "read": ".*"}
    assert Management.asked == [
        ("PUT", "/api/vhosts/test-1", None),
        ("PUT", "/api/permissions/test-1/ani", rights),
        ("DELETE", "/api/vhosts/test-1", None),
    ]


def test_a_user_who_may_not_make_virtual_hosts_is_not_enough(management: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Management, "tags", "monitoring")
    broker = ManagedBroker(AMQP, management_url=management)
    assert not broker.is_reachable()
    broker.close()


def test_where_nothing_listens_there_is_no_management() -> None:
    broker = ManagedBroker(AMQP, management_url="http://127.0.0.1:9")
    assert not broker.is_reachable()
    broker.close()
