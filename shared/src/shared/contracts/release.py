"""Release the present schemas: `python -m shared.contracts.release FOLDER`.

The folder holds the schemas as other parties know them; from then on they are what changes are held against. A change
that breaks a released type is refused: it needs a new type.
"""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from shared.contracts.catalogue import EVENTS, TOPICS
from shared.contracts.compatibility import incompatibilities, missing_types
from shared.contracts.json_schema import event_schema

_SENT_BY_SCHOOLS = frozenset(
    event.event_type for topic in TOPICS.values() if topic.from_schools for event in topic.events
)


def released(folder: Path) -> dict[str, dict[str, Any]]:
    """The released schemas by event type."""
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))}


def present() -> dict[str, dict[str, Any]]:
    """The schemas of the contracts as they are now, by event type."""
    return {event_type: event_schema(event) for event_type, event in EVENTS.items()}


def breaks(before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]) -> list[str]:
    """All that breaks between the schemas before and after."""
    return missing_types(before, after) + [
        f"{name}: {problem}"
        for name in sorted(before.keys() & after.keys())
        for problem in incompatibilities(before[name], after[name], only_read_here=name in _SENT_BY_SCHOOLS)
    ]


def main(
    folder: Annotated[Path, typer.Argument(help="Where the released schemas are kept.")],
) -> None:
    """Release the present schemas, unless a schema breaks with its release."""
    schemas = present()
    if problems := breaks(released(folder), schemas):
        typer.echo("\n".join(problems), err=True)
        raise typer.Exit(1)
    folder.mkdir(parents=True, exist_ok=True)
    for name, schema in schemas.items():
        (folder / f"{name}.json").write_text(json.dumps(schema, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    typer.echo(f"{len(schemas)} event types released")


if __name__ == "__main__":
    typer.run(main)
