"""Asking before a taxpayer's request is accepted: a courtesy, never a condition; who is away is not waited for."""

from contracts.dukcapil.api import DataPenduduk, HasilVerifikasi, VerifikasiPenduduk
from contracts.gateway.tax import HasilIdentitas, JenisWp, LaporanOmzet, PendaftaranWajibPajak
from contracts.pajak.api import HasilPeriksaOmzet, PeriksaOmzet, PeriksaPendaftaran
from contracts.questions import HasilPeriksa
from contracts.types import Galat, HasilCocok
from services.gateway.intake.taxes import Receipt
from services.gateway.questions.door import Away, Door, Refused

SECONDS = 0.5


async def check_registration(pajak: Door, asked: PendaftaranWajibPajak, nik: str, city: str) -> tuple[Galat, ...]:
    """What pajak finds wrong with a registration; its parts were checked when it was read."""
    question = PeriksaPendaftaran.model_construct(**dict(asked), kota=city, pemohon_nik=nik)
    try:
        found = await pajak.ask(
            "POST", "/internal/pendaftaran/periksa", HasilPeriksa, question=question, seconds=SECONDS
        )
    except (Away, Refused):
        return ()
    return found.galat


async def check_turnover(pajak: Door, report: LaporanOmzet, receipt: Receipt) -> tuple[Galat, ...]:
    """What pajak finds wrong with a month's turnover."""
    question = PeriksaOmzet.model_construct(**dict(report), kota=receipt.city, pelapor_nik=receipt.nik)
    try:
        found = await pajak.ask(
            "POST", "/internal/omzet/periksa", HasilPeriksaOmzet, question=question, seconds=SECONDS
        )
    except (Away, Refused):
        return ()
    return found.galat


async def identify(dukcapil: Door, asked: PendaftaranWajibPajak, nik: str) -> HasilIdentitas:
    """What dukcapil says of who registers: a person by NIK and name, who represents an entity by NIK."""
    name = asked.nama if asked.jenis_wp is JenisWp.ORANG else None
    question = VerifikasiPenduduk(data=(DataPenduduk(nik=nik, nama=name),))
    try:
        answer = await dukcapil.ask(
            "POST", "/internal/kependudukan/verifikasi", HasilVerifikasi, question=question, seconds=SECONDS
        )
    except (Away, Refused):
        return HasilIdentitas.BELUM_DIPERIKSA
    found = answer.hasil[0]
    agrees = found.nik is HasilCocok.SESUAI and found.nama in (None, HasilCocok.SESUAI)
    return HasilIdentitas.SESUAI if agrees else HasilIdentitas.TIDAK_SESUAI
