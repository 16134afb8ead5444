"""The Grafana dashboards of the suite: `python -m k8s.dashboards` writes them anew from the panels below."""

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "components" / "monitoring" / "dashboards"
_WIDTH, _HEIGHT = 12, 8


@dataclass(frozen=True)
class Panel:
    """One graph: what it shows in words, as a query, and in which of Grafana's units."""

    title: str
    query: str
    legend: str
    unit: str = "short"


DASHBOARDS = {
    "messages": (
        "Terpadu: messages",
        (
            Panel("Oldest fact not yet sent", "max by (terpadu_service) (terpadu_outbox_age_seconds)", "service", "s"),
            Panel("Facts not yet sent", "max by (terpadu_service) (terpadu_outbox_events)", "service"),
            Panel(
                "Facts sent a second", "sum by (terpadu_service) (rate(terpadu_relayed_events_total[5m]))", "service"
            ),
            Panel("Parked messages", "max by (terpadu_service) (terpadu_parked_waiting)", "service"),
            Panel("Waiting in a queue", 'max by (queue) (rabbitmq_queue_messages_ready{namespace="terpadu"})', "queue"),
            Panel(
                "Deliveries a second, by outcome",
                "sum by (outcome) (rate(terpadu_handled_events_total[5m]))",
                "outcome",
            ),
            Panel(
                "95 of 100 deliveries are done within",
                "histogram_quantile(0.95, sum by (le, queue) (rate(terpadu_handler_seconds_bucket[5m])))",
                "queue",
                "s",
            ),
            Panel("Put aside, by reason", "sum by (reason) (rate(terpadu_put_aside_events_total[5m]))", "reason"),
        ),
    ),
    "doors": (
        "Terpadu: doors",
        (
            Panel("Requests a second", "sum by (status) (rate(terpadu_http_answers_total[5m]))", "status"),
            Panel(
                "95 of 100 answers are there within",
                "histogram_quantile(0.95, sum by (le, route) (rate(terpadu_http_seconds_bucket[5m])))",
                "route",
                "s",
            ),
            Panel("Applications accepted a second", "sum by (jenis) (rate(terpadu_accepted_total[5m]))", "jenis"),
            Panel(
                "Questions a second, by outcome",
                "sum by (service, outcome) (rate(terpadu_questions_total[5m]))",
                "service",
            ),
            Panel("Open streams of live events", "sum(terpadu_event_streams)", "", "short"),
            Panel(
                "Memory of a process",
                "max by (terpadu_service, terpadu_process) (process_resident_memory_bytes)",
                "terpadu_process",
                "bytes",
            ),
        ),
    ),
}


def dashboard(uid: str) -> dict[str, object]:
    """A dashboard as Grafana imports it."""
    title, panels = DASHBOARDS[uid]
    return {
        "uid": f"terpadu-{uid}",
        "title": title,
        "timezone": "Asia/Jakarta",
        "refresh": "30s",
        "time": {"from": "now-3h", "to": "now"},
        "schemaVersion": 39,
        "panels": [_graph(panel, number) for number, panel in enumerate(panels)],
    }


def text_of(uid: str) -> str:
    """The file of a dashboard."""
    return json.dumps(dashboard(uid), indent=1) + "\n"


def _graph(panel: Panel, number: int) -> dict[str, object]:
    across, down = number % 2 * _WIDTH, number // 2 * _HEIGHT
    legend = {"service": "{{terpadu_service}}", "": ""}.get(panel.legend, f"{{{{{panel.legend}}}}}")
    return {
        "id": number + 1,
        "type": "timeseries",
        "title": panel.title,
        "gridPos": {"x": across, "y": down, "w": _WIDTH, "h": _HEIGHT},
        "fieldConfig": {"defaults": {"unit": panel.unit, "min": 0}, "overrides": []},
        "targets": [{"refId": "A", "expr": panel.query, "legendFormat": legend}],
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for uid in DASHBOARDS:
        (FOLDER / f"{uid}.json").write_text(text_of(uid))
