"""The questions of a birth report, in their order: which of them are asked follows from the answers so far."""

from collections.abc import Callable

from contracts.gateway.birth import JUMLAH_KEMBAR, JenisKelahiran
from services.gateway.portal.asking import NO, YES, Answers, Field, Question
from services.gateway.portal.birth import choices as of


def questions(answers: Answers) -> tuple[Question, ...]:
    """Every question that these answers lead to."""
    every = (*_PARENTS, *_children(answers), *_PROOFS)
    return tuple(question for question in every if question.asked(answers))


def children_of(answers: Answers) -> int:
    """How many children the report is about."""
    kind = answers.get("anak.jenis_kelahiran", "")
    return JUMLAH_KEMBAR.get(JenisKelahiran(kind), 1) if kind in JenisKelahiran.__members__ else 1


def _has(name: str, value: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get(name) == value


def _unmarried_parents(answers: Answers) -> bool:
    both = answers.get("ibu.ada") == YES and answers.get("ayah.ada") == YES
    return both and answers.get("perkawinan.bukti") == "TIDAK_ADA"


def _parent(who: str, label: str, hint: str) -> Question:
    return Question(
        who,
        f"Siapa {label} anak?",
        (
            Field(
                f"{who}.ada",
                f"Apakah {label} dicantumkan di akta?",
                f"Pilih apakah {label} dicantumkan di akta.",
                "pilih",
                choices=of.YES_NO,
            ),
            Field(
                f"{who}.nik",
                f"NIK {label}",
                f"Isi NIK {label}: 16 angka di KTP.",
                "nik",
                "16 angka, ada di KTP dan kartu keluarga.",
                when=(f"{who}.ada", YES),
            ),
        ),
        hint,
        also=(f"/{who}",),
    )


_PARENTS = (
    Question(
        "pelapor",
        "Apa hubungan Anda dengan anak ini?",
        (
            Field(
                "pelapor.hubungan", "Hubungan Anda", "Pilih hubungan Anda dengan anak.", "pilih", choices=of.RELATIONS
            ),
        ),
    ),
    _parent("ibu", "ibu", "Pilih Tidak hanya bila ibu anak ini tidak diketahui."),
    _parent("ayah", "ayah", "Pilih Tidak bila anak dicatat sebagai anak seorang ibu."),
    Question(
        "kartu-keluarga",
        "Anak akan masuk ke kartu keluarga nomor berapa?",
        (
            Field(
                "nomor_kk",
                "Nomor kartu keluarga",
                "Isi nomor kartu keluarga: 16 angka di bagian atas kartu.",
                "nik",
                "16 angka, tertulis di bagian atas kartu keluarga.",
            ),
        ),
    ),
    Question(
        "perkawinan",
        "Apa bukti perkawinan ayah dan ibu?",
        (
            Field(
                "perkawinan.bukti",
                "Bukti perkawinan",
                "Pilih bukti perkawinan, atau Tidak ada.",
                "pilih",
                choices=of.MARRIAGES,
            ),
            Field(
                "perkawinan.nomor",
                "Nomor buku nikah atau akta perkawinan",
                "Isi nomor buku nikah atau akta perkawinan.",
                hint="Kosongkan bila tidak ada bukti.",
                optional=True,
            ),
        ),
        also=("/perkawinan",),
    ),
    Question(
        "sptjm-suami-istri",
        "Apakah ayah dan ibu tertulis sebagai suami istri di kartu keluarga?",
        (
            Field(
                "sptjm.suami_istri",
                "Suami istri di kartu keluarga",
                "Pilih Ya atau Tidak.",
                "pilih",
                choices=of.YES_NO,
            ),
        ),
        "Dengan memilih Ya, Anda menyatakan dengan tanggung jawab penuh (SPTJM) bahwa mereka suami istri. Akta akan "
        "menyebut bahwa perkawinannya belum tercatat.",
        _unmarried_parents,
        ("/sptjm",),
    ),
    Question(
        "jenis-kelahiran",
        "Berapa anak yang lahir?",
        (Field("anak.jenis_kelahiran", "Jumlah anak", "Pilih berapa anak yang lahir.", "pilih", choices=of.BIRTHS),),
        also=("/anak", *(f"/anak/{place}/jenis_kelahiran" for place in range(4))),
    ),
)

_PROOFS = (
    Question(
        "surat-lahir",
        "Apakah Anda punya surat keterangan lahir?",
        (
            Field("surat.ada", "Surat keterangan lahir", "Pilih Ya atau Tidak.", "pilih", choices=of.YES_NO),
            Field(
                "surat_keterangan_lahir.nomor",
                "Nomor surat",
                "Isi nomor surat keterangan lahir.",
                hint="Tertulis di bagian atas surat.",
                when=("surat.ada", YES),
            ),
            Field(
                "surat_keterangan_lahir.faskes",
                "Dari mana surat itu",
                "Pilih rumah sakit, puskesmas atau bidan yang memberi surat.",
                "daftar",
                choices=of.FACILITIES,
                when=("surat.ada", YES),
            ),
        ),
        "Surat ini diberi oleh rumah sakit, puskesmas atau bidan.",
        also=("/surat_keterangan_lahir",),
    ),
    Question(
        "sptjm-kelahiran",
        "Pernyataan pengganti surat keterangan lahir",
        (
            Field(
                "sptjm.kelahiran",
                "Saya menyatakan dengan tanggung jawab penuh bahwa data kelahiran ini benar.",
                "Centang pernyataan ini, atau kembali dan isi surat keterangan lahir.",
                "centang",
            ),
        ),
        "Tanpa surat, Anda dan dua saksi menanggung kebenaran data ini (SPTJM). Petugas akan memeriksanya.",
        _has("surat.ada", NO),
    ),
    Question(
        "saksi",
        "Siapa dua saksi kelahiran?",
        (
            Field("saksi.0.nik", "NIK saksi pertama", "Isi NIK saksi pertama: 16 angka di KTP.", "nik"),
            Field("saksi.1.nik", "NIK saksi kedua", "Isi NIK saksi kedua: 16 angka di KTP.", "nik"),
        ),
        "Dua orang dewasa yang tahu tentang kelahiran ini.",
        also=("/saksi",),
    ),
    Question(
        "kontak",
        "Ke mana kami memberi kabar?",
        (
            Field("pelapor.telepon", "Nomor telepon", "", "telepon", "Contoh: 0812 3456 7890", optional=True),
            Field("pelapor.surel", "Alamat surel (email)", "", "surel", "Contoh: nama@contoh.id", optional=True),
        ),
        "Boleh dikosongkan. Kemajuan laporan selalu bisa Anda lihat di sini.",
    ),
)


def _children(answers: Answers) -> tuple[Question, ...]:
    count = children_of(answers)
    return tuple(question for place in range(count) for question in _child(place, count))


def _child(place: int, count: int) -> tuple[Question, ...]:
    who = "anak" if count == 1 else f"anak ke-{place + 1}"
    at, slug = f"anak.{place}", f"anak-{place + 1}"
    return (
        Question(
            f"{slug}-nama",
            f"Siapa nama {who}?",
            (
                Field(
                    f"{at}.nama",
                    "Nama lengkap",
                    "Isi nama anak.",
                    hint="Paling sedikit dua kata, paling banyak 60 huruf, tanpa gelar dan tanpa singkatan.",
                ),
            ),
        ),
        Question(
            f"{slug}-kelamin",
            f"Apa jenis kelamin {who}?",
            (
                Field(
                    f"{at}.jenis_kelamin", "Jenis kelamin", "Pilih jenis kelamin anak.", "pilih", choices=of.SEXES
                ),
            ),
        ),
        Question(
            f"{slug}-waktu",
            f"Kapan {who} lahir?",
            (Field(f"{at}.waktu_lahir", "Waktu lahir", "Isi tanggal dan jam lahir.", "waktu"),),
        ),
        Question(
            f"{slug}-tempat",
            f"Di mana {who} lahir?",
            (
                Field(f"{at}.tempat_dilahirkan", "Tempat lahir", "Pilih tempat lahir.", "pilih", choices=of.PLACES),
                Field(
                    f"{at}.tempat_lahir", "Kota atau kabupaten", "Pilih kota atau kabupaten.", "daftar",
                    choices=of.REGENCIES,
                ),
                Field(
                    f"{at}.penolong", "Penolong", "Pilih siapa yang menolong.", "pilih", choices=of.ATTENDANTS
                ),
            ),
        ),
        Question(
            f"{slug}-ukuran",
            f"Berapa berat dan panjang {who}?",
            (
                Field(f"{at}.berat_gram", "Berat (gram)", "Isi berat lahir dalam gram.", "angka", "Contoh: 3100"),
                Field(f"{at}.panjang_cm", "Panjang (cm)", "Isi panjang anak dalam cm.", "angka", "Contoh: 49"),
                Field(
                    f"{at}.kelahiran_ke", "Anak ke berapa dari ibu ini", "Isi anak ke berapa.", "angka", "Contoh: 2"
                ),
            ),
        ),
    )  # fmt: skip
