"""The worker process: the gateway's subscriptions until SIGTERM."""

from chassis.container import run as run_container
from services.gateway.service import Gateway
from services.gateway.settings import WorkerSettings


def run() -> None:
    """Take what the services tell into the read model."""
    run_container(Gateway, WorkerSettings.load(), given={})
