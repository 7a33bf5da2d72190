"""Rows of a DBF file (dBase, FoxPro), as WISA and older school packages write it."""

import os
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from shutil import copyfileobj
from tempfile import TemporaryFile
from typing import Any, BinaryIO, NoReturn, cast

from dbfread import DBF, FieldParser
from dbfread.codepages import guess_encoding

from attendance.files.cells import Cell, Unreadable, text_of
from attendance.files.columns import Columns
from attendance.files.table_rows import Row
from shared.domain.errors import InvalidField

_HEADER = struct.Struct("<4xLHH17xB2x")
_FIELD_BYTES = 32
_END_OF_FIELDS = b"\r"
_END_OF_RECORDS = (b"", b"\x1a")
_KEPT, _DELETED = b" "[0], b"*"[0]
_LONGEST_NAME = 10
_BLOCK = 1024 * 1024
_UNDECLARED = ("utf-8", "cp1252")


class DbfRows:
    """The records of a file that are not deleted; its field names are our columns in capitals, cut to ten letters.

    A record's line is that of its row when a spreadsheet opens the file: the field names are line 1. Text without a
    code page is read as that of a csv file. Memo fields lie in a file beside this file and are empty. Raises
    InvalidField (of `body`) for what is no such file, and for a file whose header does not say what follows.
    """

    def __init__(self, stream: BinaryIO, columns: Columns) -> None:
        self._stream = stream
        self._encoding = _check(stream)
        with self._table() as table:
            names = [name.upper() for name in table.field_names]
        self.places: Mapping[str, int] = columns.places(names, as_written=_stored)

    def __iter__(self) -> Iterator[Row]:
        with self._table() as table:
            for line, record in enumerate(table, 2):
                cells = [cell for _, cell in record]
                try:
                    row = Row(line, {name: text_of(name, cells[place]) for name, place in self.places.items()})
                except InvalidField as error:
                    row = Row(line, {}, str(error))
                if row.refused or any(row.fields.values()):
                    yield row

    @contextmanager
    def _table(self) -> Iterator[DBF]:
        with _with_path(self._stream) as path:
            try:
                table = DBF(
                    path,
                    encoding=self._encoding,
                    ignorecase=False,
                    ignore_missing_memofile=True,
                    parserclass=_Parser,
                    recfactory=None,
                )
            except (ValueError, struct.error):
                _refuse("is a DBF file with a field of a kind or name that can't be read")
            yield table


class _Parser(FieldParser):  # type: ignore[misc]  # dbfread has no types
    """Reads a field; what can't be read is that cell's fault and not the file's."""

    def parse(self, field: Any, data: bytes) -> Cell | Unreadable:
        try:
            value = super().parse(field, data)
        except (ValueError, OverflowError, struct.error):
            return Unreadable(_EXPECTED.get(field.type, "Holds what its kind of field can't"))
        return value if value is None or isinstance(value, Cell) else Unreadable("Is of a kind that can't be read")

    def decode_text(self, text: bytes) -> str:
        if self.encoding != _UNDECLARED[0]:
            return text.decode(self.encoding)
        try:
            return text.decode(_UNDECLARED[0])
        except UnicodeDecodeError:
            return text.decode(_UNDECLARED[1])


_EXPECTED = {
    "D": "Should be a day",
    "N": "Should be a number",
    "F": "Should be a number",
    "L": "Should be true or false",
}


def _stored(name: str) -> str:
    return name[:_LONGEST_NAME].upper()


def _check(stream: BinaryIO) -> str:
    """The encoding. Refuses a file whose records are not where its header says, or are more or fewer."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(0)
    header = stream.read(_FIELD_BYTES)
    if len(header) < _FIELD_BYTES:
        _refuse("is no DBF file")
    records, header_bytes, record_bytes, code_page = _HEADER.unpack(header)
    fields = stream.read(max(header_bytes - _FIELD_BYTES, 0))
    if record_bytes != 1 + sum(_lengths(fields)) or _FIELD_BYTES + len(fields) != header_bytes:
        _refuse("is no DBF file: its header does not say what follows")
    if header_bytes + records * record_bytes > size:
        _refuse("has fewer records than its header says; it ends too early")
    at_once = max(_BLOCK // record_bytes, 1)
    while records > 0:
        block = stream.read(min(at_once, records) * record_bytes)
        if not set(block[::record_bytes]) <= {_KEPT, _DELETED}:
            _refuse("is no DBF file: its header does not say what follows")
        records -= at_once
    if stream.read(1) not in _END_OF_RECORDS:
        _refuse("has more records than its header says")
    try:
        return str(guess_encoding(code_page)) if code_page else _UNDECLARED[0]
    except LookupError:
        return _UNDECLARED[0]


def _lengths(fields: bytes) -> Iterator[int]:
    """How long each field is. Raises InvalidField when their descriptions have no end."""
    for start in range(0, len(fields), _FIELD_BYTES):
        if fields[start : start + 1] in (b"\r", b"\n"):
            return
        kind, low, high = (
            fields[start + 11 : start + 12],
            fields[start + 16 : start + 17],
            fields[start + 17 : start + 18],
        )
        if not high:
            break
        yield low[0] | (high[0] << 8 if kind == b"C" else 0)
    _refuse("is no DBF file: the list of its fields has no end")


@contextmanager
def _with_path(stream: BinaryIO) -> Iterator[str]:
    """A path to what is in the stream, which dbfread asks for: an upload lies in a file without a name."""
    try:
        descriptor = stream.fileno()
    except OSError:
        with TemporaryFile() as file:
            stream.seek(0)
            copyfileobj(stream, cast("BinaryIO", file))
            file.flush()
            yield f"/dev/fd/{file.fileno()}"
    else:
        yield f"/dev/fd/{descriptor}"


def _refuse(reason: str) -> NoReturn:
    raise InvalidField("body", reason) from None
