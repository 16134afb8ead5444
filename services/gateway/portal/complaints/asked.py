"""What is asked of who complains or reports, and of the officer who answers."""

from typing import Any

from services.gateway.complaints.told import Status
from services.gateway.portal.asking import Answers, Field, Question
from services.gateway.portal.birth.choices import Options
from services.gateway.portal.tax.asked import given_ones

POINT = ("lintang", "bujur")
POINT_PLACES = tuple(f"/{name}" for name in POINT)


def complaint(kinds: Options) -> Question:
    """About what became of an application."""
    return Question(
        "aduan-keputusan",
        "Adukan keputusan ini",
        (
            Field("kategori", "Tentang apa", "Pilih tentang apa aduan ini.", "pilih", choices=kinds),
            Field(
                "uraian",
                "Apa yang menurut Anda keliru",
                "Tulis apa yang menurut Anda keliru.",
                "paragraf",
                "Tulis dengan kata Anda sendiri. Jangan tulis NIK siapa pun: nomor permohonan sudah kami tahu.",
            ),
        ),
        "Aduan dijawab oleh pejabat yang tidak memutus permohonan Anda. Mengadu tidak merugikan permohonan Anda.",
    )


def report(kinds: Options, villages: Options) -> Question:
    """Of the city's state: what, where, and as many words as it takes."""
    return Question(
        "laporan-warga",
        "Laporkan keadaan kota",
        (
            Field("kategori", "Apa yang Anda lihat", "Pilih apa yang Anda lihat.", "pilih", choices=kinds),
            Field(
                "uraian",
                "Ceritakan",
                "Ceritakan apa yang Anda lihat.",
                "paragraf",
                "Misalnya sejak kapan, seberapa besar.",
            ),
            Field("kelurahan", "Kelurahan", "Pilih kelurahan.", "daftar", choices=villages),
            Field("tempat", "Patokan", "", hint="Misalnya: depan SD, dekat jembatan.", optional=True),
        ),
        "Nama Anda tidak ditampilkan kepada petugas yang menanganinya.",
        also=POINT_PLACES,
    )


ANSWER = Question(
    "jawaban",
    "Jawaban",
    (
        Field(
            "status",
            "Apa yang terjadi",
            "Pilih apa yang terjadi.",
            "pilih",
            choices=(
                (Status.DIKERJAKAN, "Sedang dikerjakan"),
                (Status.SELESAI, "Selesai"),
                (Status.DITOLAK, "Tidak dapat ditangani"),
            ),
        ),
        Field("keterangan", "Penjelasan untuk warga", "Tulis penjelasan: warga membacanya.", "paragraf"),
    ),
)


def body(answers: Answers) -> dict[str, Any]:
    """Answers as what is judged."""
    return dict(given_ones(answers))
