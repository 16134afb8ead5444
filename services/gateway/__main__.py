"""`python -m services.gateway COMMAND`.

Commands: web, worker, send-webhooks, notify, seal-log, export-log DIR, check-log, usage-report SEMESTER, migrate,
make-keys DIR, load-city DIR, demo-tokens DIR [TARGET], openapi.
"""

import json
import sys
from pathlib import Path

USAGE = (__doc__ or "").strip()


def main(arguments: list[str]) -> None:
    """Run one command; what is only needed by it is imported by it."""
    match arguments:
        case ["web"]:
            from services.gateway import web_process

            web_process.run()
        case ["worker"]:
            from chassis.green import patch

            patch()
            from services.gateway import worker_process

            worker_process.run()
        case ["send-webhooks"]:
            from services.gateway import sender_process

            sender_process.run()
        case ["notify"]:
            from services.gateway.notifications import process

            process.run()
        case ["seal-log" | "export-log" | "check-log" | "usage-report", *_]:
            from services.gateway.audit import commands

            commands.run(arguments, USAGE)
        case ["migrate"]:
            from chassis.migrations import migrate
            from chassis.settings import MigrationSettings

            migrate("gateway", MigrationSettings.load().migration_database_url.get_secret_value())
        case ["make-keys", directory]:
            from services.gateway.access.keys import make_keys

            make_keys(Path(directory))
        case ["load-city", directory]:
            from chassis.settings import MigrationSettings
            from services.gateway.demo.loading import load_city

            load_city(MigrationSettings.load().migration_database_url.get_secret_value(), Path(directory))
        case ["demo-tokens", directory, *target] if len(target) <= 1:
            from services.gateway.demo.tokens import write_demo
            from services.gateway.settings import DemoSettings

            write_demo(DemoSettings.load(), Path(directory), Path(target[0]) if target else Path(directory).parent)
        case ["openapi"]:
            from services.gateway.app import make_app
            from services.gateway.settings import WebSettings

            # What a city's gateway offers: the doors of a demonstration are no part of the contract.
            json.dump(make_app(WebSettings.model_construct(terpadu_demo=False)).openapi(), sys.stdout)
        case _:
            sys.exit(USAGE)


if __name__ == "__main__":
    main(sys.argv[1:])
