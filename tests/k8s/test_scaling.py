"""Every queue has somebody who adds hands when it grows, and all hands together fit into the database."""

import inspect
import json
import re
import sys

import pytest

from chassis.broker import parking_queue
from chassis.container import Crew
from contracts import topology
from local.cluster_secrets import services
from services.gateway.pool import Pool
from tests.k8s.manifests import Json, name_of, named, of_kind, ours
from tests.k8s.planting import Fault, planted
from tests.k8s.tools import run

# Queues whose number of consumers never changes: why.
NOT_SCALED = {
    **{parking_queue(service): "the one active relay writes down what died in it" for service in topology.services()}
}
KEPT_FOR_OPERATORS = 20


@pytest.fixture(scope="module")
def takers() -> dict[str, str]:
    """Each queue's Deployment, as the code has it."""
    found = json.loads(run(sys.executable, "-m", "tests.k8s.consumers", *services()))
    return {queue: process for service in found for process, queues in service.items() for queue in queues}


def scaler_faults(objects: list[Json], takers: dict[str, str]) -> list[str]:
    """Queues that are not watched by exactly the scaler of whoever takes from them."""
    faults = []
    for queue, process in takers.items():
        watching = [name_of(found) for found in of_kind(objects, "ScaledObject") if _watches(found, queue)]
        if watching != [process]:
            faults.append(f"{queue}: taken by {process}, watched by {watching}")
    watched = {queue for found in of_kind(objects, "ScaledObject") for queue in NOT_SCALED if _watches(found, queue)}
    return faults + [f"{queue}: is watched although {NOT_SCALED[queue]}" for queue in sorted(watched)]


def _watches(scaled: Json, queue: str) -> bool:
    triggers = [each["metadata"] for each in scaled["spec"]["triggers"] if each["type"] == "rabbitmq"]
    return any(re.search(each["queueName"], queue) for each in triggers)


def test_every_queue_is_watched_by_the_scaler_of_whoever_takes_from_it(
    production: list[Json], takers: dict[str, str]
) -> None:
    assert set(topology.queues()) <= set(takers)
    assert scaler_faults(production, takers) == []


def test_a_queue_that_nobody_watches_is_found(production: list[Json], takers: dict[str, str]) -> None:
    bad = planted(production, Fault("ScaledObject", "perizinan-documents", "spec/triggers/0/metadata/queueName", "^x"))
    assert scaler_faults(bad, takers) == ["perizinan.render_deed: taken by perizinan-documents, watched by []"]


def test_a_scaler_that_watches_too_much_is_found(production: list[Json], takers: dict[str, str]) -> None:
    bad = planted(
        production, Fault("ScaledObject", "dukcapil-worker", "spec/triggers/0/metadata/queueName", "^dukcapil")
    )
    assert len(scaler_faults(bad, takers)) == 2


def connections(component: str) -> int:
    """The most that one process of a kind opens."""
    pool = inspect.signature(Pool).parameters["size"].default
    kinds = {"web": pool + 1, "worker": Crew().connections, "documents": Crew(workers=1).connections}
    return int(kinds.get(component, 3))


def crowding_faults(objects: list[Json]) -> list[str]:
    """Databases that could be asked for more connections than they have, at full scale and during a roll-out."""
    faults = []
    for cluster in of_kind(objects, "Cluster"):
        service = name_of(cluster).removesuffix("-db")
        most = sum(_most(pod.name, objects) for pod in ours(objects, "Deployment") if pod.service == service)
        room = int(cluster["spec"]["postgresql"]["parameters"]["max_connections"]) - KEPT_FOR_OPERATORS
        if most > room:
            faults.append(f"{service}: up to {most} connections, room for {room}")
    return faults


def _most(deployment: str, objects: list[Json]) -> int:
    scaled = [found for found in of_kind(objects, "ScaledObject") if name_of(found) == deployment]
    number = (
        scaled[0]["spec"]["maxReplicaCount"] if scaled else named(objects, "Deployment", deployment)["spec"]["replicas"]
    )
    return (int(number) + 1) * connections(deployment.partition("-")[2])


def test_all_processes_at_full_scale_fit_into_their_database(production: list[Json]) -> None:
    assert crowding_faults(production) == []


def test_too_many_processes_are_found(production: list[Json]) -> None:
    bad = planted(production, Fault("ScaledObject", "gateway-web", "spec/maxReplicaCount", 40))
    assert [fault.partition(":")[0] for fault in crowding_faults(bad)] == ["gateway"]


def test_what_is_scaled_has_no_number_of_its_own(production: list[Json]) -> None:
    scaled = {found["spec"]["scaleTargetRef"]["name"] for found in of_kind(production, "ScaledObject")}
    assert scaled == {name_of(found) for found in of_kind(production, "ScaledObject")}
    given = {name_of(found) for found in of_kind(production, "Deployment") if "replicas" in found["spec"]}
    assert scaled & given == set()
