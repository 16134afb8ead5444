"""A check of a resident through the gateway against the same check at dukcapil's own door: `python -m bench.verify`.

The gateway proves who asks and why, counts, asks the same door, and writes into the ledger before it answers; the door
is asked with the same bodies over as many connections, round by round in turn. Then many at once, a thousand a request.
"""

import csv
import itertools
import os
import statistics
from collections.abc import Iterator

from bench.load import Outcome, request, send_all
from chassis.tokens import Minter
from local.running import RunningSuite, running_suite
from local.testing import Bench
from local.visitors import Json, bearer

CONNECTIONS = tuple(int(each) for each in os.environ.get("BENCH_CONNECTIONS", "1,8").split(","))
CHECKS = int(os.environ.get("BENCH_CHECKS", "1500"))
BULKS = int(os.environ.get("BENCH_BULKS", "60"))
A_BULK = 1000
ROUNDS = 3
DOOR = "/internal/kependudukan/verifikasi"


def main() -> None:
    """Print both times and their ratio for each number of connections, and the rate in bulk."""
    with Bench.open() as bench, running_suite(bench.folder / "suite", residents=20_000) as suite:
        people = itertools.cycle(_people(suite))
        agency = _agency(suite)
        for connections in CONNECTIONS:
            ratios = [_round(suite, people, agency, connections) for _ in range(ROUNDS)]
            print(f"{connections} connections: median ratio {statistics.median(ratios):.2f} (aim <= 3)", flush=True)
        rates = [_bulk(suite, people, agency) for _ in range(ROUNDS)]
        print(f"in bulk: median {statistics.median(rates):,.0f} checks/s (aim >= 10,000)", flush=True)
        logged = suite.count("gateway", "SELECT count(*) FROM access_log WHERE resource LIKE 'kependudukan/%%'")
        print(f"rows in the ledger: {logged:,}", flush=True)


def _people(suite: RunningSuite) -> list[Json]:
    """Every resident as an agency might know them."""
    with next(suite.layout.city.glob("*/penduduk.csv")).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [{"nik": row["nik"], "nama": row["nama"], "tanggal_lahir": row["tanggal_lahir"]} for row in rows]


def _agency(suite: RunningSuite) -> Json:
    """The head of the demo's agency, and why it asks."""
    told = suite.visitors.identities["opd"]
    form = {"grant_type": "client_credentials"}
    answer = suite.visitors.http.post("/oauth2/token", data=form, auth=(told["client_id"], told["client_secret"]))
    return {"head": bearer(answer.raise_for_status().json()["access_token"]), "why": told["tujuan"][0]}


def _round(suite: RunningSuite, people: Iterator[Json], agency: Json, connections: int) -> float:
    minter = Minter(suite.layout.keys / "internal.jwk")
    door = suite.environment("gateway-web")["DUKCAPIL_URL"]
    head = bearer(minter.token("dukcapil"))
    checks = list(itertools.islice(people, CHECKS))
    direct = [request(door, DOOR, {"data": [person], "sertakan_status": False}, head) for person in checks]
    through = [
        request(suite.base_url, "/v1/kependudukan/verifikasi", agency["why"] | person, agency["head"])
        for person in checks
    ]
    theirs = send_all(door, direct, connections=connections, status=200)
    ours = send_all(suite.base_url, through, connections=connections, status=200)
    ratio = (ours.seconds / ours.accepted) / (theirs.seconds / theirs.accepted)
    _say(f"{connections} connections", ours, theirs, ratio)
    return ratio


def _say(name: str, ours: Outcome, theirs: Outcome, ratio: float) -> None:
    print(
        f"{name}: gateway {ours.rate:.0f}/s ({ours.refused} refused), "
        f"door {theirs.rate:.0f}/s ({theirs.refused} refused), ratio {ratio:.2f}",
        flush=True,
    )


def _bulk(suite: RunningSuite, people: Iterator[Json], agency: Json) -> float:
    path = "/v1/kependudukan/verifikasi-massal"
    asked = [
        request(suite.base_url, path, agency["why"] | {"data": list(itertools.islice(people, A_BULK))}, agency["head"])
        for _ in range(BULKS)
    ]
    found = send_all(suite.base_url, asked, connections=2, status=200)
    rate = found.accepted * A_BULK / found.seconds
    print(f"in bulk: {rate:,.0f} checks/s ({found.accepted} of {BULKS} requests answered)", flush=True)
    return rate


if __name__ == "__main__":
    main()
