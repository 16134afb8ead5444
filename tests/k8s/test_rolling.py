"""The manifests run: births go through, and every Deployment is replaced under load without one failed request."""

import copy
import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from local.invariants import violations
from local.running import eventually
from local.testing import Bench, IsolatedBroker
from tests.k8s.cluster.kubelet import log_faults
from tests.k8s.cluster.suite import Cluster, running_cluster
from tests.k8s.manifests import copy_tree, render

pytestmark = [pytest.mark.journey, pytest.mark.timeout(600)]
REPORT_EVERY_SECONDS = 1.0
LOOK_EVERY_SECONDS = 0.1
AT_ONCE = 2  # a cluster replaces all at once, on more machines than one
DOOR = "/docs"  # a door that counts no callers: one address looks all the time


@pytest.fixture(scope="module")
def cluster(bench: Bench, broker: IsolatedBroker, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    """Production, with secrets from files, local signatures and the demonstration's identities."""
    if broker.node is None:
        pytest.skip("needs a broker of its own: unset AMQP_URL")
    tree = copy_tree(tmp_path_factory.mktemp("rolling"))
    overlay = tree / "k8s/overlays/production/kustomization.yaml"
    text = overlay.read_text()
    text = text.replace("components/external-secrets", "components/plain-secrets")
    for component in ("esign", "sign-in"):
        text = text.replace(f"  - ../../components/{component}", f"  # - ../../components/{component}")
    overlay.write_text(text.replace("- RELEASE=", "- TERPADU_DEMO=1\n      - RELEASE="))
    with running_cluster(bench, broker.node, render(tree, "production")) as running:
        yield running


class Public:
    """Reports births and looks at the doors the whole time; counts what fails. Each request has its own connection."""

    def __init__(self, cluster: Cluster) -> None:
        self._cluster = cluster
        self.failed: list[str] = []
        self.accepted: dict[str, dict[str, Any]] = {}
        self.looked = 0
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=work, daemon=True) for work in (self._report, self._look)]

    def __enter__(self) -> "Public":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _report(self) -> None:
        visitors = self._cluster.visitors
        while not self._stop.wait(REPORT_EVERY_SECONDS):
            couple = visitors.couple()
            try:
                report = visitors.birth(couple)
                visitors.notify(report).raise_for_status()
                answer = visitors.report(report).raise_for_status()
                self.accepted[answer.json()["nomor"]] = visitors.citizen(couple.father)
            except httpx.HTTPError as error:
                self.failed.append(f"a report: {type(error).__name__} {error}")

    def _look(self) -> None:
        http = self._cluster.visitors.http
        while not self._stop.wait(LOOK_EVERY_SECONDS):
            try:
                http.get(DOOR).raise_for_status()
                self.looked += 1
            except httpx.HTTPError as error:
                self.failed.append(f"a look: {type(error).__name__} {error}")


def test_every_deployment_is_replaced_under_load_and_nothing_fails_or_is_lost(cluster: Cluster) -> None:
    began = time.monotonic()
    with Public(cluster) as public:
        with ThreadPoolExecutor(AT_ONCE) as hands:
            leaving = list(hands.map(cluster.roll, cluster.deployments))
        for pod in leaving:
            pod.wait_gone()
    rolled = time.monotonic() - began
    assert public.failed == []
    visitors = cluster.visitors
    for number, headers in public.accepted.items():
        assert visitors.wait(number, headers)["status"] == "SELESAI"
        eventually(lambda number=number, headers=headers: len(visitors.application(number, headers)["dokumen"]) == 3)
    eventually(lambda: violations(cluster.copy) == [])
    assert list(log_faults(Path(cluster.node.folder) / "logs")) == []
    print(f"\n{len(leaving)} Deployments in {rolled:.0f} s; {len(public.accepted)} births, {public.looked} looks")
    for line in figures(cluster):
        print(line)


def test_a_gateway_that_leaves_before_the_proxies_know_of_it_fails_requests_and_that_is_noticed(
    cluster: Cluster,
) -> None:
    old = cluster.pods["gateway-web"]
    old.pod = copy.deepcopy(old.pod)
    old.pod.spec["containers"][0]["lifecycle"]["preStop"]["sleep"]["seconds"] = 0
    old.proxies_lag_seconds = 60  # longer than it takes to leave, on however busy a machine
    with Public(cluster) as public:
        cluster.roll("gateway-web").wait_gone()
        eventually(lambda: public.failed)


def figures(cluster: Cluster) -> Iterator[str]:
    """What docs/scaling.md stands on: start and memory of each process."""
    for name, seconds in sorted(cluster.node.seconds.items()):
        yield f"  {name}: ready after {seconds:.1f} s, {memory_of(cluster.pods[name].pid)} MB"


def memory_of(pid: int) -> int:
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") // 1_000_000
