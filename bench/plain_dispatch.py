"""For bench/events.py: dispatch N events with nameko's own dispatcher: `python -m bench.plain_dispatch URL N`."""

import sys

from chassis import green

green.patch()

from nameko.standalone.events import event_dispatcher  # noqa: E402

if __name__ == "__main__":
    dispatch = event_dispatcher({"AMQP_URI": sys.argv[1]})
    sys.stdin.readline()  # so that the time to start this process is not counted
    for _ in range(int(sys.argv[2])):
        dispatch("source", "kk_terbit", {"nomor_kk": "3277010101180001", "versi": 1, "dokumen_id": "x"})
