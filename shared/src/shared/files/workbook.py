"""The rows of the first sheet of a spreadsheet, xlsx or ods, read in a process of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Generator
from datetime import date, datetime
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO, Literal, NoReturn, cast

from shared.domain.errors import InvalidField

MOST_PACKED = 64 * 1024 * 1024

SheetCell = str | int | float | bool | date | None
"""What a spreadsheet has in a cell; a date may have a time."""

_READER = "shared.files.workbook_process"
_GIVEN = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")
_PATIENCE_S = 10


def sheet_rows(kind: Literal["xlsx", "ods"], stream: BinaryIO) -> Generator[list[SheetCell], None, None]:
    """The rows of the first sheet with a cell, from its first row on. Of a formula the value stored with it counts.

    Raises InvalidField (of `body`) for what is no such file, a file above 64 MiB, and a file that unpacks to too much.
    The other process ends when it is done, or when nobody asks for more rows.
    """
    if stream.seek(0, os.SEEK_END) > MOST_PACKED:
        _refuse(f"is above {MOST_PACKED // 2**20} MiB, the most of a spreadsheet; save it as csv")
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


def _cell(cell: Any) -> SheetCell:
    if isinstance(cell, dict):
        day = cell["date"]
        return datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)
    return cast("SheetCell", cell)


def _refuse(reason: str) -> NoReturn:
    raise InvalidField("body", reason)
