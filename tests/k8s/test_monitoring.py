"""Alerts and dashboards ask for figures that somebody exports; each alert fires when it should, and leads to a page."""

import inspect
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from chassis.metrics import Metrics
from k8s.dashboards import DASHBOARDS, FOLDER, dashboard, text_of
from services.gateway.audit import sealer
from services.gateway.notifications.courier import Figures
from services.gateway.web import metrics as doors
from tests.k8s.manifests import Json, of_kind, ours
from tests.k8s.planting import Fault, planted
from tests.k8s.tools import promtool, run

CASES = Path(__file__).parent / "alerts.yaml"
# Figures of others: who exports them.
EXPORTED_BY_OTHERS = {
    "rabbitmq_queue_messages_ready": "RabbitMQ, with prometheus.return_per_object_metrics",
    "rabbitmq_identity_info": "RabbitMQ",
    "rabbitmq_alarms_memory_used_watermark": "RabbitMQ",
    "rabbitmq_alarms_free_disk_space_watermark": "RabbitMQ",
    "cnpg_collector_up": "CloudNativePG",
    "cnpg_backends_total": "CloudNativePG",
    "cnpg_pg_stat_archiver_seconds_since_last_archival": "CloudNativePG",
    "barman_cloud_cloudnative_pg_io_last_available_backup_timestamp": "the barman-cloud plugin",
    "kube_deployment_status_replicas_available": "kube-state-metrics",
    "kube_pod_container_status_restarts_total": "kube-state-metrics",
    "kube_job_status_failed": "kube-state-metrics",
    "kubelet_volume_stats_available_bytes": "kubelet",
    "kubelet_volume_stats_capacity_bytes": "kubelet",
    "certmanager_certificate_expiration_timestamp_seconds": "cert-manager",
    "process_resident_memory_bytes": "every Python process",
}
_NAME = re.compile(r"\b(?:terpadu|rabbitmq|cnpg|barman|kube|kubelet|certmanager|process)_\w+")


def exported() -> set[str]:
    """Every name that our processes export."""
    names = set(EXPORTED_BY_OTHERS)
    # The sealer makes its gauges with its key in hand: their names are read where they are made.
    names |= set(re.findall(r'Gauge\(\s*"(\w+)"', inspect.getsource(sealer)))
    metrics = Metrics("test")
    Figures(metrics.registry)
    for text in (metrics.render()[1], doors.text().decode()):
        for name, kind in re.findall(r"^# TYPE (\S+) (\S+)$", text, re.MULTILINE):
            names |= {f"{name}_{part}" for part in ("bucket", "sum", "count")} if kind == "histogram" else {name}
    return names


def alerts(objects: list[Json]) -> list[Json]:
    return [
        rule
        for found in of_kind(objects, "PrometheusRule")
        for group in found["spec"]["groups"]
        for rule in group["rules"]
    ]


def labels_set(objects: list[Json]) -> set[str]:
    """Labels that our monitors add, which look like figures."""
    monitors = [endpoint for found in of_kind(objects, "ServiceMonitor") for endpoint in found["spec"]["endpoints"]]
    return {rule["targetLabel"] for endpoint in monitors for rule in endpoint["relabelings"]}


def unknown_figures(query: str, objects: list[Json]) -> set[str]:
    return set(_NAME.findall(query)) - labels_set(objects) - exported()


def alert_faults(objects: list[Json]) -> list[str]:
    faults = []
    for rule in alerts(objects):
        faults += [f"{rule['alert']}: nobody exports {name}" for name in sorted(unknown_figures(rule["expr"], objects))]
        page, _, anchor = rule["annotations"].get("runbook_url", "").partition("#")
        if not (Path(page).is_file() and anchor in headings(Path(page))):
            faults.append(f"{rule['alert']}: its runbook {page}#{anchor} is not there")
        if rule["labels"].get("severity") not in ("warning", "critical"):
            faults.append(f"{rule['alert']}: nobody knows how urgent it is")
    return faults


def headings(page: Path) -> set[str]:
    lines = [line.lstrip("#").strip() for line in page.read_text().splitlines() if line.startswith("#")]
    return {re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-") for line in lines}


def test_every_alert_is_known_urgent_and_explained(production: list[Json]) -> None:
    assert alert_faults(production) == []


@pytest.mark.parametrize(
    ("place", "value", "complaint"),
    [
        ("expr", "terpadu_outbox_age > 60", "nobody exports terpadu_outbox_age"),
        ("annotations/runbook_url", "docs/runbooks/messages.md#nothing", "is not there"),
        ("labels/severity", "loud", "how urgent"),
    ],
)
def test_a_planted_alert_is_found(production: list[Json], place: str, value: str, complaint: str) -> None:
    bad = planted(production, Fault("PrometheusRule", "terpadu", f"spec/groups/0/rules/0/{place}", value))
    assert any(complaint in fault for fault in alert_faults(bad))


def judge(objects: list[Json], folder: Path) -> None:
    """Let Prometheus' own tool check the rules and run the cases."""
    [found] = of_kind(objects, "PrometheusRule")
    (folder / "rules.yaml").write_text(yaml.safe_dump(found["spec"]))
    (folder / "alerts.yaml").write_text(CASES.read_text())
    run(promtool(), "check", "rules", folder / "rules.yaml")
    run(promtool(), "test", "rules", folder / "alerts.yaml")


def test_each_alert_fires_when_it_should_and_not_before(production: list[Json], tmp_path: Path) -> None:
    judge(production, tmp_path)


def test_each_alert_has_a_case_in_which_it_fires_and_one_in_which_it_does_not(production: list[Json]) -> None:
    cases: Any = yaml.safe_load(CASES.read_text())
    asked = [case for test in cases["tests"] for case in test["alert_rule_test"]]
    fires = {case["alertname"] for case in asked if case["exp_alerts"]}
    silent = {case["alertname"] for case in asked if not case["exp_alerts"]}
    assert fires == silent == {rule["alert"] for rule in alerts(production)}


def test_a_threshold_that_was_changed_is_found(production: list[Json], tmp_path: Path) -> None:
    expr = "max by (terpadu_service) (terpadu_outbox_age_seconds) > 6000"
    bad = planted(production, Fault("PrometheusRule", "terpadu", "spec/groups/0/rules/0/expr", expr))
    with pytest.raises(AssertionError, match="FactsWait"):
        judge(bad, tmp_path)


def test_every_process_is_read_by_prometheus(production: list[Json]) -> None:
    [service] = [found for found in of_kind(production, "Service") if found["metadata"]["name"] == "figures"]
    for pod in ours(production, "Deployment"):
        assert service["spec"]["selector"].items() <= pod.labels.items()


@pytest.mark.parametrize("uid", DASHBOARDS)
def test_dashboards_are_those_that_the_code_makes_and_ask_for_what_is_exported(
    production: list[Json], uid: str
) -> None:
    assert (FOLDER / f"{uid}.json").read_text() == text_of(uid)
    panels: Any = dashboard(uid)["panels"]
    queries = [target["expr"] for panel in panels for target in panel["targets"]]
    assert [query for query in queries if unknown_figures(query, production)] == []
