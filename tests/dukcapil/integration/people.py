"""A handful of people of an invented register: a family of Cimahi, its witnesses, and a family of another city."""

from datetime import date

from chassis.database import Connection

FATHER, MOTHER, SISTER = "3277011505900001", "3277015505920001", "3277015003190001"
WITNESSES = ("3277010101800001", "3277014101850002")
CARD = "3277010101180001"
MARRIAGE_BOOK = "123/45/VI/2017"
# They live in Kota Bandung, which is not served.
BANDUNG_FATHER, BANDUNG_MOTHER, BANDUNG_CARD = "3273011002880001", "3273015002900001", "3273010202160001"
WITNESS_CARD = "3277010101100001"

_RESIDENT = """
    INSERT INTO penduduk (nik, nama, jenis_kelamin, tempat_lahir_kode, tanggal_lahir, agama, pendidikan, pekerjaan,
                          golongan_darah, status_kawin, kewarganegaraan, status)
    VALUES (%s, %s, %s, '32.77', %s, 'ISLAM', 'SLTA/SEDERAJAT', 'WIRASWASTA', 'O', %s, 'WNI', 'AKTIF')
"""
_CARD = """
    INSERT INTO kartu_keluarga (nomor_kk, nik_kepala, alamat, rt, rw, kode_kelurahan, kode_pos, tanggal_terbit, versi,
                                status)
    VALUES (%s, %s, 'JALAN MELATI NO. 7', '003', '005', %s, '40534', '2018-01-01', 1, 'AKTIF')
"""
_MEMBER = "INSERT INTO anggota_keluarga (nomor_kk, nik, urutan, hubungan) VALUES (%s, %s, %s, %s)"
_MARRIAGE = """
    INSERT INTO perkawinan (nik_suami, nik_istri, tercatat, bukti, nomor, tanggal, status)
    VALUES (%s, %s, true, 'BUKU_NIKAH', %s, '2017-06-10', 'AKTIF')
"""
_OLD_DOCUMENT = """
    INSERT INTO dokumen (id, jenis, pemilik, versi, status, kode_verifikasi, tanggal_terbit, penanda_tangan)
    VALUES (gen_random_uuid(), 'KARTU_KELUARGA', %s, 1, 'AKTIF', 'AAAA-0000-0000-0000-0000', '2018-01-01', 'Dinas')
"""


def settle(connection: Connection) -> None:
    """Enter them all; the family's card has a document of the system before ours."""
    _enter(connection, FATHER, "BUDI SANTOSO", date(1990, 5, 15), married=True)
    _enter(connection, MOTHER, "DEWI LESTARI", date(1992, 5, 15), married=True)
    _enter(connection, SISTER, "RANI SANTOSO", date(2019, 3, 10), married=False)
    _house(connection, CARD, "32.77.01.1001", (FATHER, "KEPALA_KELUARGA"), (MOTHER, "ISTRI"), (SISTER, "ANAK"))
    connection.execute(_MARRIAGE, (FATHER, MOTHER, MARRIAGE_BOOK))
    connection.execute(_OLD_DOCUMENT, (CARD,))
    _enter(connection, WITNESSES[0], "AGUS SETIAWAN", date(1980, 1, 1), married=True)
    _enter(connection, WITNESSES[1], "SRI WAHYUNI", date(1985, 1, 1), married=True)
    _house(connection, WITNESS_CARD, "32.77.01.1002", (WITNESSES[0], "KEPALA_KELUARGA"), (WITNESSES[1], "ISTRI"))
    _enter(connection, BANDUNG_FATHER, "DADAN HIDAYAT", date(1988, 2, 10), married=True)
    _enter(connection, BANDUNG_MOTHER, "EUIS KOMARIAH", date(1990, 2, 10), married=True)
    _house(connection, BANDUNG_CARD, "32.73.01.1001", (BANDUNG_FATHER, "KEPALA_KELUARGA"), (BANDUNG_MOTHER, "ISTRI"))
    connection.execute(_MARRIAGE, (BANDUNG_FATHER, BANDUNG_MOTHER, "9/1/II/2015"))


def _enter(connection: Connection, nik: str, name: str, born: date, *, married: bool) -> None:
    sex, marital = "P" if int(nik[6:8]) > 40 else "L", "KAWIN_TERCATAT" if married else "BELUM_KAWIN"
    connection.execute(_RESIDENT, (nik, name, sex, born, marital))


def _house(connection: Connection, card: str, village: str, *members: tuple[str, str]) -> None:
    connection.execute(_CARD, (card, members[0][0], village))
    for place, (nik, relation) in enumerate(members, start=1):
        connection.execute(_MEMBER, (card, nik, place, relation))
