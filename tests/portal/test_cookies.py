"""The one cookie: protected by its very name everywhere but in a demonstration without https."""

from pathlib import Path

import pytest
from starlette.responses import Response

from services.gateway.portal import cookies
from services.gateway.settings import WebSettings
from tests.gateway.conftest import settings


def written(chosen: WebSettings) -> str:
    response = Response()
    cookies.write(response, "name-of-a-session", chosen)
    return response.headers["set-cookie"]


@pytest.mark.parametrize(
    ("demo", "address"),
    [(False, "https://layanan.example"), (False, "http://behind-a-proxy.example"), (True, "https://demo.example")],
    ids=["a city", "a city behind a proxy", "a demonstration with https"],
)
def test_a_browser_gives_the_cookie_to_this_host_alone_and_over_https(tmp_path: Path, demo: bool, address: str) -> None:
    cookie = written(settings(tmp_path, demo=demo).model_copy(update={"public_url": address}))

    assert cookie.startswith("__Host-terpadu=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie
    assert "Max-Age" not in cookie


def test_only_a_demonstration_without_https_does_without_secure(tmp_path: Path) -> None:
    cookie = written(settings(tmp_path, demo=True).model_copy(update={"public_url": "http://127.0.0.1:8000"}))

    assert cookie.startswith("terpadu-demo=")
    assert "Secure" not in cookie
    assert "HttpOnly" in cookie
