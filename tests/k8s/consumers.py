"""`python -m tests.k8s.consumers SERVICE …`: the queues that each process of a service takes from, as JSON.

A process of its own, because services import nameko, and nameko brings eventlet into whatever imports it.
"""

import importlib
import inspect
import json
import sys
import warnings


def consumed(service: str) -> dict[str, list[str]]:
    """By Deployment: a class `…Documents` is served by document workers, any other by workers."""
    module = importlib.import_module(f"services.{service}.service")
    found: dict[str, list[str]] = {}
    for name, door in inspect.getmembers(module, inspect.isclass):
        if door.__module__ == module.__name__:
            process = f"{service}-{'documents' if name.endswith('Documents') else 'worker'}"
            for _, method in inspect.getmembers(door, inspect.isfunction):
                entries = getattr(method, "nameko_entrypoints", ())
                found.setdefault(process, []).extend(entry.queue.name for entry in entries if hasattr(entry, "models"))
    return found


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    json.dump([consumed(service) for service in sys.argv[1:]], sys.stdout)
