"""`python -m services.gateway usage-report 2026-2`: the semester's report as CSV, however long the ledger is."""

import sys

import psycopg
from psycopg.rows import dict_row

from chassis.city import Cities
from services.gateway.access import usage
from services.gateway.settings import ReportSettings


def print_report(settings: ReportSettings, semester: str) -> None:
    """Write the report of a semester to standard output, or say what is wrong with its name."""
    city = Cities.load(settings.cities_dir, [settings.city]).get(settings.city)
    try:
        asked = usage.Semester.parse(semester, city.zone)
    except ValueError as error:
        sys.exit(str(error))
    with psycopg.connect(settings.database_url.get_secret_value(), row_factory=dict_row) as connection:
        connection.execute("SET statement_timeout = 0")
        rows = connection.execute(usage.USAGE, (asked.begin, asked.end)).fetchall()
    sys.stdout.write(usage.as_csv(usage.report(asked, rows)))
