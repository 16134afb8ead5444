"""`python -m tests.architecture.subscriptions SERVICE …`: what the doors of each service consume, as JSON.

A process of its own, because services import nameko, and nameko brings eventlet into whatever imports it.
"""

import importlib
import inspect
import json
import sys
import warnings
from collections.abc import Iterator


def consumed(service: str) -> Iterator[tuple[str, list[str]]]:
    """Queue and event types of each `@on_event` of a service."""
    module = importlib.import_module(f"services.{service}.service")
    for _, door in inspect.getmembers(module, inspect.isclass):
        if door.__module__ != module.__name__:
            continue
        for _, method in inspect.getmembers(door, inspect.isfunction):
            for entry in getattr(method, "nameko_entrypoints", ()):
                if models := getattr(entry, "models", None):
                    yield entry.queue.name, sorted(models)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    json.dump({service: list(consumed(service)) for service in sys.argv[1:]}, sys.stdout)
