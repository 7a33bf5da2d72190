"""``flankerend dead-letters``: what services could not handle."""

import asyncio
import json
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from shared.local.dead_letter_store import DeadLetter, DeadLetterStore
from shared.local.service_access import database_addresses

app = typer.Typer(
    help="Records that a service could not handle are kept whole, with what was wrong. Replay them once the cause is "
    "gone, or discard them.",
    no_args_is_help=True,
)

Ids = Annotated[list[str], typer.Argument(help="Ids as `list` shows them, such as attendance-12.", metavar="ID...")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _store() -> DeadLetterStore:
    return DeadLetterStore(database_addresses())


@app.command("list")
def list_letters(
    service: Annotated[str | None, typer.Option(help="Of one service only.")] = None,
    done: Annotated[bool, typer.Option("--all", help="Also those replayed or discarded.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what is open: parked, or asked to be replayed. Example: flankerend dead-letters list --json"""
    letters = asyncio.run(_store().list(service, done=done))
    if as_json:
        typer.echo(json.dumps([letter.as_json() for letter in letters], indent=2))
    elif letters:
        Console().print(_table(letters))
    else:
        typer.echo("No dead letters.")


@app.command()
def show(letter_id: Annotated[str, typer.Argument(metavar="ID")], as_json: AsJson = False) -> None:
    """Show a dead letter with its record as it was sent, but for the school's codes. It may hold a child's data."""
    letter = asyncio.run(_store().show(letter_id))
    if as_json:
        typer.echo(json.dumps(letter, indent=2, ensure_ascii=False))
        return
    for name, value in letter.items():
        if value is not None:
            typer.echo(f"{name:12} {value}")


@app.command()
def replay(letter_ids: Ids) -> None:
    """Have the service handle them again, within seconds. What fails again is parked again with its new error."""
    _change(letter_ids, "replay")


@app.command()
def discard(letter_ids: Ids) -> None:
    """Say that they need not be handled. They stay in the table."""
    _change(letter_ids, "discarded")


def _change(letter_ids: list[str], status: str) -> None:
    store = _store()
    for letter_id in letter_ids:
        asyncio.run(store.change(letter_id, "replay" if status == "replay" else "discarded"))
        typer.echo(f"{letter_id}: {status}")


def _table(letters: list[DeadLetter]) -> Table:
    table = Table("id", "at", "topic", "partition", "offset", "mark", "status", "error")
    for letter in letters:
        where = (
            letter.topic,
            str(letter.partition),
            str(letter.offset),
            "" if letter.item is None else str(letter.item),
        )
        table.add_row(letter.id, f"{letter.at:%Y-%m-%d %H:%M:%S}", *where, letter.status, letter.error)
    return table
