"""The rendered manifests, running on this machine: what the operators make, then every Job and Deployment at once."""

import json
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from local.custody import PROJECT
from local.invariants import Copy
from local.layout import Layout
from local.parts import start_until_ready
from local.ports import LOOPBACK
from local.postgres import PrivatePostgres
from local.rabbitmq import PrivateRabbitMQ
from local.testing import Bench
from local.visitors import Visitors
from tests.k8s.cluster.kubelet import Node, RunningPod
from tests.k8s.cluster.operators import Authority, make_databases, make_users, secrets_of
from tests.k8s.cluster.roads import Roads
from tests.k8s.manifests import Json, Pod, name_of, of_kind, ours, selects

RESIDENTS = 6000
_ADDRESS = re.compile(r"([a-z][a-z0-9-]*):(\d+)")


@dataclass
class Cluster:
    """One machine that stands for a cluster."""

    bench: Bench
    node: Node
    roads: Roads
    copy: Copy
    visitors: Visitors
    pods: dict[str, RunningPod]
    lock: threading.Lock = field(default_factory=threading.Lock)
    started: int = 0

    @property
    def deployments(self) -> list[str]:
        return [pod.name for pod in ours(self.node.objects, "Deployment")]

    def start(self, pod: Pod) -> RunningPod:
        """One more pod of a Deployment or Job."""
        with self.lock:
            self.started += 1
            number = self.started
        running = RunningPod(self.node, pod, number, self.bench.ports.get(f"pod-{number}"))
        running.start()
        return running

    def roll(self, deployment: str) -> RunningPod:
        """Replace its pod: the new one is ready before the old one is told to leave; returns the old one."""
        old = self.pods[deployment]
        new = self.start(old.pod)
        with self.lock:
            self.arriving[deployment] = new
        new.wait_ready()
        with self.lock:
            self.pods[deployment], self.leaving[deployment] = new, old
            del self.arriving[deployment]
        old.leave()
        return old

    arriving: dict[str, RunningPod] = field(default_factory=dict)
    leaving: dict[str, RunningPod] = field(default_factory=dict)

    def endpoints(self, deployment: str) -> list[int]:
        """The ports of its pods that are ready, as every proxy would know them."""
        with self.lock:
            found = [each.get(deployment) for each in (self.pods, self.arriving, self.leaving)]
        return [running.port for running in found if running is not None and running.ready.is_set()]


@contextmanager
def running_cluster(bench: Bench, broker: PrivateRabbitMQ, objects: list[Json]) -> Iterator[Cluster]:
    """Bring everything up as `kubectl apply -k` would: all at once, in no order but that of the pods' own gates."""
    folder = bench.folder / "cluster"
    folder.mkdir()
    authority = Authority(folder / "authority")
    server = PrivatePostgres(folder / "postgres", bench.ports.get("cluster-postgres"), "admin", durable=False)
    start_until_ready(bench.custody, [server.prepare(bench.custody, folder / "postgres.log")])
    secrets = secrets_of(objects, authority)
    make_databases(objects, secrets, server.admin_url, authority)
    make_users(objects, secrets, broker)
    with Roads() as roads:
        names = _names(objects, bench, server)
        node = Node(folder, bench.custody, objects, secrets, lambda text: _translated(text, names, folder))
        layout = Layout(folder / "visitors")
        copy = Copy(_app_urls(objects, secrets, server), broker.url, folder / "logs", layout.root)
        cluster = Cluster(bench, node, roads, copy, None, {})  # type: ignore[arg-type]
        roads.open(names["terpadu-mq:5671"], lambda: [broker.ports.amqp], authority.server_context())
        for service in _services(objects):
            target = _deployment_of(service, objects)
            roads.open(names[f"{name_of(service)}:8000"], lambda name=target: cluster.endpoints(name))
        jobs = [cluster.start(pod) for pod in ours(objects, "Job")]
        cluster.pods = {pod.name: cluster.start(pod) for pod in ours(objects, "Deployment")}
        for job in jobs:
            job.wait_done()
        base_url = f"http://{LOOPBACK}:{names['gateway-web:8000']}"
        _load_city(layout, objects, secrets, server)
        for running in cluster.pods.values():
            running.wait_ready()
        cluster.visitors = Visitors(layout, base_url)
        cluster.visitors.http.headers["Connection"] = "close"  # each request comes by a connection of its own
        yield cluster
        cluster.visitors.close()


def _names(objects: list[Json], bench: Bench, server: PrivatePostgres) -> dict[str, int]:
    """A port of this machine for each address that stands in an environment."""
    database = int(server.admin_url.rpartition(":")[2].partition("/")[0])
    found = {f"{name_of(cluster)}-rw:5432": database for cluster in of_kind(objects, "Cluster")}
    found["terpadu-mq:5671"] = bench.ports.get("road-terpadu-mq")
    for service in _services(objects):
        found[f"{name_of(service)}:8000"] = bench.ports.get(f"road-{name_of(service)}")
    return found


def _services(objects: list[Json]) -> list[Json]:
    return [each for each in of_kind(objects, "Service") if each["spec"].get("clusterIP") != "None"]


def _deployment_of(service: Json, objects: list[Json]) -> str:
    selector = {"matchLabels": service["spec"]["selector"]}
    return next(pod.name for pod in ours(objects, "Deployment") if selects(selector, pod.labels))


def _translated(text: str, names: dict[str, int], folder: Path) -> str:
    """Known addresses become ports of this machine; the object storage becomes a folder."""
    if text.startswith("s3://"):
        return (folder / "storage").as_uri()
    known = {address: f"{LOOPBACK}:{port}" for address, port in names.items()}
    return _ADDRESS.sub(lambda found: known.get(found.group(0), found.group(0)), text)


def _app_urls(objects: list[Json], secrets: dict[str, dict[str, str]], server: PrivatePostgres) -> dict[str, str]:
    return {
        name_of(each).removesuffix("-db"): _url(
            server, secrets[each["spec"]["managed"]["roles"][0]["passwordSecret"]["name"]], each
        )
        for each in of_kind(objects, "Cluster")
    }


def _url(server: PrivatePostgres, login: dict[str, str], cluster: Json) -> str:
    address = server.admin_url.rpartition("@")[2].partition("/")[0]
    database = cluster["spec"]["bootstrap"]["initdb"]["database"]
    return f"postgresql://{login['username']}:{login['password']}@{address}/{database}"


def _load_city(
    layout: Layout, objects: list[Json], secrets: dict[str, dict[str, str]], server: PrivatePostgres
) -> None:
    """A synthetic city, put in by the roles that own the tables, and the identities with which people come."""
    city = layout.city / f"3277-{RESIDENTS}"
    _module("local.city", str(city), "--penduduk", str(RESIDENTS), "--kota", "3277")
    suite = next(each for each in of_kind(objects, "ConfigMap") if name_of(each).startswith("suite-"))["data"]
    token = layout.root / "token.jwk"
    token.write_text(secrets["gateway-keys"]["token.jwk"])
    (layout.root / "pseudonym.jwk").write_text(secrets["gateway-keys"]["pseudonym.jwk"])
    for service in ("dukcapil", "gateway"):
        cluster = next(each for each in of_kind(objects, "Cluster") if name_of(each) == f"{service}-db")
        url = _url(server, secrets[f"{service}-db-owner"], cluster)
        given = {
            "MIGRATION_DATABASE_URL": url,
            "CITIES_DIR": str(PROJECT / "cities"),
            "PUBLIC_URL": suite["PUBLIC_URL"],
            "TOKEN_KEY": str(token),
            "PSEUDONYM_KEY": str(layout.root / "pseudonym.jwk"),
            "TERPADU_DEMO": "1",
        }
        _module(f"services.{service}", "load-city", str(city), environment=given)
    _module("services.gateway", "demo-tokens", str(city), str(layout.root), environment=given)
    assert json.loads(layout.demo_identities.read_text())


def _module(*arguments: str, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *arguments],
        env=environment or {},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
