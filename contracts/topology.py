"""Who listens to what: event type → the queues that each get a copy. The broker is set up from this table alone."""

EXCHANGE = "terpadu.events"

SUBSCRIPTIONS: dict[str, tuple[str, ...]] = {
    "gateway.kelahiran_dilaporkan.v1": ("perizinan.open_birth_file",),
    "gateway.kelahiran_diberitahukan.v1": ("perizinan.match_facility_notice",),
    "gateway.perbaikan_diajukan.v1": ("perizinan.correct_birth_file",),
    "gateway.permohonan_ditarik.v1": ("perizinan.withdraw_birth_file",),
    "gateway.putusan_petugas_dicatat.v1": ("perizinan.apply_officer_decision",),
    "gateway.pembatalan_akta_diputuskan.v1": ("perizinan.annul_deed",),
    "perizinan.berkas_kelahiran_siap_diverifikasi.v1": ("dukcapil.verify_birth",),
    "perizinan.akta_kelahiran_disetujui.v1": ("perizinan.render_deed",),
    "perizinan.akta_kelahiran_terbit.v1": ("dukcapil.record_birth", "gateway.track_documents"),
    "perizinan.akta_kelahiran_dibatalkan.v1": ("dukcapil.reverse_birth",),
    "perizinan.permohonan_berubah_status.v1": ("dukcapil.follow_application", "gateway.track_application"),
    "perizinan.dokumen_terbit.v1": ("gateway.track_documents",),
    "perizinan.dokumen_dicabut.v1": ("gateway.track_documents",),
    "dukcapil.data_kelahiran_terverifikasi.v1": ("perizinan.assess_verification",),
    "dukcapil.data_kelahiran_perlu_perbaikan.v1": ("perizinan.assess_verification",),
    "dukcapil.data_kelahiran_ditolak.v1": ("perizinan.assess_verification",),
    "dukcapil.paket_disusun.v1": ("dukcapil.render_package",),
    "dukcapil.kk_terbit.v1": ("gateway.track_documents",),
    "dukcapil.kia_terbit.v1": ("gateway.track_documents",),
    "dukcapil.paket_3in1_selesai.v1": ("gateway.track_package",),
    "dukcapil.paket_3in1_mendekati_batas.v1": ("gateway.track_package",),
    "dukcapil.paket_3in1_terlambat.v1": ("gateway.track_package",),
    "dukcapil.paket_3in1_gagal.v1": ("perizinan.compensate_package",),
    "dukcapil.permohonan_berubah_status.v1": ("gateway.track_application",),
    "dukcapil.dokumen_terbit.v1": ("gateway.track_documents",),
    "dukcapil.dokumen_digantikan.v1": ("gateway.track_documents",),
    "dukcapil.dokumen_dicabut.v1": ("gateway.track_documents",),
    "gateway.wajib_pajak_mendaftar.v1": ("pajak.register_taxpayer",),
    "gateway.perubahan_wajib_pajak_diajukan.v1": ("pajak.change_taxpayer",),
    "gateway.putusan_pajak_dicatat.v1": ("pajak.verify_registration",),
    "gateway.pendaftaran_jabatan_diputuskan.v1": ("pajak.register_ex_officio",),
    "gateway.omzet_dilaporkan.v1": ("pajak.report_turnover",),
    "gateway.pembayaran_diterima.v1": ("pajak.receive_payment",),
    "gateway.pembayaran_dibalik.v1": ("pajak.reverse_payment",),
    "gateway.pemeriksaan_pajak_dimulai.v1": ("pajak.begin_audit",),
    "gateway.ketetapan_pajak_diputuskan.v1": ("pajak.assess_period",),
    "gateway.keberatan_pajak_diajukan.v1": ("pajak.file_objection",),
    "gateway.keberatan_pajak_diputuskan.v1": ("pajak.decide_objection",),
    "gateway.angsuran_pajak_disetujui.v1": ("pajak.grant_instalments",),
    "gateway.rekaman_transaksi_dikirim.v1": ("pajak.take_recordings",),
    "pajak.dokumen_disusun.v1": ("pajak.render_document",),
    "pajak.wajib_pajak_terdaftar.v1": ("gateway.track_tax",),
    "pajak.wajib_pajak_ditutup.v1": ("gateway.track_tax",),
    "pajak.tagihan_terbit.v1": ("gateway.track_tax",),
    "pajak.tagihan_dibatalkan.v1": ("gateway.track_tax",),
    "pajak.pembayaran_dibukukan.v1": ("gateway.track_tax",),
    "pajak.sptpd_diterima.v1": ("gateway.track_tax",),
    "pajak.sptpd_terlambat.v1": ("gateway.track_tax",),
    "pajak.pengingat_dibuat.v1": ("gateway.track_tax",),
    "pajak.anomali_terdeteksi.v1": ("gateway.track_tax",),
    "pajak.kswpd_berubah.v1": ("gateway.track_tax",),
    "pajak.sanksi_dijatuhkan.v1": ("gateway.track_tax",),
    "pajak.permohonan_berubah_status.v1": ("gateway.track_application",),
    "pajak.dokumen_terbit.v1": ("gateway.track_documents",),
    "pajak.dokumen_dicabut.v1": ("gateway.track_documents",),
}


def queues() -> tuple[str, ...]:
    """Every queue once, in the order of the table."""
    return tuple(dict.fromkeys(queue for subscribed in SUBSCRIPTIONS.values() for queue in subscribed))


def services() -> tuple[str, ...]:
    """Every service that listens, by the first part of its queues' names."""
    return tuple(dict.fromkeys(queue.partition(".")[0] for queue in queues()))
