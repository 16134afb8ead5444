"""For bench/events.py: plain nameko with its own event handler, writing the same row with the same driver and pool."""

import os

from chassis import green

green.patch()

from nameko.events import event_handler  # noqa: E402
from nameko.runners import ServiceRunner  # noqa: E402

from chassis.database import Database  # noqa: E402


class Plain:
    """One event handler, as nameko's manual shows it."""

    name = "plain"
    database: Database

    @event_handler("source", "kk_terbit")
    def write(self, payload: dict[str, str]) -> None:
        """The effect: a row."""
        with self.database.transaction() as connection:
            connection.execute("INSERT INTO effect (nomor_kk) VALUES (%s)", (payload["nomor_kk"],))


if __name__ == "__main__":
    Plain.database = Database(os.environ["DATABASE_URL"], max_size=10)
    Plain.database.open()
    runner = ServiceRunner({"AMQP_URI": os.environ["AMQP_URL"], "max_workers": 8})
    runner.add_service(Plain)
    runner.start()
    print("ready", flush=True)
    runner.wait()
