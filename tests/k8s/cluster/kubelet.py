"""Runs pods on this machine as a kubelet would: volumes, containers in their order, probes, and a quiet end.

A container gets exactly the environment of its manifest, and nothing of ours. Periods of probes are shortened, because
there is only one machine and little time; thresholds, pauses and graces are those of the manifest.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from local.custody import Command, Custody
from local.ports import LOOPBACK
from tests.k8s.cluster.operators import Secrets
from tests.k8s.manifests import Container, Json, Pod, named

PROBES_FASTER = 5
PROXIES_LAG_SECONDS = 1.0
# What an image brings with it.
IMAGE = {"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}

Translate = Callable[[str], str]


class PodFailed(AssertionError):
    """A pod did not do what its manifest promises."""


@dataclass
class Node:
    """This machine: where pods keep their files, and what names mean here."""

    folder: Path
    custody: Custody
    objects: list[Json]
    secrets: Secrets
    translate: Translate
    seconds: dict[str, float] = field(default_factory=dict)


class RunningPod:
    """One pod, from its first container to the end of its last."""

    def __init__(self, node: Node, pod: Pod, number: int, port: int) -> None:
        self.pod, self.port = pod, port
        self._node = node
        self.name = f"{pod.name}-{number}"
        self.log = node.folder / "logs" / f"{self.name}.log"
        self._files = node.folder / "pods" / self.name
        self._main: subprocess.Popen[bytes] | None = None
        self._leaving = False
        self._left = threading.Event()
        self.ready = threading.Event()
        self.trouble: str | None = None
        self.proxies_lag_seconds = PROXIES_LAG_SECONDS
        self._http = httpx.Client(base_url=f"http://{LOOPBACK}:{port}", trust_env=False, verify=False)
        self._thread = threading.Thread(target=self._live, name=self.name, daemon=True)

    @property
    def pid(self) -> int:
        """Of the container's process, once it runs."""
        assert self._main is not None
        return self._main.pid

    def start(self) -> None:
        """Begin; `wait_ready` says when it has come up."""
        self._thread.start()

    def wait_ready(self, seconds: float = 120) -> None:
        """Return when it is ready; PodFailed says what became of it instead."""
        until = time.monotonic() + seconds
        while not self.ready.wait(0.05):
            if self.trouble or time.monotonic() > until:
                raise PodFailed(f"{self.name}: {self.trouble or 'is not ready in time'}\n{self._last_lines()}")

    def wait_done(self, seconds: float = 120) -> None:
        """For a Job: return when its container has ended well."""
        self._thread.join(seconds)
        if self.trouble or self._thread.is_alive():
            raise PodFailed(f"{self.name}: {self.trouble or 'does not end'}\n{self._last_lines()}")

    def leave(self) -> None:
        """The end of a pod: no proxy sends it anything new after a moment, and it ends within its grace."""
        self._leaving = True
        threading.Thread(target=self._leave, name=f"{self.name}-end", daemon=True).start()

    def wait_gone(self, seconds: float = 90) -> None:
        """Return when it has ended by itself; PodFailed when it had to be killed."""
        if not self._left.wait(seconds) or self.trouble:
            raise PodFailed(f"{self.name}: {self.trouble or 'does not leave'}\n{self._last_lines()}")

    def _live(self) -> None:
        try:
            for container in self.pod.containers():
                if container.initial:
                    self._run_to_end(container)
                else:
                    self._serve(container)
        except PodFailed as error:
            self.trouble = str(error)
        finally:
            self._http.close()

    def _run_to_end(self, container: Container) -> None:
        """Init containers and Jobs are tried again, as the cluster would, for a while."""
        for _ in range(10):
            if self._node.custody.run(self._command(container)) == 0:
                return
            time.sleep(1)
        raise PodFailed(f"{container.name} fails again and again")

    def _serve(self, container: Container) -> None:
        if self.pod.owner["kind"] == "Job":
            self._run_to_end(container)
            return
        began = time.monotonic()
        self._main = self._node.custody.start(self._command(container))
        spec = container.spec
        if not self._until_answers(spec["startupProbe"]):
            raise PodFailed("does not start")
        while not self._gone():
            if self._asks(spec["readinessProbe"]):
                self._node.seconds.setdefault(self.pod.name, time.monotonic() - began)
                if not self._leaving:
                    self.ready.set()
            elif not self._leaving and not self._until_answers(spec["readinessProbe"]):
                self.ready.clear()
            if not (self._leaving or self._until_answers(spec["livenessProbe"]) or self._leaving):
                raise PodFailed("is no longer alive")
            time.sleep(spec["readinessProbe"].get("periodSeconds", 10) / PROBES_FASTER)
        if not self._leaving:
            raise PodFailed(f"ended with status {self._main.poll()}")

    def _until_answers(self, probe: Json) -> bool:
        """Ask up to the probe's threshold; whether it was answered."""
        for _ in range(probe.get("failureThreshold", 3) * PROBES_FASTER):
            if self._gone():
                return False
            if self._asks(probe):
                return True
            time.sleep(probe.get("periodSeconds", 10) / PROBES_FASTER)
        return False

    def _asks(self, probe: Json) -> bool:
        try:
            # A connection of its own for each question, as a kubelet asks.
            answer = self._http.get(
                probe["httpGet"]["path"], timeout=probe.get("timeoutSeconds", 1), headers={"Connection": "close"}
            )
            return answer.is_success
        except httpx.HTTPError:
            return False

    def _gone(self) -> bool:
        return self._main is not None and self._main.poll() is not None

    def _leave(self) -> None:
        main, spec = self._main, self.pod.spec
        assert main is not None
        pause = spec["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"]
        proxies = threading.Timer(self.proxies_lag_seconds, self.ready.clear)
        proxies.daemon = True
        proxies.start()
        time.sleep(pause)
        main.terminate()
        try:
            main.wait(spec["terminationGracePeriodSeconds"] - pause)
        except subprocess.TimeoutExpired:
            main.kill()
            self.trouble = "did not end within its grace and was killed"
        else:
            if main.returncode not in (0, -15, 143):
                self.trouble = f"ended with status {main.returncode}"
        self._node.custody.forget(main)
        self._left.set()

    def _command(self, container: Container) -> Command:
        given = container.resolved(self._node.objects, self._node.secrets)
        environment = {name: self._here(container, name, value) for name, value in given.items()}
        environment["TMPDIR"] = str(self._mount("tmp", {}))  # what is mounted at /tmp
        pairs = [f"{name}={value}" for name, value in (IMAGE | environment).items()]
        argv = ["/usr/bin/env", "-i", *pairs, sys.executable, "-m", *container.arguments]
        return Command(self.name, argv, self.log, grace_seconds=10)

    def _here(self, container: Container, name: str, value: str) -> str:
        """A value as it must read on this machine: own port, names as ports, mounted files where they are."""
        if name == "HTTP_ADDRESS":
            return f"{LOOPBACK}:{self.port}"
        value = self._node.translate(value)
        for mount in container.spec.get("volumeMounts", []):
            if mount["mountPath"] != "/tmp" and mount["mountPath"] in value:
                value = value.replace(mount["mountPath"], str(self._volume(mount["name"])))
        return value

    def _volume(self, name: str) -> Path:
        volume = next(each for each in self.pod.spec["volumes"] if each["name"] == name)
        content: dict[str, str] = {}
        if "configMap" in volume:
            content = named(self._node.objects, "ConfigMap", volume["configMap"]["name"])["data"]
        for source in volume.get("projected", {}).get("sources", [{"secret": volume.get("secret")}]):
            if secret := source.get("secret"):
                kept = self._node.secrets[secret.get("secretName") or secret["name"]]
                paths = {item["key"]: item["path"] for item in secret.get("items", [])} or {key: key for key in kept}
                content = content | {path: kept[key] for key, path in paths.items()}
        return self._mount(name, content)

    def _mount(self, name: str, content: dict[str, str]) -> Path:
        folder = self._files / name
        folder.mkdir(parents=True, exist_ok=True)
        for path, text in content.items():
            (folder / path).write_text(text)
        return folder

    def _last_lines(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:]) if self.log.exists() else ""


def log_faults(folder: Path) -> Iterable[str]:
    """What processes complained of as errors."""
    for path in sorted(folder.glob("*.log")):
        for line in path.read_text(errors="replace").splitlines():
            try:
                entry = json.loads(line)
            except ValueError:
                continue
            if isinstance(entry, dict) and entry.get("level") in ("error", "critical"):
                yield f"{path.stem}: {entry.get('event')}"
