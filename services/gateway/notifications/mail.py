"""E-mail by SMTP (RFC 5321), to the city's own mail server. Knows smtplib."""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import unquote, urlsplit

from services.gateway.notifications.carriers import CannotReach, Message, Refused
from services.gateway.notifications.occasions import OCCASIONS, Channel

SECONDS = 15.0
_NEVER = range(500, 600)

_TEXT = """\
{sentence}

Nomor permohonan: {number}
Buka permohonan: {link}

Surat ini dikirim oleh mesin; balasan tidak dibaca. Kami tidak pernah meminta NIK, kata sandi atau uang lewat surel.
"""


class MailServer:
    """`smtps://user:password@host:465` speaks TLS from the start, `smtp://…:587` starts it and sends nothing before.

    `plain` lets `smtp://` go without TLS and without a password: for a server on this machine alone.
    """

    channel = Channel.SUREL

    def __init__(self, url: str, sender: str, *, plain: bool = False, context: ssl.SSLContext | None = None) -> None:
        self._at = urlsplit(url)
        self._sender = sender
        self._plain = plain
        self._context = context or ssl.create_default_context()

    def carry(self, message: Message) -> None:
        """Send one letter. Raises CannotReach and Refused; a wrong password is the city's fault, not the reader's."""
        letter = self.letter(message)
        try:
            with self._connected() as server:
                server.send_message(letter)
        except smtplib.SMTPRecipientsRefused as error:
            codes = [code for code, _ in error.recipients.values()]
            raise _failure(all(code in _NEVER for code in codes), codes[0]) from None
        except smtplib.SMTPDataError as error:
            raise _failure(error.smtp_code in _NEVER, error.smtp_code) from None
        except (smtplib.SMTPException, OSError) as error:
            raise CannotReach(type(error).__name__) from None

    def letter(self, message: Message) -> EmailMessage:
        """The letter as it is sent; the same message makes the same Message-ID, by which readers drop a second one.

        Raises Refused for an address that no letter can have.
        """
        words = OCCASIONS[message.occasion]
        letter = EmailMessage(policy=SMTP)
        letter["From"] = self._sender
        letter["To"] = _address(message.address)
        letter["Subject"] = f"{words.subject} ({message.number})"
        letter["Message-ID"] = f"<{message.id}@{self._sender.rpartition('@')[2].rstrip('>')}>"
        letter["Auto-Submitted"] = "auto-generated"
        letter.set_content(_TEXT.format(sentence=words.sentence, number=message.number, link=message.link), cte="8bit")
        return letter

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        host, port = str(self._at.hostname), self._at.port or 0
        tls = self._at.scheme == "smtps"
        with (
            smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=self._context)
            if tls
            else smtplib.SMTP(host, port, timeout=SECONDS)
        ) as server:
            if not tls and not self._plain:
                server.starttls(context=self._context)
            if self._at.username:
                server.login(unquote(self._at.username), unquote(self._at.password or ""))
            yield server


def _address(text: str) -> Address:
    try:
        text.encode("ascii")  # the city's server need not know RFC 6531
        return Address(addr_spec=text)
    except (ValueError, MessageError) as error:  # whose text holds the address
        raise Refused(type(error).__name__) from None


def _failure(never: bool, code: int) -> CannotReach | Refused:
    return Refused(f"SMTP {code}") if never else CannotReach(f"SMTP {code}")
