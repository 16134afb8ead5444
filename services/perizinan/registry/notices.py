"""Facility notices: kept as they came, and found by mother and time."""

from pydantic import TypeAdapter

from chassis.rows import Part
from contracts.gateway.birth import AnakDiberitahukan
from contracts.gateway.events import KelahiranDiberitahukan
from services.perizinan.domain.duplicates import Span, delivery
from services.perizinan.domain.matching import Notice
from services.perizinan.registry.files import as_range

_CHILDREN = TypeAdapter(tuple[AnakDiberitahukan, ...])


class Notices(Part):
    """The rows of facility notices."""

    def add(self, told: KelahiranDiberitahukan) -> None:
        """Keep a notice."""
        self.execute(
            "INSERT INTO facility_notice"
            " (nomor, faskes, nomor_surat, ibu_nik, lahir, anak, penolong, diberitahukan_pada)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT DO NOTHING",
            *(told.nomor, told.faskes, told.nomor_surat, told.ibu_nik, as_range(delivery(told.anak))),
            *(_CHILDREN.dump_json(told.anak).decode(), told.penolong, told.diberitahukan_pada),
        )

    def of_mother(self, mother: str, span: Span) -> list[Notice]:
        """What facilities told of a mother's delivery; of a letter that was sent again, the last one counts."""
        rows = self.rows(
            "SELECT faskes, anak::text AS anak FROM (SELECT DISTINCT ON (faskes, nomor_surat) faskes, anak, lahir"
            " FROM facility_notice WHERE ibu_nik = %s ORDER BY faskes, nomor_surat, diberitahukan_pada DESC) AS last"
            " WHERE lahir && %s",
            *(mother, as_range(span)),
        )
        return [Notice(row["faskes"], _CHILDREN.validate_json(row["anak"], strict=False)) for row in rows]
