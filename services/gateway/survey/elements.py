"""The nine elements that PermenPANRB 14/2017 asks about, each with four answers from 1 to 4, the worst first."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Element:
    """`name` is what the law calls it; the question and its answers are in words that a child of twelve understands."""

    code: str
    name: str
    question: str
    answers: tuple[str, str, str, str]


ELEMENTS = (
    Element(
        "persyaratan",
        "Persyaratan",
        "Apakah syarat layanan ini mudah dipenuhi?",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    Element(
        "prosedur",
        "Sistem, mekanisme, dan prosedur",
        "Apakah langkah-langkahnya mudah diikuti?",
        ("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    Element(
        "waktu",
        "Waktu penyelesaian",
        "Apakah selesainya cepat?",
        ("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ),
    Element("biaya", "Biaya atau tarif", "Apakah biayanya wajar?", ("Sangat mahal", "Cukup mahal", "Murah", "Gratis")),
    Element(
        "produk",
        "Produk spesifikasi jenis pelayanan",
        "Apakah hasilnya sesuai dengan yang dijanjikan?",
        ("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Element(
        "kompetensi",
        "Kompetensi pelaksana",
        "Apakah petugas kami mampu melayani Anda?",
        ("Tidak mampu", "Kurang mampu", "Mampu", "Sangat mampu"),
    ),
    Element(
        "perilaku",
        "Perilaku pelaksana",
        "Apakah petugas kami sopan dan ramah?",
        ("Tidak sopan", "Kurang sopan", "Sopan", "Sangat sopan"),
    ),
    Element(
        "pengaduan",
        "Penanganan pengaduan, saran, dan masukan",
        "Bagaimana keluhan dan saran ditangani?",
        ("Tidak ada tempat mengadu", "Ada, tetapi tidak dijawab", "Dijawab, tetapi lama", "Ditangani dengan baik"),
    ),
    Element(
        "sarana",
        "Sarana dan prasarana",
        "Bagaimana halaman layanan ini dipakai?",
        ("Buruk", "Cukup", "Baik", "Sangat baik"),
    ),
)
