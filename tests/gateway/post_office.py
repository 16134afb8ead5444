"""A real mail server for tests, which keeps what it is given and refuses what it is told to refuse."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

USER, PASSWORD = "kota", "p@ss/wd"


@dataclass
class PostOffice:
    """`answer` is what it says to each recipient, `taken` what it says to a whole letter."""

    answer: str = "250 OK"
    taken: str = "250 OK"
    letters: list[EmailMessage] = field(default_factory=list)
    port: int = 0

    async def handle_RCPT(self, _: SMTP, __: Any, envelope: Envelope, address: str, ___: list[str]) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.answer

    async def handle_DATA(self, _: SMTP, __: Any, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content
        assert isinstance(content, bytes)
        if self.taken.startswith("250"):
            self.letters.append(message_from_bytes(content, policy=policy.default))  # type: ignore[arg-type]
        return self.taken


def _authenticate(_: SMTP, __: Any, ___: Any, ____: str, told: Any) -> AuthResult:
    right = isinstance(told, LoginPassword) and (told.login, told.password) == (USER.encode(), PASSWORD.encode())
    return AuthResult(success=right, handled=False)


class FreePort(Controller):
    """A controller that takes the port which the system chose for it."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def open_post_office(tls: ssl.SSLContext | None = None, *, at_once: bool = False) -> Iterator[PostOffice]:
    """On a free port; with `tls` it takes nothing without it and without a password, `at_once` from the first byte."""
    office = PostOffice()
    strict: dict[str, Any] = {"auth_required": True, "authenticator": _authenticate} if tls else {}
    if tls and at_once:
        strict |= {"ssl_context": tls, "auth_require_tls": False}
    elif tls:
        strict |= {"tls_context": tls, "require_starttls": True}
    controller = FreePort(office, hostname="127.0.0.1", port=0, ready_timeout=20, **strict)
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop()
