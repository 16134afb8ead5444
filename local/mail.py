"""A mail server that delivers every letter into one maildir, so that what the city sends can be read."""

import socket
import sys

from local.custody import Command
from local.layout import Layout
from local.parts import Part
from local.ports import LOOPBACK

MAIL = "mail"


def mail_server(layout: Layout, port: int) -> Part:
    """aiosmtpd, without TLS and without passwords: only this machine reaches it."""
    handler = ("aiosmtpd.handlers.Mailbox", str(layout.mail))
    argv = [sys.executable, "-m", "aiosmtpd", "--nosetuid", "--listen", f"{LOOPBACK}:{port}", "--class", *handler]
    return Part(Command(MAIL, argv, layout.log(MAIL), {}), lambda: _listens(port))


def _listens(port: int) -> bool:
    try:
        with socket.create_connection((LOOPBACK, port), timeout=1):
            return True
    except OSError:
        return False
