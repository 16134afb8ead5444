"""Family cards and their versions: rows ↔ domain."""

import json
from datetime import datetime

from psycopg.rows import DictRow

from chassis.rows import Part
from services.dukcapil.domain.family_card import CardStatus, FamilyCard, Member, Relation
from services.dukcapil.domain.nik import Nik


class Cards(Part):
    """The family cards as they stand now, and every version that was made here."""

    def find(self, number: str) -> FamilyCard | None:
        """A card as it stands now, or None."""
        return self._card(self.row("SELECT * FROM kartu_keluarga WHERE nomor_kk = %s", number))

    def lock(self, number: str) -> FamilyCard | None:
        """A card as it stands now, held until the transaction ends: two births cannot overwrite each other."""
        return self._card(self.row("SELECT * FROM kartu_keluarga WHERE nomor_kk = %s FOR UPDATE", number))

    def find_version(self, number: str, version: int) -> FamilyCard | None:
        """A card as it stood in a version that was made here, or None."""
        kept = self.row("SELECT isi FROM riwayat_keluarga WHERE nomor_kk = %s AND versi = %s", number, version)
        now = self.row("SELECT * FROM kartu_keluarga WHERE nomor_kk = %s", number)
        if kept is None or now is None:
            return None
        then = kept["isi"]
        members = tuple(Member(Nik(nik), place, Relation(relation)) for nik, place, relation in then.pop("anggota"))
        return _of({**now, **then, "versi": version}, members)

    def keep(self, card: FamilyCard, *, what: str, nomor: str, at: datetime) -> None:
        """Make a new version of a locked card the one that stands, and keep it in the history."""
        update = "UPDATE kartu_keluarga SET versi = %s, tanggal_terbit = %s WHERE nomor_kk = %s AND versi = %s"
        if self.execute(update, card.versi, card.tanggal_terbit, card.nomor, card.versi - 1) != 1:
            raise RuntimeError("the card was not locked before it was changed")
        self._keep_members(card)
        self.execute(
            """
            INSERT INTO riwayat_keluarga (nomor_kk, versi, peristiwa, nomor, event_id, isi, pada)
            VALUES (%s, %s, %s, %s, %s, %s, %s)
            """,
            *(card.nomor, card.versi, what, nomor, self.registry.cause_id, _content(card), at),
        )

    def _keep_members(self, card: FamilyCard) -> None:
        staying = [member.nik for member in card.anggota]
        self.execute("DELETE FROM anggota_keluarga WHERE nomor_kk = %s AND nik <> ALL(%s)", card.nomor, staying)
        self.execute_each(
            """
            INSERT INTO anggota_keluarga (nik, nomor_kk, urutan, hubungan) VALUES (%s, %s, %s, %s)
            ON CONFLICT (nik) DO UPDATE SET urutan = excluded.urutan, hubungan = excluded.hubungan
            WHERE anggota_keluarga.nomor_kk = excluded.nomor_kk
            """,
            [(member.nik, card.nomor, member.urutan, member.hubungan) for member in card.anggota],
        )

    def _card(self, row: DictRow | None) -> FamilyCard | None:
        if row is None:
            return None
        members = self.rows(
            "SELECT nik, urutan, hubungan FROM anggota_keluarga WHERE nomor_kk = %s ORDER BY urutan", row["nomor_kk"]
        )
        return _of(row, tuple(Member(Nik(m["nik"]), m["urutan"], Relation(m["hubungan"])) for m in members))


def _of(row: DictRow, members: tuple[Member, ...]) -> FamilyCard:
    return FamilyCard(
        nomor=row["nomor_kk"],
        nik_kepala=Nik(row["nik_kepala"]),
        alamat=row["alamat"],
        rt=row["rt"],
        rw=row["rw"],
        kode_kelurahan=row["kode_kelurahan"],
        kode_pos=row["kode_pos"],
        tanggal_terbit=row["tanggal_terbit"],
        versi=row["versi"],
        status=CardStatus(row["status"]),
        anggota=members,
    )


def _content(card: FamilyCard) -> str:
    """A version as its history keeps it: what is printed and may change later."""
    return json.dumps(
        {
            "nik_kepala": card.nik_kepala,
            "alamat": card.alamat,
            "rt": card.rt,
            "rw": card.rw,
            "kode_kelurahan": card.kode_kelurahan,
            "kode_pos": card.kode_pos,
            "anggota": [(member.nik, member.urutan, member.hubungan) for member in card.anggota],
        }
    )
