"""The stand-in for a kubelet notices what a kubelet would: what does not start, is not ready, or does not end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from local.testing import Bench
from tests.k8s.cluster.kubelet import Node, PodFailed, RunningPod
from tests.k8s.manifests import Json, Pod

PROBE = {"httpGet": {"path": "/livez"}, "periodSeconds": 1, "failureThreshold": 5}


def pod(*arguments: str, **environment: str) -> Pod:
    container: Json = {
        "name": "process",
        "args": ["tests.k8s.cluster.stand_in", *arguments],
        "env": [{"name": name, "value": value} for name, value in environment.items()],
        "startupProbe": PROBE,
        "livenessProbe": PROBE,
        "readinessProbe": PROBE | {"httpGet": {"path": "/readyz"}, "failureThreshold": 1},
        "lifecycle": {"preStop": {"sleep": {"seconds": 1}}},
    }
    spec = {"containers": [container], "terminationGracePeriodSeconds": 3}
    return Pod({"kind": "Deployment", "metadata": {"name": "stand-in"}, "spec": {"template": {"spec": spec}}})


@pytest.fixture
def node(bench: Bench, tmp_path: Path) -> Iterator[Node]:
    """Stops what a test has left running."""
    yield Node(tmp_path, bench.custody, [], {}, lambda text: text)
    bench.custody.stop(lambda entry: entry.name.startswith("stand-in"))


def started(node: Node, bench: Bench, template: Pod) -> RunningPod:
    running = RunningPod(node, template, 1, bench.ports.get("stand-in"))
    running.start()
    return running


def test_a_pod_with_the_right_environment_becomes_ready_and_leaves(node: Node, bench: Bench) -> None:
    running = started(node, bench, pod("well", HTTP_ADDRESS="0.0.0.0:8000", CODE="32", HOME_CITY="$(CODE)77"))
    running.wait_ready(20)
    running.leave()
    running.wait_gone(20)


def test_a_process_that_does_not_start_is_noticed_with_its_last_words(node: Node, bench: Bench) -> None:
    running = started(node, bench, pod("well", HTTP_ADDRESS="0.0.0.0:8000", HOME_CITY="3274"))
    with pytest.raises(PodFailed, match=r"does not start\n(.*\n)*.*not that of the manifest"):
        running.wait_ready(30)


def test_a_process_that_never_becomes_ready_is_noticed(node: Node, bench: Bench) -> None:
    running = started(node, bench, pod("deaf", HTTP_ADDRESS="0.0.0.0:8000", HOME_CITY="3277"))
    with pytest.raises(PodFailed, match="is not ready in time"):
        running.wait_ready(4)


def test_a_process_that_does_not_end_is_killed_and_that_is_noticed(node: Node, bench: Bench) -> None:
    running = started(node, bench, pod("stubborn", HTTP_ADDRESS="0.0.0.0:8000", HOME_CITY="3277"))
    running.wait_ready(20)
    running.leave()
    with pytest.raises(PodFailed, match="was killed"):
        running.wait_gone(20)
