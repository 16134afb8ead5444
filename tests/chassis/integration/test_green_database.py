"""What psycopg does under green threads, in a process of its own: this one is not patched."""

import subprocess
import sys
from typing import Any

PROGRAM = """
from chassis import green
green.patch()
import sys, time
import eventlet, psycopg

url = sys.argv[1]
with psycopg.connect(url) as connection:
    connection.execute("CREATE TABLE many (n integer)")
    connection.cursor().executemany("INSERT INTO many VALUES (%s)", [(n,) for n in range(20_000)])
    with connection.pipeline():
        sums = [connection.execute("SELECT count(*) + %s FROM many", (n,)) for n in range(500)]
    assert [found.fetchone()[0] for found in sums] == [20_000 + n for n in range(500)]
    with connection.cursor().copy("COPY many FROM STDIN") as copy:
        for n in range(20_000):
            copy.write_row((n,))
    assert connection.execute("SELECT count(*) FROM many").fetchone()[0] == 40_000
    connection.commit()
    connection.autocommit = True
    connection.execute("LISTEN bell")
    started = time.monotonic()
    assert list(connection.notifies(timeout=0.3)) == []
    assert 0.2 < time.monotonic() - started < 1
started = time.monotonic()
def slow():
    with psycopg.connect(url) as connection:
        connection.execute("SELECT pg_sleep(0.5)")
threads = [eventlet.spawn(slow) for _ in range(5)]
for thread in threads:
    thread.wait()
assert time.monotonic() - started < 1.5, "a query held the others up"
print("whole")
"""


def test_pipelines_copies_notifications_and_parallel_queries_work_under_green_threads(empty_database: Any) -> None:
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, empty_database.migrator_url],
        check=False,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert answer.stdout.strip() == "whole", answer.stderr[-2000:]
