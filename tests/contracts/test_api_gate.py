"""Breaking changes of the public API, planted in an OpenAPI document and refused; and what clients do not feel."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from contracts.gate.check import breaches
from contracts.schemas import as_text

STATUS = {"type": "string", "enum": ["DIAJUKAN", "SELESAI"]}
OLD: dict[str, Any] = {
    "openapi": "3.1.0",
    "paths": {
        "/v1/kelahiran": {
            "post": {
                "security": [{"warga": []}, {"faskes": []}],
                "parameters": [
                    {"in": "header", "name": "Kunci", "required": True, "schema": {"type": "string", "maxLength": 9}},
                    {"in": "query", "name": "kursor", "schema": {"type": "string"}},
                ],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Laporan"}}},
                },
                "responses": {
                    "202": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Diterima"}}}},
                    "422": {"content": {"application/problem+json": {"schema": {"type": "object"}}}},
                },
            }
        }
    },
    "components": {
        "schemas": {
            "Laporan": {
                "type": "object",
                "additionalProperties": False,
                "required": ["paket"],
                "properties": {"paket": {"enum": ["AKTA", "TIGA"]}, "berat": {"type": "integer", "minimum": 200}},
            },
            "Diterima": {
                "type": "object",
                "required": ["nomor", "status"],
                "properties": {"nomor": {"type": "string"}, "status": STATUS, "catatan": {"type": "string"}},
            },
        }
    },
}

Edit = Callable[[dict[str, Any]], object]
CALL = "POST /v1/kelahiran"


def _call(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["paths"]["/v1/kelahiran"]["post"]
    return found


def _part(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = document["components"]["schemas"][name]
    return found


def _fields(document: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = _part(document, name)["properties"]
    return found


def _refused(edit: Edit) -> list[str]:
    new = copy.deepcopy(OLD)
    edit(new)
    return [str(breach) for breach in breaches({"openapi.json": as_text(OLD)}, {"openapi.json": as_text(new)}, {})]


REFUSED: dict[str, tuple[Edit, str]] = {
    "a path is removed": (lambda d: d["paths"].clear(), f"{CALL}: call removed"),
    "a method is removed": (lambda d: d["paths"]["/v1/kelahiran"].clear(), f"{CALL}: call removed"),
    "a parameter is removed": (lambda d: _call(d)["parameters"].pop(), f"{CALL} query/kursor: parameter removed"),
    "a parameter becomes required": (
        lambda d: _call(d)["parameters"][1].update(required=True),
        f"{CALL} query/kursor: parameter required",
    ),
    "a required parameter is added": (
        lambda d: _call(d)["parameters"].append({"in": "query", "name": "kota", "required": True, "schema": {}}),
        f"{CALL} query/kota: parameter required",
    ),
    "a parameter takes less": (
        lambda d: _call(d)["parameters"][0]["schema"].update(maxLength=8),
        "maxLength changed: 9 → 8",
    ),
    "a kind of caller is shut out": (lambda d: _call(d)["security"].pop(), f"{CALL}: way in removed"),
    "a body must have one field more": (
        lambda d: _part(d, "Laporan")["required"].append("berat"),
        f"{CALL} body /berat: field required",
    ),
    "a body may not have a field any more": (
        lambda d: _fields(d, "Laporan").pop("berat"),
        f"{CALL} body /berat: field removed",
    ),
    "a value is not taken any more": (
        lambda d: _fields(d, "Laporan")["paket"]["enum"].pop(),
        f"{CALL} body /paket: value removed: 'TIGA'",
    ),
    "a body is taken in another form": (
        lambda d: _call(d)["requestBody"]["content"].update(
            {"text/xml": _call(d)["requestBody"]["content"].pop("application/json")}
        ),
        f"{CALL} body: media type removed",
    ),
    "a success is answered by another status": (
        lambda d: _call(d)["responses"].update({"200": _call(d)["responses"].pop("202")}),
        f"{CALL} 202: answer removed",
    ),
    "an answer lacks a field": (
        lambda d: (_fields(d, "Diterima").pop("nomor"), _part(d, "Diterima")["required"].remove("nomor")),
        f"{CALL} 202 /nomor: field removed",
    ),
    "an answer may lack a field": (
        lambda d: _part(d, "Diterima")["required"].remove("nomor"),
        f"{CALL} 202 /nomor: field optional",
    ),
    "an answer has a new value": (
        lambda d: _fields(d, "Diterima")["status"]["enum"].append("BARU"),
        f"{CALL} 202 /status: value added: 'BARU'",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_the_gate_refuses_an_api_in_which(what: str) -> None:
    edit, expected = REFUSED[what]

    refused = _refused(edit)

    assert len(refused) == 1, refused
    assert refused[0].startswith("contracts/published/openapi.json: ")
    assert expected in refused[0]


FREE: dict[str, Edit] = {
    "a call is added": lambda d: d["paths"].update({"/v1/kematian": {"post": {"responses": {}}}}),
    "an optional parameter is added": lambda d: _call(d)["parameters"].append(
        {"in": "query", "name": "baru", "schema": {}}
    ),
    "a way in is added": lambda d: _call(d)["security"].append({"petugas": []}),
    "everyone is let in": lambda d: _call(d)["security"].append({}),
    "a body may have one field more": lambda d: _fields(d, "Laporan").update(baru={"type": "string"}),
    "a body may lack a field": lambda d: _part(d, "Laporan").pop("required"),
    "a body takes more": lambda d: _fields(d, "Laporan")["paket"]["enum"].append("BARU"),
    "a body takes smaller numbers": lambda d: _fields(d, "Laporan")["berat"].update(minimum=100),
    "an answer has one field more": lambda d: (
        _fields(d, "Diterima").update(baru={"type": "string"}),
        _part(d, "Diterima")["required"].append("baru"),
    ),
    "an answer has a value less": lambda d: _fields(d, "Diterima")["status"]["enum"].pop(),
    "an error is described no more": lambda d: _call(d)["responses"].pop("422"),
    "a part is renamed": lambda d: (
        d["components"]["schemas"].update(Baru=_part(d, "Laporan")),
        _call(d)["requestBody"]["content"]["application/json"]["schema"].update({"$ref": "#/components/schemas/Baru"}),
    ),
}


@pytest.mark.parametrize("what", FREE)
def test_the_gate_lets_an_api_pass_in_which(what: str) -> None:
    assert _refused(FREE[what]) == []
