"""The command line of the launcher: `python -m local run | demo | stop | env`."""

import json
import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import httpx
import typer

from local.demo import run_demo
from local.errors import LaunchError
from local.launcher import Launcher, Options
from local.layout import Layout
from local.lock import FolderLock
from local.processes import PUBLIC, Suite
from local.report import Report
from local.seeding import Population
from local.stopping import Stopped, StopRequest

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    help="Terpadu on one machine.",
    pretty_exceptions_show_locals=False,  # they hold passwords
)

Residents = Annotated[int, typer.Option("--penduduk", min=1, help="Residents of the synthetic city.")]
City = Annotated[str, typer.Option("--kota", help="Kemendagri code of the home city.")]
Data = Annotated[Path, typer.Option("--data", help="Folder that everything is kept in.")]
EndWithParent = Annotated[bool, typer.Option(help="Stop when the process that started this one ends.", hidden=True)]

DEFAULT_DATA = Path(".run")


@app.command()
def run(
    penduduk: Residents = 20_000, kota: City = "3277", data: Data = DEFAULT_DATA, end_with_parent: EndWithParent = False
) -> None:
    """Start everything, report one birth, and stay up until Ctrl-C."""
    with _suite(Options(Population(kota, penduduk), data), end_with_parent=end_with_parent) as (
        launcher,
        suite,
        report,
        stop,
    ):
        _demo(suite, report, stop)
        report.plain(f"\nTerpadu is up at {suite.public_url} (Ctrl-C stops it)")
        launcher.keep_up()


@app.command()
def demo(
    penduduk: Residents = 20_000, kota: City = "3277", data: Data = DEFAULT_DATA, end_with_parent: EndWithParent = False
) -> None:
    """Start everything, report one birth, save its three documents, and end."""
    with _suite(Options(Population(kota, penduduk), data), end_with_parent=end_with_parent) as (_, suite, report, stop):
        _demo(suite, report, stop)


@app.command()
def stop(data: Data = DEFAULT_DATA) -> None:
    """Stop the suite that runs from this data folder."""
    stopped = FolderLock(data.absolute()).ask_to_stop()
    typer.echo("stopped" if stopped else f"nothing runs from {data}")


@app.command()
def env(process: str, data: Data = DEFAULT_DATA) -> None:
    """Print the environment of a process, as `eval "$(python -m local env dukcapil-worker)"` needs it."""
    path = Layout(data).environments
    environments: dict[str, dict[str, str]] = json.loads(path.read_text()) if path.exists() else {}
    if process not in environments:
        known = ", ".join(environments) or "none yet: start the suite once"
        raise typer.BadParameter(f"no process {process!r}; known: {known}")
    for name, value in environments[process].items():
        typer.echo(f"export {name}={shlex.quote(value)}")


@contextmanager
def _suite(options: Options, *, end_with_parent: bool) -> Iterator[tuple[Launcher, Suite, Report, StopRequest]]:
    """A running suite. On the way out everything is stopped, and errors become one line and exit status 1."""
    report, stop = Report(), StopRequest()
    stop.obey_signals()
    if end_with_parent:
        stop.obey_end_of_parent()
    try:
        with _telling_errors(), FolderLock(options.data.absolute()).hold(ends_with_parent=end_with_parent):
            report.plain(f"Terpadu starts; the logs are in {Layout(options.data).logs}")
            with Launcher.open(options, report, stop) as launcher, _telling_errors():
                yield launcher, launcher.bring_up(), report, stop
                report.line("stopping")
        report.line("stopped")
    except Stopped:
        report.line("stopped")
        raise typer.Exit(130) from None


@contextmanager
def _telling_errors() -> Iterator[None]:
    """Say at once what went wrong, before everything is stopped; that may take seconds."""
    try:
        yield
    except LaunchError as error:
        typer.secho(f"terpadu: {error}", err=True, fg="red")
        raise typer.Exit(1) from None


def _demo(suite: Suite, report: Report, stop: StopRequest) -> None:
    try:
        documents = run_demo(suite.layout, suite.public_url, report.line, stop)
    except httpx.HTTPError as error:
        log = suite.layout.log(PUBLIC)
        raise LaunchError(f"the demo cannot reach {suite.public_url} ({error!r}), see {log}") from error
    report.line(f"{len(documents)} signed documents are in {suite.layout.demo_documents}")


if __name__ == "__main__":
    app()
