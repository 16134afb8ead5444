"""Every page of the portal in every state: each a stop with a name and a way there."""

import json
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Page

from chassis.documents.code import new_code
from contracts.dukcapil import events as dukcapil
from contracts.perizinan import events as perizinan
from contracts.types import Galat, Sla, StatusSla
from tests.gateway.double import Reply
from tests.gateway.integration.test_taxes import billed
from tests.gateway.integration.town import Town
from tests.gateway.reports import FAMILY_CARD, MOTHER
from tests.portal import test_complaints as voices
from tests.portal import test_own as own
from tests.portal import test_tax_desk as work
from tests.portal.conftest import enter, enter_as_officer
from tests.portal.pages import follow
from tests.portal.pictures import noise
from tests.portal.reporting import begin, choose, declare_and_send, go_on
from tests.portal.test_correcting import sent_back as sent_back_application
from tests.portal.test_desk import waiting
from tests.portal.test_holding import colleague, held_by
from tests.portal.test_offline import drafted

Stop = Callable[[Page, Town], None]

NOPD = "P.3277.000001.01"
NOBODY_YET = "3277010203900001"


def home(page: Page, town: Town) -> None:
    page.goto("/")


def home_of_a_citizen(page: Page, town: Town) -> None:
    town.accepted(town.citizen())
    enter(page)


def personas(page: Page, town: Town) -> None:
    town.citizen()
    town.officer()
    page.goto("/masuk")


def sign_in_gone_wrong(page: Page, town: Town) -> None:
    page.goto("/masuk/kembali?state=x&code=y")


def not_there(page: Page, town: Town) -> None:
    page.goto("/tidak-ada")


def birth_service(page: Page, town: Town) -> None:
    page.goto("/layanan/kelahiran")


def tax_service(page: Page, town: Town) -> None:
    page.goto("/layanan/pajak")


def report_service(page: Page, town: Town) -> None:
    page.goto("/layanan/laporan-warga")


def written_offline(page: Page, town: Town) -> None:
    page.goto("/lapor/luring")
    page.get_by_label("Nama lengkap").fill("SITI NUR AISYAH")


def first_question(page: Page, town: Town) -> None:
    enter(page)
    begin(page)


def question_filled_in(page: Page, town: Town) -> None:
    known = {"nomor_kk": FAMILY_CARD, "pasangan_nik": MOTHER, "bukti_perkawinan": "BUKU_NIKAH"}
    town.dukcapil.replies["/internal/kependudukan/keluarga"] = Reply.json(known)
    first_question(page, town)
    page.get_by_label("Saya ayahnya").check()
    go_on(page)


def question_with_a_fault(page: Page, town: Town) -> None:
    first_question(page, town)
    page.get_by_label("Saya ayahnya").check()
    go_on(page)
    choose(page, "Apakah ibu", "Ya")
    page.get_by_label("NIK ibu").fill("327701")
    go_on(page)


def question_checked_while_typing(page: Page, town: Town) -> None:
    first_question(page, town)
    page.get_by_label("Saya ayahnya").check()
    go_on(page)
    choose(page, "Apakah ibu", "Ya")
    page.get_by_label("NIK ibu").fill("327701")
    page.get_by_label("NIK ibu").blur()
    page.get_by_text("NIK harus tepat 16 angka.").wait_for()


def choice_without_an_answer(page: Page, town: Town) -> None:
    first_question(page, town)
    go_on(page)


def _jump(slug: str, *, wrong: bool = False) -> Stop:
    def go(page: Page, town: Town) -> None:
        first_question(page, town)
        page.goto(f"/lapor/kelahiran/{slug}")
        if wrong:
            go_on(page)

    return go


def files_with_a_receipt(page: Page, town: Town) -> None:
    enter(page)
    drafted(page, town, **{"pelapor.telepon": "081200000001"})
    page.goto("/lapor/kelahiran/lampiran")
    picture = {"name": "surat.png", "mimeType": "image/png", "buffer": noise()}
    page.get_by_label("Foto atau berkas").set_input_files(picture)  # type: ignore[arg-type]
    page.get_by_role("button", name="Kirim berkas ini").click()
    page.get_by_text("Tanda terima").wait_for()


def check_answers(page: Page, town: Town) -> None:
    files_with_a_receipt(page, town)
    go_on(page)


def check_answers_with_faults(page: Page, town: Town) -> None:
    check_answers(page, town)
    follow(page, page.get_by_role("button", name="Kirim laporan"))


def confirmation(page: Page, town: Town) -> None:
    check_answers(page, town)
    declare_and_send(page)


def no_applications(page: Page, town: Town) -> None:
    enter(page, NOBODY_YET, "SARI DEWI", "/permohonan")


def list_of_applications(page: Page, town: Town) -> None:
    town.accepted(town.citizen())
    enter(page, path="/permohonan")


def under_way(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    until = datetime.now(UTC) + timedelta(hours=5)
    town.step(number, "VERIFIKASI", perizinan)
    running = Sla(status=StatusSla.BERJALAN, batas=until)
    town.step(number, "VERIFIKASI", dukcapil, sla=running)
    enter(page, path=f"/permohonan/{number}")


def sent_back(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    fault = Galat(lokasi="/anak/0/nama", kode="x", pesan="Nama tidak sama dengan surat keterangan lahir.")
    town.step(number, "PERLU_PERBAIKAN", perizinan, perbaikan=(fault,), oleh="PETUGAS", catatan="Mohon diperbaiki.")
    town.step(number, "VERIFIKASI", dukcapil, sla=Sla(status=StatusSla.JEDA, sisa_menit_kerja=200))
    enter(page, path=f"/permohonan/{number}")


def finished(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    for kind, source in (("AKTA_KELAHIRAN", perizinan), ("KARTU_KELUARGA", dukcapil), ("KIA", dukcapil)):
        shown = {"nomor_tersamar": "3277-LU-22112026-0001"} if source is perizinan else {}
        town.document(source, number, kind, **shown)
    town.step(number, "SELESAI", perizinan)
    enter(page, path=f"/permohonan/{number}")


def refused(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    town.step(number, "DITOLAK", perizinan, oleh="PETUGAS", catatan="Saksi menyangkal.")
    enter(page, path=f"/permohonan/{number}")


def withdrawing(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    enter(page, path=f"/permohonan/{number}/tarik")


def survey(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    town.step(number, "SELESAI", perizinan, pada=datetime.now(UTC) - timedelta(minutes=1))
    enter(page, path=f"/permohonan/{number}/survei")


def survey_without_answers(page: Page, town: Town) -> None:
    survey(page, town)
    follow(page, page.get_by_role("button", name="Kirim pendapat"))


def survey_answered(page: Page, town: Town) -> None:
    survey(page, town)
    for group in page.get_by_role("group").all():
        group.get_by_role("radio").nth(2).check()
    follow(page, page.get_by_role("button", name="Kirim pendapat"))


def survey_results(page: Page, town: Town) -> None:
    for service, count in (("KELAHIRAN", 6), ("OMZET", 2)):
        for _ in range(count):
            town.rows(
                "INSERT INTO survey_answer (kota, layanan, triwulan, nilai, saran)"
                " VALUES ('3277', %s, '2026-4', '{4,3,4,4,3,3,4,2,4}', 'Sudah cepat. <b>Terima kasih</b>') RETURNING 1",
                service,
            )
    enter_as_officer(page, town, "KEPALA_DINAS")
    page.goto("/survei")


def sharing(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    enter(page, path=f"/permohonan/{number}/bagikan")
    follow(page, page.get_by_role("button", name="Buat tautan"))


def as_many_links_as_may_be(page: Page, town: Town) -> None:
    sharing(page, town)
    for _ in range(3):
        follow(page, page.get_by_role("button", name="Buat tautan"))


def shared(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    running = Sla(status=StatusSla.BERJALAN, batas=datetime.now(UTC) + timedelta(hours=30))
    town.step(number, "VERIFIKASI", dukcapil, sla=running)
    enter(page, path=f"/permohonan/{number}/bagikan")
    follow(page, page.get_by_role("button", name="Buat tautan"))
    page.goto(page.get_by_label("Tautan", exact=True).input_value())


def no_longer_shared(page: Page, town: Town) -> None:
    page.goto("/bagikan/" + "x" * 43)


def checking(page: Page, town: Town) -> None:
    page.goto("/periksa")


def checking_a_wrong_code(page: Page, town: Town) -> None:
    page.goto("/periksa")
    page.get_by_label("Kode di bawah kotak QR").fill("ABC")
    follow(page, page.get_by_role("button", name="Periksa kode"))


def genuine(page: Page, town: Town) -> None:
    told = town.document(dukcapil, None, "KARTU_KELUARGA")
    page.goto(f"/v/{told['kode_verifikasi']}")


def unknown(page: Page, town: Town) -> None:
    page.goto(f"/v/{new_code()}")


def readers(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    waiting(town, number)
    town.http.get(f"/v1/petugas/permohonan/{number}", headers=town.officer()).raise_for_status()
    enter(page, path="/akses-data")


def no_readers(page: Page, town: Town) -> None:
    enter(page, NOBODY_YET, "SARI DEWI", "/akses-data")


def own_documents(page: Page, town: Town) -> None:
    finished(page, town)
    page.goto("/dokumen-saya")


def no_documents(page: Page, town: Town) -> None:
    enter(page, NOBODY_YET, "SARI DEWI", "/dokumen-saya")


def own_family(page: Page, town: Town) -> None:
    own.on_a_card(town)
    enter(page, path="/keluarga-saya")


def no_family(page: Page, town: Town) -> None:
    town.dukcapil.replies[own.DOOR] = Reply.json({})
    enter(page, NOBODY_YET, "SARI DEWI", "/keluarga-saya")


def register_away(page: Page, town: Town) -> None:
    town.dukcapil.replies[own.DOOR] = Reply(b"", 503)
    enter(page, path="/keluarga-saya")


def mending(page: Page, town: Town) -> None:
    number = sent_back_application(town, "/anak/0/nama")
    enter(page, path=f"/permohonan/{number}/perbaikan")


def queue(page: Page, town: Town) -> None:
    numbers = [town.accepted(town.citizen()) for _ in range(3)]
    running = Sla(status=StatusSla.BERJALAN, batas=datetime.now(UTC) + timedelta(hours=30))
    town.step(numbers[1], "VERIFIKASI", dukcapil, sla=running)
    waiting(town, *numbers)
    enter_as_officer(page, town)


def empty_queue(page: Page, town: Town) -> None:
    waiting(town)
    enter_as_officer(page, town)


def search_in_vain(page: Page, town: Town) -> None:
    empty_queue(page, town)
    page.get_by_label("Nomor permohonan").fill("KL-3277-20261127-000001-1")
    follow(page, page.get_by_role("button", name="Cari"))


def queue_away(page: Page, town: Town) -> None:
    town.perizinan.replies["/internal/antrian"] = Reply(b"", 503)
    enter_as_officer(page, town)


def file_to_decide(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    waiting(town, number)
    enter_as_officer(page, town)
    page.goto(f"/petugas/berkas/{number}")


def file_in_my_hands(page: Page, town: Town) -> None:
    colleague(town)
    file_to_decide(page, town)
    follow(page, page.get_by_role("button", name="Pegang berkas"))
    page.get_by_text("Serahkan ke rekan").click()


def file_in_a_colleagues_hands(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    waiting(town, number)
    held_by(town, number, colleague(town))
    enter_as_officer(page, town)
    page.goto(f"/petugas/berkas/{number}")


def file_to_send_back(page: Page, town: Town) -> None:
    file_to_decide(page, town)
    page.get_by_label("Minta perbaikan").check()


def file_with_a_fault(page: Page, town: Town) -> None:
    file_to_decide(page, town)
    page.get_by_label("Tolak").check()
    follow(page, page.get_by_role("button", name="Catat keputusan"))


def wallboard(page: Page, town: Town) -> None:
    number = town.accepted(town.citizen())
    town.step(number, "SELESAI", perizinan)
    late = town.accepted(town.citizen())
    over = Sla(status=StatusSla.BERJALAN, batas=datetime.now(UTC) - timedelta(hours=1))
    town.step(late, "VERIFIKASI", dukcapil, sla=over)
    town.document(dukcapil, None, "KIA")
    town.perizinan.replies["/readyz"] = Reply.json({})
    enter_as_officer(page, town)
    page.goto("/papan")


def taxpayer(page: Page, town: Town) -> None:
    due = {"masa": "2026-10", "batas_bayar": "2026-11-13", "batas_lapor": "2026-11-20", "status": "BELUM"}
    thing = {"nopd": NOPD, "jenis": "MAKANAN_MINUMAN", "golongan": "UMUM", "nama": "WARUNG <b>SEDERHANA</b>"}
    bill = {"kode_bayar": "327700000000000018", "pokok": 12_500_000, "sanksi": 125_000, "jumlah": 12_625_000}
    told = {
        "npwpd": "P.3277.000001",
        "nama": "BUDI SANTOSO",
        "jenis_wp": "ORANG",
        "terdaftar_pada": "2026-09-01T00:00:00+07:00",
        "ditutup_pada": None,
        "kswpd": {"status": "TIDAK_VALID", "alasan": ["TUNGGAKAN"]},
        "objek": [{**thing, "mulai": "2026-09-01", "ditutup": None, "belum_dilaporkan": [due]}],
        "tagihan": [
            {
                **bill,
                "terbayar": 0,
                "jatuh_tempo": "2026-11-13",
                "status": "TERBIT",
                "jenis": "SPTPD",
                "nopd": NOPD,
                "masa": "2026-09",
                "dokumen": [],
            }
        ],
        "surat": [],
    }
    town.pajak.replies["/internal/wajib-pajak"] = Reply.json({"wajib_pajak": [told]})
    months = [
        {
            "masa": f"2026-{month:02}",
            "omzet": 10**8,
            "pokok": month * 10**6,
            "dibayar": month * 10**6,
            "status": "DITERIMA",
        }
        for month in range(9, 0, -1)
    ]
    history = {"nopd": NOPD, "nama": "WARUNG SEDERHANA", "masa": months}
    town.pajak.replies["/internal/objek/"] = Reply.json(history)
    enter(page, path="/pajak-saya")


def no_taxpayer(page: Page, town: Town) -> None:
    town.pajak.replies["/internal/wajib-pajak"] = Reply.json({"wajib_pajak": []})
    enter(page, path="/pajak-saya")


def tax_away(page: Page, town: Town) -> None:
    town.pajak.replies["/internal/wajib-pajak"] = Reply(b"", 503)
    enter(page, path="/pajak-saya")


def registering(page: Page, town: Town) -> None:
    enter(page, path="/pajak-saya/daftar")


def registering_wrongly(page: Page, town: Town) -> None:
    registering(page, town)
    follow(page, page.get_by_role("button", name="Kirim"))


def turnover(page: Page, town: Town) -> None:
    taxpayer(page, town)
    follow(page, page.get_by_role("link", name="Laporkan omzet"))


def turnover_without_amount(page: Page, town: Town) -> None:
    turnover(page, town)
    follow(page, page.get_by_role("button", name="Kirim"))


def tax_desk(page: Page, town: Town) -> None:
    number = billed(town)
    work.desk(town, number)
    work.years(town, number)
    work.filed(town, number)
    town.rows("DELETE FROM tax_proposal RETURNING 1")
    proposal = {"nopd": NOPD, "masa": "2026-09", "jenis": "SKPDKB", "pajak_terutang": 8_000_000, "dasar": "LHP-1"}
    other = colleague(town, "PETUGAS_PAJAK", identity=work.COLLEAGUE)
    town.rows(
        "INSERT INTO tax_proposal (id, jenis, kota, isi, diusulkan_oleh, diusulkan_pada)"
        " VALUES (gen_random_uuid(), 'KETETAPAN', '3277', %s, %s, now()) RETURNING 1",
        *(json.dumps(proposal), other),
    )
    work.enter_tax_desk(page, town)


def empty_tax_desk(page: Page, town: Town) -> None:
    work.desk(town)
    town.rows("DELETE FROM tax_proposal RETURNING 1")
    work.enter_tax_desk(page, town)


def tax_search_in_vain(page: Page, town: Town) -> None:
    empty_tax_desk(page, town)
    page.get_by_label("NOPD atau nomor").fill("X.1")
    follow(page, page.get_by_role("button", name="Cari"))


def tax_request(page: Page, town: Town) -> None:
    tax_desk(page, town)
    follow(page, page.get_by_role("link", name="PD-").or_(page.get_by_role("link", name="OM-")).first)


def tax_request_with_a_fault(page: Page, town: Town) -> None:
    tax_request(page, town)
    work.record(page)


def tax_objection(page: Page, town: Town) -> None:
    tax_desk(page, town)
    follow(page, page.get_by_role("link", name=work.LETTER))


def tax_proposal(page: Page, town: Town) -> None:
    tax_desk(page, town)
    follow(page, page.get_by_role("link", name="Usulan ketetapan"))


def tax_object(page: Page, town: Town) -> None:
    tax_desk(page, town)
    follow(page, page.get_by_role("link", name=work.NOPD))


def tax_return(page: Page, town: Town) -> None:
    tax_object(page, town)
    follow(page, page.get_by_role("link", name="Oktober 2026"))


def tax_instalments(page: Page, town: Town) -> None:
    tax_desk(page, town)
    page.goto(f"/petugas/pajak/tagihan/{work.CODE}/angsuran")


def tax_audit(page: Page, town: Town) -> None:
    tax_desk(page, town)
    page.goto(f"/petugas/pajak/objek/{work.NOPD}/pemeriksaan")


def tax_assessment(page: Page, town: Town) -> None:
    tax_desk(page, town)
    page.goto(f"/petugas/pajak/objek/{work.NOPD}/ketetapan")


def tax_registration_by_the_office(page: Page, town: Town) -> None:
    tax_desk(page, town)
    follow(page, page.get_by_role("link", name="Usulkan pendaftaran"))


def no_complaints(page: Page, town: Town) -> None:
    enter(page, NOBODY_YET, "SARI DEWI", "/aduan")


def complaints_of_mine(page: Page, town: Town) -> None:
    voices.reported(page, town)
    page.goto("/aduan")


def report_of_the_city(page: Page, town: Town) -> None:
    enter(page, path="/aduan/baru")


def report_with_faults(page: Page, town: Town) -> None:
    report_of_the_city(page, town)
    voices.send(page)


def report_answered(page: Page, town: Town) -> None:
    number = voices.reported(page, town)
    town.rows(
        "INSERT INTO complaint_step (nomor, at, status, note) VALUES (%s, now(), 'SELESAI', 'Lampu sudah diganti.')"
        " RETURNING 1",
        number,
    )
    town.rows("UPDATE complaint SET status = 'SELESAI' WHERE nomor = %s RETURNING 1", number)
    page.reload()


def complaint_of_a_decision(page: Page, town: Town) -> None:
    number = voices.refused(town)
    enter(page, path=f"/permohonan/{number}/aduan")


def complaints_desk(page: Page, town: Town) -> None:
    number = voices.reported(page, town)
    late = "UPDATE complaint SET answer_by = current_date - 20 WHERE nomor = %s RETURNING 1"
    town.rows(late, number)
    page.context.clear_cookies()
    enter_as_officer(page, town, "PETUGAS_OPD")


def empty_complaints_desk(page: Page, town: Town) -> None:
    town.rows("UPDATE complaint SET status = 'SELESAI' RETURNING 1")
    enter_as_officer(page, town, "PETUGAS_OPD")


def complaint_to_answer(page: Page, town: Town) -> None:
    complaints_desk(page, town)
    follow(page, page.get_by_role("link", name="AD-").first)


def complaint_answered_without_words(page: Page, town: Town) -> None:
    complaint_to_answer(page, town)
    follow(page, page.get_by_role("button", name="Catat jawaban"))


def indicators(page: Page, town: Town) -> None:
    town.accepted(town.citizen())
    enter_as_officer(page, town, "KEPALA_DINAS")
    page.goto("/indikator")


def delegation(page: Page, town: Town) -> None:
    enter_as_officer(page, town, "KEPALA_DINAS")
    [head] = town.rows("SELECT id FROM officer WHERE peran = 'KEPALA_DINAS' AND nama = 'ANI' AND kota = '3277'")
    town.rows("DELETE FROM officer_delegation RETURNING 1")
    # Of days that are long to come: nobody acts while other pages are looked at.
    town.rows(
        "INSERT INTO officer_delegation VALUES (gen_random_uuid(), %s, 'KEPALA_DINAS', '3277', '2036-01-01',"
        " '2036-01-05', '800/12/SETDA', %s, now()) RETURNING 1",
        *(colleague(town), head["id"]),
    )
    page.goto("/petugas/pelimpahan")


def delegation_without_answers(page: Page, town: Town) -> None:
    delegation(page, town)
    follow(page, page.get_by_role("button", name="Tunjuk"))


STOPS: Mapping[str, Stop] = {
    "beranda": home,
    "beranda-warga": home_of_a_citizen,
    "masuk-persona": personas,
    "masuk-gagal": sign_in_gone_wrong,
    "tidak-ditemukan": not_there,
    "layanan-kelahiran": birth_service,
    "layanan-pajak": tax_service,
    "layanan-laporan-warga": report_service,
    "lapor-luring": written_offline,
    "lapor-pelapor": first_question,
    "lapor-pelapor-galat": choice_without_an_answer,
    "lapor-ibu-terisi": question_filled_in,
    "lapor-ibu-galat": question_with_a_fault,
    "lapor-ibu-cek": question_checked_while_typing,
    "lapor-perkawinan": _jump("perkawinan"),
    "lapor-waktu": _jump("anak-1-waktu"),
    "lapor-waktu-galat": _jump("anak-1-waktu", wrong=True),
    "lapor-tempat": _jump("anak-1-tempat"),
    "lapor-ukuran-galat": _jump("anak-1-ukuran", wrong=True),
    "lapor-surat": _jump("surat-lahir"),
    "lapor-saksi": _jump("saksi"),
    "lapor-kontak": _jump("kontak"),
    "lapor-lampiran": files_with_a_receipt,
    "lapor-periksa": check_answers,
    "lapor-periksa-galat": check_answers_with_faults,
    "lapor-terkirim": confirmation,
    "permohonan-kosong": no_applications,
    "permohonan": list_of_applications,
    "permohonan-berjalan": under_way,
    "permohonan-perlu-perbaikan": sent_back,
    "permohonan-selesai": finished,
    "permohonan-ditolak": refused,
    "permohonan-tarik": withdrawing,
    "permohonan-survei": survey,
    "permohonan-survei-galat": survey_without_answers,
    "permohonan-survei-terima-kasih": survey_answered,
    "survei-hasil": survey_results,
    "indikator": indicators,
    "permohonan-bagikan": sharing,
    "permohonan-bagikan-galat": as_many_links_as_may_be,
    "bagikan": shared,
    "bagikan-tutup": no_longer_shared,
    "aduan": complaints_of_mine,
    "aduan-kosong": no_complaints,
    "aduan-baru": report_of_the_city,
    "aduan-baru-galat": report_with_faults,
    "aduan-selesai": report_answered,
    "aduan-keputusan": complaint_of_a_decision,
    "meja-aduan": complaints_desk,
    "meja-aduan-kosong": empty_complaints_desk,
    "meja-aduan-satu": complaint_to_answer,
    "meja-aduan-galat": complaint_answered_without_words,
    "dokumen-saya": own_documents,
    "dokumen-saya-kosong": no_documents,
    "keluarga-saya": own_family,
    "keluarga-saya-kosong": no_family,
    "keluarga-saya-tidak-terjangkau": register_away,
    "akses-data": readers,
    "akses-data-kosong": no_readers,
    "perbaikan": mending,
    "petugas-antrian": queue,
    "petugas-antrian-kosong": empty_queue,
    "petugas-cari-galat": search_in_vain,
    "petugas-antrian-tidak-terjangkau": queue_away,
    "petugas-berkas": file_to_decide,
    "petugas-berkas-dipegang": file_in_my_hands,
    "petugas-berkas-dipegang-rekan": file_in_a_colleagues_hands,
    "petugas-pelimpahan": delegation,
    "petugas-pelimpahan-galat": delegation_without_answers,
    "petugas-berkas-perbaikan": file_to_send_back,
    "petugas-berkas-galat": file_with_a_fault,
    "pajak": taxpayer,
    "pajak-kosong": no_taxpayer,
    "pajak-tidak-terjangkau": tax_away,
    "pajak-daftar": registering,
    "pajak-daftar-galat": registering_wrongly,
    "pajak-omzet": turnover,
    "pajak-omzet-galat": turnover_without_amount,
    "meja-pajak": tax_desk,
    "meja-pajak-kosong": empty_tax_desk,
    "meja-pajak-cari-galat": tax_search_in_vain,
    "meja-pajak-permohonan": tax_request,
    "meja-pajak-permohonan-galat": tax_request_with_a_fault,
    "meja-pajak-keberatan": tax_objection,
    "meja-pajak-usulan": tax_proposal,
    "meja-pajak-objek": tax_object,
    "meja-pajak-sptpd": tax_return,
    "meja-pajak-angsuran": tax_instalments,
    "meja-pajak-pemeriksaan": tax_audit,
    "meja-pajak-ketetapan": tax_assessment,
    "meja-pajak-pendaftaran-jabatan": tax_registration_by_the_office,
    "papan": wallboard,
    "periksa": checking,
    "periksa-galat": checking_a_wrong_code,
    "periksa-asli": genuine,
    "periksa-tidak-dikenal": unknown,
}
