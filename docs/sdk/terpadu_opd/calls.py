"""What an agency can ask of the city, each as one flow."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from terpadu_opd import models
from terpadu_opd.flow import Flow, Session


def verify_resident(session: Session, asked: models.VerifikasiKependudukan) -> Flow[models.HasilVerifikasiKependudukan]:
    """Compare what the agency knows with the register."""
    answer = yield from session.call("POST", "/v1/kependudukan/verifikasi", body=_sent(asked))
    return models.HasilVerifikasiKependudukan.model_validate_json(answer.content)


def subscribe(  # noqa: PLR0913  a subscription is its parts
    session: Session,
    types: Sequence[str],
    url: str,
    *,
    cities: Sequence[str] = (),
    after: str | None = None,
    key: str | None = None,
) -> Flow[models.Langganan]:
    """Have events sent to `url`; the answer holds the secret that checks them."""
    body = {"jenis": [*types], "kota": [*cities], "url": url} | ({"setelah": after} if after is not None else {})
    answer = yield from session.call("POST", "/v1/langganan", body=body, key=key or _new_key())
    return models.Langganan.model_validate_json(answer.content)


def subscriptions(session: Session) -> Flow[Sequence[models.Langganan]]:
    """All that the agency has."""
    answer = yield from session.call("GET", "/v1/langganan")
    return models.DaftarLangganan.model_validate_json(answer.content).langganan


def unsubscribe(session: Session, subscription: str) -> Flow[None]:
    """End one."""
    yield from session.call("DELETE", f"/v1/langganan/{subscription}")


def send_test(session: Session, subscription: str, *, event_type: str | None = None) -> Flow[str]:
    """Have a test event, or a made-up example of a type, sent; its id."""
    body = {"jenis": event_type} if event_type else {}
    answer = yield from session.call("POST", f"/v1/langganan/{subscription}/uji", body=body, key=_new_key())
    return models.UjiDiminta.model_validate_json(answer.content).acara_id


def rotate_secret(session: Session, subscription: str, *, overlap_hours: int = 24) -> Flow[models.RahasiaBaru]:
    """A new secret; meanwhile every webhook bears both signatures."""
    path, body = f"/v1/langganan/{subscription}/rahasia", {"tumpang_tindih_jam": overlap_hours}
    answer = yield from session.call("POST", path, body=body, key=_new_key())
    return models.RahasiaBaru.model_validate_json(answer.content)


def replay(
    session: Session, subscription: str, *, after: str | None = None, since: datetime | None = None
) -> Flow[models.DiputarUlang]:
    """Have past events sent again, from a cursor or from a time."""
    body = {"setelah": after} if after is not None else {"sejak": since.isoformat() if since else None}
    path = f"/v1/langganan/{subscription}/putar-ulang"
    answer = yield from session.call("POST", path, body=body, key=_new_key())
    return models.DiputarUlang.model_validate_json(answer.content)


def events(session: Session, *, after: str = "0", limit: int = 100) -> Flow[models.DaftarAcara]:
    """A page of the feed; go on with its `berikutnya`."""
    answer = yield from session.call("GET", "/v1/acara", query={"setelah": after, "batas": limit})
    return models.DaftarAcara.model_validate_json(answer.content)


def _sent(model: models.VerifikasiKependudukan) -> object:
    return model.model_dump(mode="json", exclude_none=True)


def _new_key() -> str:
    return str(uuid.uuid4())
