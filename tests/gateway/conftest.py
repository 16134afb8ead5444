"""The web application without anything behind it: enough to look at its doors."""

from pathlib import Path

import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from services.gateway.app import make_app
from services.gateway.settings import WebSettings


def settings(folder: Path, *, demo: bool) -> WebSettings:
    """Settings of a gateway that is never started."""
    return WebSettings(
        database_url=SecretStr("postgresql://nobody@127.0.0.1:1/nothing"),
        http_address="127.0.0.1:0",
        public_url="http://gateway.example",
        city="3277",
        token_key=folder / "token.jwk",
        pseudonym_key=folder / "pseudonym.jwk",
        audit_public_key=folder / "audit.public.jwk",
        internal_key=folder / "internal.jwk",
        dukcapil_url="http://127.0.0.1:1",
        perizinan_url="http://127.0.0.1:1",
        pajak_url="http://127.0.0.1:1",
        storage_url=f"file://{folder}/storage",
        signing_dir=folder,
        webhook_key=folder / "webhook.key",
        terpadu_demo=demo,
    )


@pytest.fixture
def app(tmp_path: Path) -> FastAPI:
    """A gateway as a city runs it."""
    return make_app(settings(tmp_path, demo=False))


@pytest.fixture
def demo_app(tmp_path: Path) -> FastAPI:
    """A gateway of the demonstration."""
    return make_app(settings(tmp_path, demo=True))
