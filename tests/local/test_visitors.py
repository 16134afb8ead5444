"""People and programs that visit a running copy."""

import json
import time
from pathlib import Path

import httpx
import pytest

from local.layout import Layout
from local.visitors import Visitors


@pytest.fixture
def visitors(tmp_path: Path) -> Visitors:
    layout = Layout(tmp_path)
    layout.demo_identities.write_text(json.dumps({"faskes": {"client_id": "f", "client_secret": "s", "kode": "F1"}}))
    for name in ("keluarga.jsonl", "saksi.jsonl"):
        (tmp_path / name).write_text("{}\n")
    visitors = Visitors(layout, "http://terpadu.test")
    answers = httpx.MockTransport(lambda _: httpx.Response(200, json={"access_token": "t1"}))
    visitors.http = httpx.Client(base_url="http://terpadu.test", transport=answers)
    return visitors


def test_a_facility_gets_its_token_on_a_machine_that_was_started_a_moment_ago(
    visitors: Visitors, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 12.0)
    assert visitors.facility() == {"Authorization": "Bearer t1"}
