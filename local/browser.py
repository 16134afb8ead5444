"""Finds a Chromium for tests and pictures of the portal: the system's, or Debian's package where we may install it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

from local.errors import LaunchError

# What a browser does by itself, besides showing the page, is not wanted; `--no-sandbox` because tests may run as root.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_INSTALL_IT = "install it (Debian: apt-get install chromium)"
_SECONDS = 600


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser without a window. Its driver keeps an event loop running in this thread until the block ends."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(FLAGS))
        yield browser
        browser.close()


def find_chromium() -> str:
    """The path of a Chromium. Raises LaunchError with what to do when there is none."""
    found = _installed()
    if found is None and os.geteuid() == 0 and shutil.which("apt-get"):
        command = ("apt-get", "install", "--yes", "--quiet", "--no-install-recommends", "chromium")
        subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)
        found = _installed()
    if found is None:
        raise LaunchError(f"Chromium was not found: {_INSTALL_IT}")
    return found


def _installed() -> str | None:
    return next((path for path in map(shutil.which, _NAMES) if path), None)
