"""``flankerend import``: a school package's file through ``POST /imports``."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from shared.domain.roles import Role
from shared.local.errors import LocalStackError
from shared.local.service_access import bearer, service_address

Parameters = list[tuple[str, str | int | float | bool | None]]

_CHUNK_BYTES = 256 * 1024
_LOOKED_AT_BYTES = 4096
_SHOWN_LINES = 20
# Of a table the name of the file says what it is.
_TABLES = ("csv", "dbf", "ods", "xlsx")
_NUMBERS = ("accepted", "unchanged", "superseded", "pending", "rejected")


# What is found near the beginning of a file that says what it is.
_SIGNS = (
    (rb"InterchangeEducationOrgCalendar", "ed-fi-calendar"),
    (rb"InterchangeStudentAttendance", "ed-fi"),
    (rb"\A(?:\xef\xbb\xbf)?[0-9]{6}T[0-9]", "informat"),
    (rb"\A(?:\xef\xbb\xbf)?\s*\{", "smartschool"),
)


def import_file(
    *,
    file: Annotated[Path, typer.Argument(help="The export of a school package.", exists=True, dir_okay=False)],
    format: Annotated[  # noqa: A002
        str | None,
        typer.Option(
            help="csv, dbf, ed-fi, ed-fi-calendar, informat, ods, smartschool or xlsx; "
            "told from the file where it can be."
        ),
    ] = None,
    package: Annotated[str | None, typer.Option(help="Whose codes a table has: official, smartschool, wisa, …")] = None,
    school: Annotated[str | None, typer.Option(help="Institution number, where the file doesn't say.")] = None,
    map: Annotated[  # noqa: A002
        list[str] | None,
        typer.Option(help="A school's identifier in the file and its institution number.", metavar="ID:SCHOOL"),
    ] = None,
    pupil: Annotated[str | None, typer.Option(help="Register number (smartschool, per pupil).")] = None,
    date: Annotated[str | None, typer.Option(help="Day of the file (smartschool, per date).")] = None,
    columns: Annotated[str | None, typer.Option(help="Other names of a table's columns: code:Afwezigheid,…")] = None,
    periods: Annotated[str | None, typer.Option(help="Lesson hours of informat other than 1:AM,6:PM.")] = None,
    recorded_at: Annotated[
        str | None, typer.Option(help="When the marks were made (default: the file's time).")
    ] = None,
    enrol: Annotated[str | None, typer.Option(help="`implicit`: the file's pupils count as enrolled.")] = None,
    level: Annotated[str | None, typer.Option(help="Level of education of an implicit enrolment.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print the service's answer as it is.")] = False,
) -> None:
    """Post a school package's file to attendance and show what became of its half days.

    Example: flankerend import StudentSchoolAttendance.xml --map 255901001:123456 --enrol implicit
    """
    single = {
        "format": format or _recognised(file),
        "package": package,
        "school": school,
        "pupil": pupil,
        "date": date,
        "columns": columns,
        "periods": periods,
        "recorded_at": recorded_at,
        "enrol": enrol,
        "level": level,
        "dry_run": "true" if dry_run else None,
    }
    parameters: Parameters = [(name, value) for name, value in single.items() if value is not None]
    answer = _post(file, [*parameters, *(("map", pair) for pair in map or [])])
    if as_json:
        typer.echo(json.dumps(answer, indent=2))
    else:
        _show(answer)


def _recognised(file: Path) -> str:
    with file.open("rb") as content:
        beginning = content.read(_LOOKED_AT_BYTES)
    for sign, name in _SIGNS:
        if re.search(sign, beginning):
            return name
    name = file.suffix.lower().removeprefix(".")
    if name in _TABLES:
        return name
    raise typer.BadParameter("the file doesn't say what it is; give --format")


def _post(file: Path, parameters: Parameters) -> dict[str, Any]:
    headers = {
        "Authorization": f"Bearer {bearer(Role.OPERATOR)}",
        "Content-Type": "application/octet-stream",
        "Content-Length": str(file.stat().st_size),
    }
    url = f"{service_address('attendance')}/imports"
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_interactive) as progress:
        progress.add_task(f"Importing {file.name}")
        try:
            answer = httpx.post(
                url,
                params=parameters,
                content=_chunks(file),
                headers=headers,
                timeout=httpx.Timeout(10, read=None, write=None),
            )
        except httpx.TransportError as error:
            raise LocalStackError(
                f"Attendance doesn't answer at {url} ({type(error).__name__}). Is it running?"
            ) from None
    if answer.status_code != httpx.codes.OK:
        raise LocalStackError(_problem(answer))
    return dict(answer.json())


def _chunks(file: Path) -> Iterator[bytes]:
    with file.open("rb") as content:
        while chunk := content.read(_CHUNK_BYTES):
            yield chunk


def _problem(answer: httpx.Response) -> str:
    try:
        problem = answer.json()
    except ValueError:
        return f"Attendance answered {answer.status_code}."
    fields = "".join(f"\n  {error['field']}: {error['reason']}" for error in problem.get("errors", []))
    return f"{problem.get('title', answer.status_code)}: {problem.get('detail', '')}{fields}"


def _show(answer: dict[str, Any]) -> None:
    console = Console()
    numbers = Table(*_NUMBERS)
    numbers.add_row(*(str(answer[name]) for name in _NUMBERS))
    console.print(numbers)
    if answer.get("unknown_codes"):
        _show_unknown_codes(answer["unknown_codes"], answer["unknown_code_lines"])
    if answer.get("left_out"):
        typer.echo(f"{answer['left_out']} left out: past pupils, or names instead of register numbers")
    if answer.get("calendar_dates"):
        typer.echo(f"{answer['calendar_dates']} calendar dates")
    lines = answer["lines"]
    if lines:
        table = Table("line", "status", "reason", title="Not accepted, or to be looked at")
        for line in lines[:_SHOWN_LINES]:
            table.add_row(str(line["line"]), line["status"], line["reason"] or "")
        console.print(table)
    if len(lines) > _SHOWN_LINES:
        console.print(f"and {len(lines) - _SHOWN_LINES} more lines; --json shows them")


def _show_unknown_codes(number: int, lines: list[int]) -> None:
    shown = ", ".join(str(line) for line in lines[:_SHOWN_LINES])
    more = ", …" if len(lines) > _SHOWN_LINES else ""
    typer.echo(f"{number} with a code nobody knows, neither absent nor present: line {shown}{more}")
