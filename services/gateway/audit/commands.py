"""The commands about the log: seal it, give it to an outsider, compare it with the ledger, report a semester's use."""

import sys
from pathlib import Path


def run(arguments: list[str], usage: str) -> None:
    """Run one of them; what is only needed by it is imported by it."""
    match arguments:
        case ["seal-log"]:
            from services.gateway.audit import sealer

            sealer.run()
        case ["export-log", directory]:
            from services.gateway.audit.export import export_log
            from services.gateway.settings import ExportSettings

            size = export_log(ExportSettings.load(), Path(directory))
            sys.stdout.write(f"{size} entries\n")
        case ["check-log"]:
            _check()
        case ["usage-report", semester]:
            from services.gateway.access.usage_command import print_report
            from services.gateway.settings import ReportSettings

            print_report(ReportSettings.load(), semester)
        case _:
            sys.exit(usage)


def _check() -> None:
    from services.gateway.audit.check import findings
    from services.gateway.settings import CheckSettings

    settings = CheckSettings.load()
    found = list(findings(settings.database_url.get_secret_value(), settings.pseudonym_key))
    sys.stdout.write("\n".join(found or ["the log, the ledger and the decisions agree"]) + "\n")
    sys.exit(1 if found else 0)
