"""Reads a file of offers, csv or xlsx, line by line, as often as it is asked to."""

import csv
import io
import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from datetime import date, datetime
from decimal import Decimal
from typing import BinaryIO
from uuid import UUID

from consultation.domain.themes import Theme
from consultation.offers.domain.import_outcome import LineMistake, OfferLine
from consultation.offers.domain.offer import CostPer, OfferDetails
from shared.domain.errors import InvalidField
from shared.domain.lines import turns_direction
from shared.files.workbook import sheet_rows

REQUIRED = ("title", "provider", "theme", "from")
COLUMNS = (
    *("offer_id", "title", "provider", "theme", "levels", "age_from", "age_until", "schools", "from", "until", "cost"),
    *("cost_per", "capacity", "email", "phone", "contact_id", "shows_contact", "booking", "link", "description"),
)
_MOST_MISTAKES = 1000
_LONGEST_TEXT = 4000
_QUOTED = re.compile("'+[=+@-]")
_WORDS = re.compile(r"[\s;,|]+")
_FLEMISH_DAY = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_AMOUNT = re.compile(r"(\d{1,7})(?:[.,](\d{1,2}))?", re.ASCII)
_FLAGS = {"": False, "no": False, "nee": False, "false": False, "yes": True, "ja": True, "true": True}
_ZIP = b"PK\x03\x04"

Cells = dict[str, str]


class OfferFile:
    """A file of offers. Nothing but the line at hand is held in memory."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def lines(self) -> Iterator[OfferLine | LineMistake]:
        """Each line below the header, as an offer or with what is wrong.

        Raises InvalidField (of `file`) for what is neither csv nor xlsx, and for a header with other columns.
        """
        with closing(self._rows()) as rows:
            header = next(rows, None)
            if header is None:
                raise InvalidField("file", "is empty; a header with the names of the columns is expected")
            names = _columns(header[1])
            for line, cells in rows:
                if not any(cells):
                    continue
                if len(cells) > len(names) and any(cells[len(names) :]):
                    yield LineMistake(line, None, f"has more cells than the {len(names)} columns of the header")
                    continue
                padded = [*cells, *[""] * (len(names) - len(cells))]
                yield _read(line, {name: _plain(cell) for name, cell in zip(names, padded, strict=False)})

    def _rows(self) -> Generator[tuple[int, list[str]], None, None]:
        self._stream.seek(0)
        is_workbook = self._stream.read(len(_ZIP)) == _ZIP
        self._stream.seek(0)
        if is_workbook:
            return ((line, [_text(cell) for cell in cells]) for line, cells in enumerate(_sheet(self._stream), 1))
        return _csv_rows(self._stream)


def _sheet(stream: BinaryIO) -> Iterator[Sequence[object]]:
    try:
        yield from sheet_rows("xlsx", stream)
    except InvalidField as error:
        raise InvalidField("file", error.reason) from None


def _csv_rows(stream: BinaryIO) -> Generator[tuple[int, list[str]], None, None]:
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        header = text.readline()
        delimiter = ";" if header.count(";") > header.count(",") else ","
        text.seek(0)
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        for cells in reader:
            yield reader.line_num, cells
    except UnicodeDecodeError:
        raise InvalidField("file", "is not UTF-8: save it as CSV UTF-8 or as xlsx") from None
    except csv.Error:
        raise InvalidField("file", f"is not csv: a quote is not closed (line {reader.line_num + 1})") from None
    finally:
        text.detach()


def _columns(cells: list[str]) -> list[str]:
    names = [_plain(cell).lower() for cell in cells]
    while names and not names[-1]:
        names.pop()
    if missing := [name for name in REQUIRED if name not in names]:
        raise InvalidField("file", f"has no column {', '.join(missing)} in its first line")
    if any(name not in COLUMNS for name in names) or len(set(names)) < len(names):
        raise InvalidField("file", f"has a column twice, or one that is not one of {', '.join(COLUMNS)}")
    return names


def _read(line: int, cells: Cells) -> OfferLine | LineMistake:
    turned = next((name for name, cell in cells.items() if turns_direction(cell)), None)
    if turned is not None:
        return LineMistake(line, turned, "has marks that turn the direction of text")
    try:
        return OfferLine(line, _id(cells.get("offer_id", "")), _details(cells))
    except InvalidField as error:
        field = "from" if error.field == "since" else error.field
        return LineMistake(line, field, error.reason)


def _details(cells: Cells) -> OfferDetails:
    def optional(name: str) -> str | None:
        return cells.get(name) or None

    per = cells.get("cost_per", "")
    flag = cells.get("shows_contact", "").lower()
    _require_known("theme", cells["theme"], [*Theme])
    _require_known("cost_per", per, ["", *CostPer])
    _require_known("shows_contact", flag, [*_FLAGS])
    for name in ("description", "booking"):
        if len(cells.get(name, "")) > _LONGEST_TEXT:
            raise InvalidField(name, f"is longer than {_LONGEST_TEXT} characters")
    until = cells.get("until", "")
    return OfferDetails(
        title=cells["title"],
        description=cells.get("description", ""),
        provider=cells["provider"],
        theme=Theme(cells["theme"]),
        levels=_words(cells.get("levels", "")),
        age_from=_number("age_from", cells),
        age_until=_number("age_until", cells),
        schools=_words(cells.get("schools", "")),
        since=_day("from", cells["from"]),
        until=_day("until", until) if until else None,
        cost=_euros(cells.get("cost", "")),
        cost_per=CostPer(per) if per else None,
        capacity=_number("capacity", cells),
        email=optional("email"),
        phone=optional("phone"),
        contact_id=optional("contact_id"),
        shows_contact=_FLAGS[flag],
        booking=cells.get("booking", ""),
        link=optional("link"),
    )


def _require_known(field: str, value: str, words: list[str]) -> None:
    if value not in words:
        raise InvalidField(field, f"is one of {', '.join(word for word in words if word)}")


def _id(cell: str) -> UUID | None:
    try:
        return UUID(cell) if cell else None
    except ValueError:
        raise InvalidField("offer_id", "is the id of an offer as the export has it, or empty") from None


def _words(cell: str) -> tuple[str, ...]:
    return tuple(word for word in _WORDS.split(cell) if word)


def _number(name: str, cells: Cells) -> int | None:
    cell = cells.get(name, "")
    if not cell:
        return None
    if not cell.isdecimal() or len(cell) > 7:
        raise InvalidField(name, "is a whole number")
    return int(cell)


def _euros(cell: str) -> Decimal | None:
    amount = cell.removeprefix("€").strip()
    if not amount:
        return None
    if _AMOUNT.fullmatch(amount) is None:
        raise InvalidField("cost", "is an amount in euro such as 3,50, or 0 for free")
    return Decimal(amount.replace(",", "."))


def _day(field: str, cell: str) -> date:
    try:
        if match := _FLEMISH_DAY.fullmatch(cell):
            return date(int(match[3]), int(match[2]), int(match[1]))
        return datetime.fromisoformat(cell).date()
    except ValueError:
        raise InvalidField(field, "is a day such as 2026-09-01 or 1/9/2026") from None


def _text(cell: object) -> str:
    """A cell of a spreadsheet as it would stand in a csv file."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def reads_away(cell: str) -> bool:
    """Whether reading takes the first apostrophe of the cell away."""
    return _QUOTED.match(cell) is not None


def _plain(cell: str) -> str:
    """The cell without spaces around it, and without the apostrophe that the export puts in front."""
    cell = cell.strip()
    return cell[1:] if reads_away(cell) else cell
