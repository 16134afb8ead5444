"""Which file holds which mother's delivery: one file a delivery, whoever reports it and at whatever moment."""

from chassis.rows import Part
from services.perizinan.domain.duplicates import Span
from services.perizinan.registry.files import as_range


class Deliveries(Part):
    """The claims of deliveries; a constraint of the table decides between two that arrive together."""

    def claim(self, nomor: str, mother: str, span: Span) -> bool:
        """Hold a delivery for a file; False when another file holds it. Waits for one that is just being entered."""
        claimed = self.execute(
            "INSERT INTO delivery_claim (nomor, ibu_nik, masa) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
            *(nomor, mother, as_range(span)),
        )
        return claimed == 1

    def release(self, nomor: str) -> None:
        """Let the delivery be reported again."""
        self.execute("DELETE FROM delivery_claim WHERE nomor = %s", nomor)

    def find_holder(self, mother: str, span: Span) -> str | None:
        """The file that holds a mother's delivery."""
        row = self.row(
            "SELECT nomor FROM delivery_claim WHERE ibu_nik = %s AND masa && %s LIMIT 1", mother, as_range(span)
        )
        return str(row["nomor"]) if row else None
