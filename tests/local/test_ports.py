"""Ports: stable from run to run, below what the system gives to outgoing connections, one holder at a time."""

import json
import socket
from pathlib import Path

import pytest

from local.errors import LaunchError
from local.ports import LOOPBACK, Ports


def test_a_port_is_the_same_at_the_next_start(tmp_path: Path) -> None:
    record = tmp_path / "ports.json"
    with Ports(record) as ports:
        first = ports.get("amqp")
    with Ports(record) as ports:
        assert ports.get("amqp") == first
    assert 20_000 <= first < 32_768


def test_names_have_different_ports(tmp_path: Path) -> None:
    with Ports(tmp_path / "ports.json") as ports:
        assert len({ports.get(name) for name in ("amqp", "postgres", "gateway-web")}) == 3


def test_a_recorded_port_that_is_taken_meanwhile_is_replaced(tmp_path: Path) -> None:
    record = tmp_path / "ports.json"
    with Ports(record) as ports:
        first = ports.get("amqp")
    with socket.socket() as stranger, Ports(record) as ports:
        stranger.bind((LOOPBACK, first))
        stranger.listen()
        assert ports.get("amqp") != first


def test_a_preferred_port_is_taken_while_it_is_free(tmp_path: Path) -> None:
    with Ports(tmp_path / "one.json") as one, Ports(tmp_path / "two.json") as two:
        wanted = one.get("probe") + 1
        assert one.get("gateway-web", preferred=wanted) == wanted
        assert two.get("gateway-web", preferred=wanted) != wanted


def test_two_copies_that_choose_at_once_never_choose_the_same(tmp_path: Path) -> None:
    record = tmp_path / "ports.json"
    with Ports(record) as one:
        port = one.get("amqp")  # chosen, but nothing listens there yet
        twin = tmp_path / "twin.json"
        twin.write_text(json.dumps({"amqp": port}))
        with Ports(twin) as two:
            assert two.get("amqp") != port


def test_a_demanded_port_that_is_taken_is_an_error_in_one_line(tmp_path: Path) -> None:
    with Ports(tmp_path / "one.json") as one, Ports(tmp_path / "two.json") as two:
        port = one.get("gateway-web")
        with pytest.raises(LaunchError, match=f"port {port} for gateway-web is taken"):
            two.get_exactly("gateway-web", port)
