"""What a tax officer fills in for each decision and order, and the answers as the bodies of the API's calls."""

from dataclasses import replace
from typing import Any

from contracts.gateway.tax import HasilKeberatan, JenisWp, KeputusanPajak
from services.gateway.portal.asking import Answers, Field, Question
from services.gateway.portal.birth.choices import Options
from services.gateway.portal.tax.asked import amount, given_ones, registration, taxpayer, thing_at

DECISION = Question(
    "keputusan",
    "Keputusan",
    (
        Field(
            "keputusan",
            "Keputusan",
            "Pilih keputusan.",
            "pilih",
            choices=(
                (KeputusanPajak.SETUJU, "Setujui"),
                (KeputusanPajak.PERBAIKI, "Minta perbaikan"),
                (KeputusanPajak.TOLAK, "Tolak"),
            ),
        ),
        Field(
            "alasan",
            "Alasan, bila tidak setuju",
            "Isi alasan: pemohon perlu tahu mengapa.",
            hint="Dibaca oleh pemohon. Tulis dengan kata yang mudah.",
        ),
    ),
)
OBJECTION = Question(
    "keberatan",
    "Keputusan keberatan",
    (
        Field(
            "hasil",
            "Keputusan",
            "Pilih keputusan.",
            "pilih",
            choices=(
                (HasilKeberatan.DIKABULKAN, "Kabulkan seluruhnya"),
                (HasilKeberatan.DIKABULKAN_SEBAGIAN, "Kabulkan sebagian"),
                (HasilKeberatan.DITOLAK, "Tolak"),
            ),
        ),
        Field(
            "jumlah",
            "Pajak yang tetap terutang (rupiah)",
            "Isi jumlah yang tetap terutang.",
            "angka",
            when=("hasil", HasilKeberatan.DIKABULKAN_SEBAGIAN),
        ),
    ),
)
PROPOSAL = Question(
    "usulan",
    "Keputusan usulan",
    (
        Field(
            "keputusan",
            "Keputusan",
            "Pilih keputusan.",
            "pilih",
            choices=(("SETUJU", "Setujui"), ("TOLAK", "Tolak")),
        ),
    ),
)
INSTALMENTS = Question(
    "angsuran",
    "Setujui angsuran",
    (
        Field(
            "bulan", "Berapa bulan", "Isi jumlah bulan: 2 sampai 24.", "angka", "Satu tagihan menjadi satu tiap bulan."
        ),
    ),
)
_HOLDERS: Options = ((JenisWp.ORANG, "Orang"), (JenisWp.BADAN, "Badan usaha"))
_LETTERS: Options = (
    ("SKPDKB", "SKPDKB: hasil pemeriksaan"),
    ("SKPDKB_JABATAN", "SKPDKB secara jabatan: SPTPD tidak disampaikan"),
    ("SKPDKBT", "SKPDKBT: data baru sesudah SKPDKB"),
)


def audit(months: Options) -> Question:
    """The beginning of an audit of one object."""
    return Question(
        "pemeriksaan",
        "Mulai pemeriksaan",
        (
            Field("masa_pertama", "Masa pertama", "Pilih masa pertama.", "daftar", choices=months),
            Field("masa_terakhir", "Masa terakhir", "Pilih masa terakhir.", "daftar", choices=months),
            Field("nomor_surat", "Nomor surat perintah", "Isi nomor surat perintah pemeriksaan."),
        ),
        hint="Sejak dicatat, pembetulan masa yang diperiksa tidak lagi diterima.",
        also=("/nopd",),
    )


def assessment(months: Options) -> Question:
    """The proposal of a letter of assessment."""
    return Question(
        "ketetapan",
        "Usulkan ketetapan",
        (
            Field("masa", "Masa pajak", "Pilih masa pajak.", "daftar", choices=months),
            Field("jenis", "Jenis surat", "Pilih jenis surat.", "pilih", choices=_LETTERS),
            Field(
                "pajak_terutang",
                "Seluruh pajak terutang masa itu (rupiah)",
                "Isi pajak terutang.",
                "angka",
                "Yang sudah dilaporkan dan dibayar dikurangkan sendiri. Contoh: 8.000.000.",
            ),
            Field("dasar", "Dasar", "Isi dasar: nomor laporan hasil pemeriksaan, atau data barunya."),
        ),
        hint="Berlaku setelah disetujui petugas lain.",
        also=("/nopd",),
    )


def registration_ex_officio(villages: Options) -> Question:
    """The proposal to register a business that a permit shows: the taxpayer's own questions, a NIK, and the permit."""
    _, *rest = (
        replace(field, name=field.name.replace("objek.0.", "objek.")) for field in registration(villages).fields
    )
    return Question(
        "pendaftaran-jabatan",
        "Usulkan pendaftaran secara jabatan",
        (
            Field("jenis_wp", "Siapa yang didaftarkan", "Pilih orang atau badan usaha.", "pilih", choices=_HOLDERS),
            Field("nik", "NIK", "Isi NIK: 16 angka.", "nik", when=("jenis_wp", JenisWp.ORANG)),
            *rest,
            Field("dasar", "Nomor izin", "Isi nomor izin yang memperlihatkan usaha ini."),
        ),
        hint="Berlaku setelah disetujui petugas lain.",
    )


def plain_body(answers: Answers) -> dict[str, Any]:
    """The body of a decision or an order, whose fields are those of the page; amounts and months become numbers."""
    told: dict[str, Any] = given_ones(answers)
    return told | {name: amount(told[name]) for name in ("jumlah", "pajak_terutang", "bulan") if name in told}


def decision_body(answers: Answers) -> dict[str, Any]:
    """The body of POST /v1/petugas/pajak/permohonan/{nomor}/keputusan: who agrees gives no reason."""
    agreed = answers.get("keputusan") == KeputusanPajak.SETUJU
    return {name: value for name, value in plain_body(answers).items() if name != "alasan" or not agreed}


def objection_body(answers: Answers) -> dict[str, Any]:
    """The body of POST /v1/petugas/pajak/keberatan/{ketetapan}/keputusan: an amount only for a part."""
    partly = answers.get("hasil") == HasilKeberatan.DIKABULKAN_SEBAGIAN
    return {name: value for name, value in plain_body(answers).items() if name != "jumlah" or partly}


def registration_body(answers: Answers) -> dict[str, Any]:
    """The body of POST /v1/petugas/pajak/pendaftaran-jabatan."""
    reason = given_ones({"dasar": answers.get("dasar")})
    return {**taxpayer(answers, answers.get("nik", "")), **reason, "objek": thing_at("objek", answers)}
