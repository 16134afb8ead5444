"""What each process of the code must be told, and may be, derived from its settings; and what a manifest tells it."""

import importlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chassis.settings import MigrationSettings, Settings
from local.processes import PROCESSES
from tests.k8s.manifests import Container, Pod

# Read by libraries of ours, and so by no settings: who reads it.
READ_BY_LIBRARIES = {
    "AWS_ACCESS_KEY_ID": "obstore, for s3:// storage",
    "AWS_SECRET_ACCESS_KEY": "obstore, for s3:// storage",
    "AWS_ENDPOINT_URL": "obstore, for s3:// storage",
    "AWS_REGION": "obstore, for s3:// storage",
    "EVENTLET_NO_GREENDNS": "eventlet, at its import",
}
# Settings of commands that are not named by the rule in `settings_of`.
NAMED_OTHERWISE: dict[tuple[str, ...], tuple[str, str]] = {
    ("chassis.relay",): ("chassis.relay.__main__", "RelaySettings"),
    ("chassis.schema_gate",): ("chassis.schema_gate", "GateSettings"),
    ("chassis.topology",): ("chassis.topology", "TopologySettings"),
    ("services.gateway", "notify"): ("services.gateway.settings", "NotifierSettings"),
    ("services.gateway", "seal-log"): ("services.gateway.settings", "SealerSettings"),
    ("services.gateway", "send-webhooks"): ("services.gateway.settings", "SenderSettings"),
}
KINDS = {"documents": "DocumentSettings"}


def settings_of(arguments: Iterable[str]) -> type[Settings]:
    """What `python -m ARGUMENTS` loads: `services.x worker` loads WorkerSettings of services.x.settings."""
    command = tuple(arguments)
    if command in NAMED_OTHERWISE:
        module, name = NAMED_OTHERWISE[command]
    elif command[1:] == ("migrate",):
        return MigrationSettings
    else:
        module = f"{command[0]}.settings"
        name = KINDS.get(command[1], "".join(map(str.capitalize, command[1].split("-"))) + "Settings")
    try:
        found: type[Settings] = getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise LookupError(
            f"python -m {' '.join(command)}: where are its settings? Add it to NAMED_OTHERWISE"
        ) from error
    return found


@dataclass(frozen=True)
class Environment:
    """The names that a process must and may be given."""

    required: frozenset[str]
    known: frozenset[str]

    @classmethod
    def of(cls, settings: type[Settings]) -> "Environment":
        fields = {name.upper(): field for name, field in settings.model_fields.items()}
        return cls(frozenset(name for name, field in fields.items() if field.is_required()), frozenset(fields))


def environment_faults(container: Container) -> list[str]:
    """Required settings that a manifest does not give, and variables that nobody reads."""
    try:
        wanted = Environment.of(settings_of(container.arguments))
    except LookupError as error:
        return [str(error)]
    given = set(container.environment)
    missing = [f"{container.where}: {name} is missing" for name in sorted(wanted.required - given)]
    unread = given - wanted.known - container.references() - set(READ_BY_LIBRARIES)
    return missing + [f"{container.where}: nobody reads {name}" for name in sorted(unread)]


def order_faults(container: Container) -> list[str]:
    """Values put together from a name that stands behind them, which the kubelet would leave as it is."""
    seen: set[str] = set()
    faults = []
    for name, entry in container.environment.items():
        one = Container(container.pod, {"env": [entry]}, container.initial)
        faults += [f"{container.where}: {name} needs {each} before it" for each in sorted(one.references() - seen)]
        seen.add(name)
    return faults


def process_faults(found: Iterable[Pod]) -> list[str]:
    """Processes of the code that no Deployment runs, or not by the same command."""
    commands: Mapping[str, list[str]] = {pod.name: list(pod.containers())[-1].arguments for pod in found}
    return [
        f"{process.name}: the code runs {list(process.module)}, the manifests {commands.get(process.name)}"
        for process in PROCESSES
        if commands.get(process.name) != list(process.module)
    ]
