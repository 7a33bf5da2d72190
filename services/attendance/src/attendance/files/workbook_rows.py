"""Rows of the first sheet of a spreadsheet, xlsx or ods."""

import json
import os
import subprocess
import sys
from collections.abc import Generator, Iterator, Mapping
from contextlib import closing
from datetime import date, datetime
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Literal, NoReturn, cast

from attendance.files.cells import Cell, text_of
from attendance.files.columns import Columns
from attendance.files.table_rows import Row
from shared.domain.errors import InvalidField

MOST_PACKED = 64 * 1024 * 1024

_READER = "attendance.files.workbook_process"
_GIVEN = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
_PATIENCE_S = 10

_Cells = list[Cell]


class WorkbookRows:
    """The rows of a sheet below its first row that is not empty. That row has the names; a line is a row of the sheet.

    Read in a process of its own. Of a formula the value counts that was stored with it. Raises InvalidField (of `body`)
    for what is no such file, for a file above 64 MiB, and for a file that unpacks to too much.
    """

    def __init__(self, kind: Literal["xlsx", "ods"], stream: BinaryIO, columns: Columns) -> None:
        if stream.seek(0, os.SEEK_END) > MOST_PACKED:
            _refuse(f"is above {MOST_PACKED // 2**20} MiB, the most of a spreadsheet; save it as csv")
        self._source = _rows_of(kind, stream)
        self._rows = enumerate(self._source, 1)
        try:
            self.places: Mapping[str, int] = columns.places(self._names())
        except InvalidField:
            self._source.close()
            raise

    def __iter__(self) -> Iterator[Row]:
        with closing(self._source):
            for line, cells in self._rows:
                row = self._row(line, cells)
                if row.refused or any(row.fields.values()):
                    yield row

    def _names(self) -> list[str]:
        header = next((cells for _, cells in self._rows if any(map(_is_filled, cells))), None)
        if header is None:
            _refuse("is empty; a header with the names of the columns is expected")
        return [cell.strip() if isinstance(cell, str) else "" for cell in header]

    def _row(self, line: int, cells: _Cells) -> Row:
        try:
            return Row(line, {name: text_of(name, cells[place]) for name, place in self.places.items()})
        except InvalidField as error:
            return Row(line, {}, str(error))


def _is_filled(cell: Cell) -> bool:
    return cell is not None and cell != ""


def _rows_of(kind: str, stream: BinaryIO) -> Generator[_Cells, None, None]:
    """The rows that the other process reads. It ends when it is done, or when nobody asks it on."""
    with TemporaryFile() as file:
        stream.seek(0)
        process = subprocess.Popen(  # noqa: S603  (our own program)
            [sys.executable, "-I", "-m", _READER, kind],
            stdin=_with_descriptor(stream, cast("BinaryIO", file)),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _GIVEN if name in os.environ},
        )
        assert process.stdout is not None, "asked for"
        try:
            for line in process.stdout:
                if not line.endswith(b"\n"):  # it was stopped in the middle of a row
                    break
                row = json.loads(line)
                if isinstance(row, dict):
                    _refuse(row["refused"])
                yield [_cell(cell) for cell in row]
            if process.wait(_PATIENCE_S):
                _refuse(f"is no {kind} file that can be read, or needs too much memory; save it as csv")
        finally:
            process.kill()
            process.stdout.close()
            process.wait()


def _with_descriptor(stream: BinaryIO, file: BinaryIO) -> BinaryIO:
    """The stream, if another process can read it; else `file` with what is in it."""
    try:
        stream.fileno()
    except OSError:
        copyfileobj(stream, file)
        file.flush()
        return file
    return stream


def _cell(cell: Any) -> Cell:
    if isinstance(cell, dict):
        day = cell["date"]
        return datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)
    return cast("Cell", cell)


def _refuse(reason: str) -> NoReturn:
    raise InvalidField("body", reason)
