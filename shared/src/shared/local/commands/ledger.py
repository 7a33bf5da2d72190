"""``flankerend ledger``: what was sent and to which receiver, so that a restored database sends nothing twice."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from shared.local.errors import LocalStackError
from shared.local.ledger_store import Imported, LedgerStore
from shared.local.service_access import database_address

app = typer.Typer(
    help="The ledger says of each notice what became of it. Export it often, and import it after a back-up of "
    "notifications was restored: then what was sent since the back-up is not sent again.",
    no_args_is_help=True,
)

Report = Callable[[int, int], None]


@app.command("export")
def export_ledger(
    file: Annotated[str, typer.Argument(help="Where to write it; - for standard output.", metavar="FILE")],
) -> None:
    """Write the ledger of all notices, a line of JSON for each. The service may run meanwhile.

    It holds ids of cases, meetings, contacts and notices, codes and times: no names, addresses, register numbers or
    texts. Ids still tell who was concerned to whoever has the databases: keep it with the back-ups, as them.

    Example: flankerend ledger export ledger.jsonl
    """
    store = LedgerStore(database_address("notifications"))
    with _written(file) as write, _progress("Exporting") as report:
        entries = asyncio.run(store.export(write, report))
    typer.echo(f"{entries} notices exported.", err=True)


@app.command("import")
def import_ledger(
    file: Annotated[str, typer.Argument(help="What an export wrote; - for standard input.", metavar="FILE")],
) -> None:
    """Take over what an export says, into the database of notifications: all of it, or nothing.

    Import it after a back-up was restored, and before the service runs: what the service sends before that is not
    stopped. What was sent counts as sent. What was being sent goes once more, as the same mail. The same ledger again
    changes nothing, nor does an older ledger.

    Example: flankerend ledger import ledger.jsonl
    """
    store = LedgerStore(database_address("notifications"))
    with _read(file) as lines, _progress("Importing") as report:
        imported = asyncio.run(store.take(lines, report))
    _tell(imported)


def _tell(imported: Imported) -> None:
    kept, conflicts = imported.kept, imported.conflicts
    typer.echo(f"{imported.added} notices added, {imported.updated} brought up to date, {kept} as they were.")
    if imported.busy:
        typer.echo("Something else is connected to this database: what a running service sent is not undone.", err=True)
    for conflict in conflicts:
        here = f"here it is {conflict.id_here}" if conflict.id_here else "here that id is another notice"
        typer.echo(f"Line {conflict.line}: {conflict.template} {conflict.id}: {here}", err=True)
    if conflicts:
        raise LocalStackError(
            f"{len(conflicts)} entries were left out: their receivers were told here too, by another mail. Nothing "
            "more is sent for them; look them up with GET /notifications/{id}."
        )


@contextmanager
def _written(file: str) -> Iterator[Callable[[str], object]]:
    """Write lines; a file of that name is replaced once all of it is there."""
    if file == "-":
        yield lambda line: sys.stdout.write(f"{line}\n")
        return
    path = Path(file)
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.touch(mode=0o600)
        with unfinished.open("w", encoding="utf-8") as lines:
            yield lambda line: lines.write(f"{line}\n")
        unfinished.replace(path)
    except OSError as error:
        raise LocalStackError(f"{file} can't be written ({error.strerror}).") from None
    finally:
        unfinished.unlink(missing_ok=True)


@contextmanager
def _read(file: str) -> Iterator[TextIO]:
    if file == "-":
        yield sys.stdin
        return
    try:
        lines = Path(file).open(encoding="utf-8")  # noqa: SIM115
    except OSError as error:
        raise LocalStackError(f"{file} can't be read ({error.strerror}).") from None
    with lines:
        yield lines


@contextmanager
def _progress(what: str) -> Iterator[Report]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, whole: progress.update(task, completed=done, total=whole)
