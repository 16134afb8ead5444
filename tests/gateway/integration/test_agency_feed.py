"""The feed loses nothing, whatever commits when; it shows each client what it may hear, and no more."""

import asyncio
import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import psycopg
import pytest

from contracts.dukcapil import events as dukcapil
from contracts.pajak import events as pajak
from contracts.perizinan import events as perizinan
from services.gateway.access import caller
from services.gateway.interop import placing
from services.gateway.interop.history import History
from services.gateway.pool import Pool
from tests.conftest import UrlOf
from tests.gateway.integration.town import Town
from tests.gateway.integration.webhooks import Agency

WRITE = """
    INSERT INTO agency_event (id, type, scope, subject, happened_at, source_event, data)
    VALUES (%s, 'publik.kelahiran_tercatat.v1', 'acara:kelahiran', %s, now(), %s, '{}')
"""
WRITERS, EACH = 6, 40
Take = Callable[[psycopg.Connection[tuple[int, str]], int], Iterator[tuple[int, str]]]


def by_place(reader: psycopg.Connection[tuple[int, str]], after: int) -> Iterator[tuple[int, str]]:
    """As the feed and the sender read."""
    yield from reader.execute("SELECT position, subject FROM agency_event WHERE position > %s ORDER BY 1", (after,))


def by_arrival(reader: psycopg.Connection[tuple[int, str]], after: int) -> Iterator[tuple[int, str]]:
    """As nobody must read: numbers are given before commits, and commits come in another order."""
    yield from reader.execute("SELECT arrival, subject FROM agency_event WHERE arrival > %s ORDER BY 1", (after,))


def test_a_reader_misses_nothing_while_many_commit_in_any_order(database_url_for: UrlOf) -> None:
    seen = _read_while_writing(database_url_for("gateway"))

    assert sorted(seen) == sorted({f"{writer}-{n}" for writer in range(WRITERS) for n in range(EACH)})


@pytest.mark.parametrize(("take", "seen"), [(by_place, ["quick", "slow"]), (by_arrival, ["quick"])])
def test_what_commits_late_is_missed_by_its_number_of_arrival_and_found_by_its_place(
    database_url_for: UrlOf, take: Take, seen: list[str]
) -> None:
    url = database_url_for("gateway")

    async def read() -> list[str]:
        pool, after, found = Pool(url, size=2), 0, []
        await pool.open()
        with (
            psycopg.connect(url) as slow,
            psycopg.connect(url) as quick,
            psycopg.connect(url, autocommit=True) as reader,
        ):
            slow.execute(WRITE, (uuid.uuid4(), "slow", uuid.uuid4()))
            quick.execute(WRITE, (uuid.uuid4(), "quick", uuid.uuid4()))
            for writer in (quick, slow):
                writer.commit()
                await _place_all(pool)
                for number, subject in take(reader, after):
                    found.append(subject)
                    after = number
        await pool.close()
        return found

    assert asyncio.run(read()) == seen


def test_two_who_give_places_at_once_give_no_place_twice(database_url_for: UrlOf) -> None:
    url = database_url_for("gateway")
    with psycopg.connect(url) as connection:
        for n in range(300):
            connection.execute(WRITE, (uuid.uuid4(), str(n), uuid.uuid4()))

    async def both() -> None:
        pool = Pool(url, size=4)
        await pool.open()
        await asyncio.gather(*(_place_all(pool) for _ in range(3)))
        await pool.close()

    asyncio.run(both())

    with psycopg.connect(url) as connection:
        places = [
            row[0] for row in connection.execute("SELECT position FROM agency_event ORDER BY happened_at, arrival")
        ]
    assert places == list(range(1, 301))


def test_the_feed_goes_on_from_its_cursor_and_ends_where_it_began(town: Town) -> None:
    agency = Agency(town)
    start = _placed(town, agency)["berikutnya"]
    assert agency.read("/v1/acara", setelah=start) == {"acara": [], "berikutnya": start}
    for _ in range(3):
        town.document(dukcapil, None, "KIA")
    _placed(town, agency)

    first = agency.read("/v1/acara", setelah=start, batas=2)
    rest = agency.read("/v1/acara", setelah=first["berikutnya"])

    assert [len(first["acara"]), len(rest["acara"])] == [2, 1]
    assert first["acara"][0] | {"id": 0, "time": 0, "sequence": 0, "subject": 0, "data": 0} == {
        "specversion": "1.0",
        "id": 0,
        "source": "/terpadu/gateway",
        "type": "publik.dokumen_terbit.v1",
        "subject": 0,
        "time": 0,
        "datacontenttype": "application/json",
        "dataschema": "https://terpadu.example/skema/publik.dokumen_terbit.v1.json#data",
        "sequence": 0,
        "data": 0,
    }


def test_the_feed_shows_what_the_scope_allows_and_the_filter_asks_for(town: Town) -> None:
    number = town.accepted()
    hospital = Agency(town, scopes=("acara:permohonan",))
    town.rows("UPDATE application SET client_id = %s WHERE nomor = %s RETURNING 1", hospital.client_id, number)
    everything, births = Agency(town), Agency(town, scopes=("acara:kelahiran",))
    start = _placed(town, everything)["berikutnya"]
    town.step(number, "VERIFIKASI", perizinan)
    town.document(perizinan, number, "AKTA_KELAHIRAN")
    town.tell(dukcapil.Paket3in1Selesai(nomor=number, dokumen_id=("a",), menit_kerja=3))
    _placed(town, everything)

    def types(agency: Agency, **query: object) -> list[str]:
        return [event["type"] for event in agency.read("/v1/acara", setelah=start, **query)["acara"]]

    assert types(hospital) == ["publik.permohonan_berubah_status.v1"]
    assert types(births) == []
    assert types(everything) == ["publik.dokumen_terbit.v1", "publik.paket_3in1_selesai.v1"]
    assert types(everything, kota="3276") == []
    assert types(everything, jenis="publik.paket_3in1_selesai.v1", kota="3277") == ["publik.paket_3in1_selesai.v1"]


@pytest.mark.parametrize(
    ("query", "status", "kode"),
    [
        ({"setelah": "kemarin"}, 422, "bentuk_tidak_sah"),
        ({"setelah": "-1"}, 422, "bentuk_tidak_sah"),
        ({"jenis": "publik.tidak_ada.v1"}, 422, "jenis_acara_tidak_dikenal"),
        ({"jenis": "publik.dokumen_terbit.v1"}, 403, "cakupan_kurang"),
        ({"batas": "501"}, 422, "angka_di_luar_batas"),
    ],
)
def test_a_bad_question_to_the_feed_is_refused(town: Town, query: dict[str, str], status: int, kode: str) -> None:
    births = Agency(town, scopes=("acara:kelahiran",))

    refused = town.http.get("/v1/acara", params=query, headers=births.headers)

    assert (refused.status_code, refused.json()["kode"]) == (status, kode)


def test_a_cursor_beyond_all_that_there_can_be_is_an_empty_page(town: Town) -> None:
    assert Agency(town).read("/v1/acara", setelah="9" * 20)["acara"] == []


def _placed(town: Town, agency: Agency) -> dict[str, str]:
    """Place what was written, as the sender does; the end of the feed."""

    async def run() -> None:
        pool = Pool(town.app_url, size=2)
        await pool.open()
        await _place_all(pool)
        await pool.close()

    asyncio.run(run())
    last = town.rows("SELECT last FROM agency_event_place")[0]["last"]
    found: dict[str, str] = agency.read("/v1/acara", setelah=last)
    return found


async def _place_all(pool: Pool, *, synthetic: bool = True) -> None:
    while True:
        async with pool.transaction() as connection:
            if not await placing.place(connection, synthetic=synthetic):
                return


def _read_while_writing(url: str) -> list[str]:
    """What a reader sees that always goes on from the last number it has seen, while others write and commit."""
    seen: list[str] = []
    writers = [threading.Thread(target=_write, args=(url, writer)) for writer in range(WRITERS)]
    for writer in writers:
        writer.start()

    async def read() -> None:
        pool, after = Pool(url, size=2), 0
        await pool.open()
        with psycopg.connect(url, autocommit=True) as reader:
            while True:
                over = not any(writer.is_alive() for writer in writers)
                await _place_all(pool)
                for number, subject in by_place(reader, after):
                    seen.append(subject)
                    after = number
                if over:
                    break
        await pool.close()

    asyncio.run(read())
    return seen


def _write(url: str, writer: int) -> None:
    """Transactions that take different times between their number and their commit."""
    dice = random.Random(writer)
    with psycopg.connect(url) as connection:
        for n in range(EACH):
            connection.execute(WRITE, (uuid.uuid4(), f"{writer}-{n}", uuid.uuid4()))
            time.sleep(dice.uniform(0, 0.01))
            connection.commit()


@pytest.mark.parametrize(("synthetic", "heard"), [(True, 2), (False, 1)])
def test_the_sandbox_hears_nothing_of_a_real_city_but_its_own_tests(
    own_town: Town, synthetic: bool, heard: int
) -> None:
    agency = Agency(own_town)
    own_town.rows("UPDATE client SET lingkungan = 'SANDBOX' WHERE client_id = %s RETURNING 1", agency.client_id)
    own_town.document(perizinan, None, "AKTA_KELAHIRAN")
    made = agency.subscribe("http://127.0.0.1:1/x")
    agency.post(made, "uji").raise_for_status()
    sandbox = caller.client(agency.client_id, "X", frozenset(agency.scopes), None, sandbox=True)

    async def run() -> int:
        pool = Pool(own_town.app_url, size=2)
        await pool.open()
        await _place_all(pool, synthetic=synthetic)
        types = ["publik.dokumen_terbit.v1", "publik.uji_coba.v1"]
        page = await History(pool, synthetic=synthetic).feed(sandbox, types, None, 0, 10)
        await pool.close()
        return len(page.acara)

    assert asyncio.run(run()) == heard
    assert own_town.count("delivery") == heard


def test_a_tax_clearance_that_changed_is_told_without_its_reasons_to_those_who_may_ask_for_it(town: Town) -> None:
    permits, others = Agency(town, scopes=("pajak:kswpd",)), Agency(town, scopes=("acara:dokumen",))
    start = _placed(town, permits)["berikutnya"]
    told = pajak.KswpdBerubah(
        npwpd="P.1.0000001.02.04",
        kota="3277",
        status=pajak.StatusKswpd.TIDAK_VALID,
        alasan=tuple(pajak.AlasanKswpd)[:1],
        berlaku_sampai=None,
        pada=datetime.now(UTC),
    )
    town.tell(told)
    _placed(town, permits)

    [event] = permits.read("/v1/acara", setelah=start)["acara"]

    assert event["data"] | {"pada": 0} == {
        "npwpd": "P.1.0000001.02.04",
        "kota": "3277",
        "status": "TIDAK_VALID",
        "pada": 0,
    }
    assert others.read("/v1/acara", setelah=start)["acara"] == []
