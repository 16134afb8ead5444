"""The OpenAPI 3.1 document: FastAPI's, with the bodies that our doors read by themselves."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from contracts.gateway import api as answers
from contracts.gateway import clients, subscriptions, tax, tax_api
from contracts.gateway.birth import LaporanKelahiran, PemberitahuanFaskes
from services.gateway.api.demo import DemoTokenRequest
from services.gateway.web.description import REF, problems
from services.gateway.web.public import PUBLIC

BODIES = (
    LaporanKelahiran,
    PemberitahuanFaskes,
    answers.Penarikan,
    answers.VerifikasiKependudukan,
    answers.VerifikasiMassal,
    answers.Keputusan,
    answers.PerintahPembatalanAkta,
    answers.Masalah,
    subscriptions.LanggananBaru,
    subscriptions.UbahLangganan,
    subscriptions.GantiRahasia,
    subscriptions.PutarUlang,
    subscriptions.MintaUji,
    clients.PendaftaranKlien,
    clients.KunciKlien,
    clients.GantiRahasiaKlien,
    clients.PermintaanProduksi,
    clients.KeputusanKlien,
    clients.IsiPerjanjian,
    clients.PencabutanKlien,
    tax.PendaftaranWajibPajak,
    tax.LaporanOmzet,
    tax.PembayaranBank,
    tax_api.PerubahanDiminta,
    tax_api.PenutupanDiminta,
    tax_api.KeberatanDiminta,
    tax_api.PembalikanBank,
    tax_api.KirimanRekaman,
    tax_api.PutusanPajak,
    tax_api.PerintahPemeriksaan,
    tax_api.UsulanKetetapan,
    tax_api.UsulanPendaftaranJabatan,
    tax_api.PutusanKeberatan,
    tax_api.PersetujuanAngsuran,
    tax_api.PutusanUsulan,
)
DESCRIPTION = """Layanan dokumen kependudukan kota: laporkan kelahiran, ikuti kemajuannya, unduh dan periksa dokumen.

Setiap penulisan membawa `Idempotency-Key`, kecuali yang menampilkan rahasia: jawabannya tidak disimpan.
Setiap kesalahan berbentuk `application/problem+json` dengan `kode` yang tetap dan, untuk isian yang keliru, daftar
`galat`. `X-Correlation-Id` diterima atau dibuat, dan dikembalikan."""


def describe(app: FastAPI) -> dict[str, Any]:
    """The document, made once."""
    if app.openapi_schema is None:
        app.openapi_schema = _made(app)
    return app.openapi_schema


def _made(app: FastAPI) -> dict[str, Any]:
    document = get_openapi(title="Terpadu", version="1.0.0", description=DESCRIPTION, routes=app.routes)
    bodies = (*BODIES, DemoTokenRequest) if app.state.demo else BODIES
    _, definitions = models_json_schema([(body, "validation") for body in bodies], ref_template=REF)
    components = document.setdefault("components", {})
    components["schemas"] = {**components.get("schemas", {}), **definitions["$defs"]}
    components["schemas"].pop("HTTPValidationError", None)
    components["schemas"].pop("ValidationError", None)
    components["securitySchemes"] = {"token": {"type": "http", "scheme": "bearer", "bearerFormat": "at+jwt"}}
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            _finish(path, method, operation)
    return document


def _finish(path: str, method: str, operation: dict[str, Any]) -> None:
    if (method.upper(), path) not in PUBLIC:
        operation["security"] = [{"token": []}]
        for status, answer in problems(429, 503).items():
            operation["responses"].setdefault(str(status), answer)
    for answer in operation["responses"].values():
        # FastAPI describes the parts of a stream as OpenAPI 3.2 does; this document is 3.1.
        if stream := answer.get("content", {}).get("text/event-stream"):
            stream.pop("itemSchema", None)
            stream["schema"] = {"type": "string"}
    unprocessable = operation["responses"].get("422", {})
    if "application/json" in unprocessable.get("content", {}):
        problem = {"schema": {"$ref": REF.format(model=answers.Masalah.__name__)}}
        unprocessable["description"] = "Masalah (RFC 9457)"
        unprocessable["content"] = {"application/problem+json": problem}
