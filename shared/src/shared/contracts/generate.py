"""Write the JSON Schemas and the AsyncAPI document: `python -m shared.contracts.generate [--check]`."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from shared.contracts.asyncapi import asyncapi_document
from shared.contracts.catalogue import EVENTS
from shared.contracts.json_schema import event_schema

SCHEMAS = Path(__file__).parent / "schemas"


def generated() -> dict[str, str]:
    """Every file of the schemas folder by name, made from the contracts."""
    documents = {f"{event_type}.json": event_schema(event) for event_type, event in EVENTS.items()}
    documents["asyncapi.json"] = asyncapi_document()
    return {name: _text(document) for name, document in documents.items()}


def drift(folder: Path = SCHEMAS) -> list[str]:
    """The names of files that are missing, out of date or left over in the folder."""
    expected = generated()
    present = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.json")}
    return sorted(name for name in expected | present if expected.get(name) != present.get(name))


def write(folder: Path = SCHEMAS) -> list[str]:
    """Bring the folder up to date; returns the names of the files that changed."""
    folder.mkdir(exist_ok=True)
    expected = generated()
    changed = drift(folder)
    for name in changed:
        if name in expected:
            (folder / name).write_text(expected[name], encoding="utf-8")
        else:
            (folder / name).unlink()
    return changed


def _text(document: Mapping[str, Any]) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def main(
    check: Annotated[bool, typer.Option("--check", help="Write nothing; exit 1 when a file is out of date.")] = False,
) -> None:
    """Write the JSON Schemas and the AsyncAPI document next to the contracts."""
    changed = drift() if check else write()
    for name in changed:
        typer.echo(f"{'out of date' if check else 'written'}: {name}")
    if check and changed:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
