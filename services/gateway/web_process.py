"""The web process: uvicorn with limits, serving until SIGTERM and then giving open requests a few seconds."""

import gc
from typing import Literal

import uvicorn

from chassis import logs
from services.gateway.app import make_server
from services.gateway.settings import WebSettings
from services.gateway.web.protocol import BoundedProtocol

GRACE_SECONDS = 5
KEEP_ALIVE_SECONDS = 15
BACKLOG = 1024


def run() -> None:
    """Serve the public API."""
    settings = WebSettings.load()
    logs.setup("gateway", settings.log_level, settings.log_format)
    config = config_of(settings)
    _keep_what_is_loaded()
    uvicorn.Server(config).run()


def config_of(settings: WebSettings, loop: Literal["uvloop", "asyncio"] = "uvloop") -> uvicorn.Config:
    """How the public API is served."""
    return uvicorn.Config(
        make_server(settings),
        host=settings.http_address.host,
        port=settings.http_address.port,
        http=BoundedProtocol,
        loop=loop,
        ws="none",
        lifespan="on",
        log_config=None,
        access_log=False,
        server_header=False,
        date_header=True,
        proxy_headers=False,  # `Proxies` does it, and hears of certificates too
        backlog=BACKLOG,
        timeout_keep_alive=KEEP_ALIVE_SECONDS,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


def _keep_what_is_loaded() -> None:
    """What was imported stays for good: the collector need not walk through it again and again under load."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
