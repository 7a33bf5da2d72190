"""Reads a spreadsheet in a process of its own: `python -m shared.files.workbook_process xlsx|ods <file`.

calamine holds a whole sheet in memory, as wide and high as its outermost cells. It ends the process when there is not
enough memory. So this process may have 1 GiB and two minutes of a processor, and its end stops a single import. It
writes a JSON line for each row, or `{"refused": <reason>}` and nothing after it; it knows nothing of the service.
"""

import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any, BinaryIO

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MOST_MEMORY = 1024 * 1024 * 1024
MOST_SECONDS = 120
MOST_UNPACKED = 256 * 1024 * 1024
MOST_PARTS = 5000
MOST_COLUMNS = 1000
LONGEST_TEXT = 1000

_PIECE = 256 * 1024
_DOCUMENT_TYPE = b"<!DOCTYPE"
# What makes a zip one of these, and no other document.
_MAIN_PART = {"xlsx": "xl/workbook.xml", "ods": "content.xml"}


class _RefusedError(Exception):
    """The file is refused as a whole; the text is the reason and holds nothing of the file."""


def main() -> None:
    """Read the file on standard input."""
    _limit()
    kind = sys.argv[1]
    try:
        with open(0, "rb") as file:
            file.seek(0)
            _check_parts(file, kind)
            file.seek(0)
            for row in _rows(file, kind):
                sys.stdout.write(json.dumps(row) + "\n")
    except _RefusedError as error:
        sys.stdout.write(json.dumps({"refused": str(error)}) + "\n")


def _limit() -> None:
    try:
        import resource
    except ImportError:  # only where there are no such limits, as on Windows
        return
    wanted = {resource.RLIMIT_AS: MOST_MEMORY, resource.RLIMIT_CPU: MOST_SECONDS, resource.RLIMIT_CORE: 0}
    for kind, most in wanted.items():
        _, allowed = resource.getrlimit(kind)
        limit = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (limit, limit))


def _check_parts(file: BinaryIO, kind: str) -> None:
    """Refuse what unpacks to too much, says less than it unpacks to, or has a document type."""
    try:
        with zipfile.ZipFile(file) as packed:
            parts = packed.infolist()
            if _MAIN_PART[kind] not in packed.namelist():
                raise _RefusedError(f"is no {kind} file")
            texts = [part for part in parts if part.filename.endswith((".xml", ".rels"))]
            if len(parts) > MOST_PARTS or sum(part.file_size for part in texts) > MOST_UNPACKED:
                raise _RefusedError(f"unpacks to more than {MOST_UNPACKED // 2**20} MiB; save it as csv")
            for part in texts:
                _check_text(packed, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, zlib.error):
        raise _RefusedError(f"is no {kind} file, is damaged, or is protected by a password") from None


def _check_text(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    before = b""
    with packed.open(part) as text:
        while piece := text.read(_PIECE):
            if _DOCUMENT_TYPE in before + piece:
                raise _RefusedError("has a document type (DTD), which is not accepted")
            before = piece[-len(_DOCUMENT_TYPE) :]


def _rows(file: BinaryIO, kind: str) -> Iterator[list[Any]]:
    """The rows of the first visible sheet with a cell, from the sheet's first row on so that lines can be counted."""
    try:
        sheet = _first_sheet(CalamineWorkbook.from_filelike(file))
        if sheet.end is not None and sheet.end[1] >= MOST_COLUMNS:
            raise _RefusedError(f"has a sheet with more than {MOST_COLUMNS} columns")
        for row in sheet.iter_rows():
            yield [_plain(cell) for cell in row]
    except _RefusedError:
        raise
    except BaseException:  # a panic of the library is no Exception
        raise _RefusedError(f"is no {kind} file that can be read; save it as csv or another kind of sheet") from None


def _first_sheet(workbook: CalamineWorkbook) -> CalamineSheet:
    for place, sheet in enumerate(workbook.sheets_metadata):
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            sheet_with_cells = workbook.get_sheet_by_index(place)
            if sheet_with_cells.start is not None:
                return sheet_with_cells
    raise _RefusedError("has no sheet with a cell in it")


def _plain(cell: object) -> object:
    """The cell as JSON has it; a date as an object, so that it is not taken for text."""
    if isinstance(cell, date):
        return {"date": cell.isoformat()}
    if isinstance(cell, time | timedelta):
        return str(cell)
    return cell[:LONGEST_TEXT] if isinstance(cell, str) else cell


if __name__ == "__main__":
    main()
