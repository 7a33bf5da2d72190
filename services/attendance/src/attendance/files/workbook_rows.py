"""Rows of the first sheet of a spreadsheet, xlsx or ods."""

from collections.abc import Iterator, Mapping
from contextlib import closing
from typing import BinaryIO, Literal, NoReturn

from attendance.files.cells import Cell, text_of
from attendance.files.columns import Columns
from attendance.files.table_rows import Row
from shared.domain.errors import InvalidField
from shared.files.workbook import sheet_rows

_Cells = list[Cell]


class WorkbookRows:
    """The rows of a sheet below its first row that is not empty. That row has the names; a line is a row of the sheet.

    Read in a process of its own. Of a formula the value counts that was stored with it. Raises InvalidField (of `body`)
    for what is no such file, for a file above 64 MiB, and for a file that unpacks to too much.
    """

    def __init__(self, kind: Literal["xlsx", "ods"], stream: BinaryIO, columns: Columns) -> None:
        self._source = sheet_rows(kind, stream)
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


def _refuse(reason: str) -> NoReturn:
    raise InvalidField("body", reason)
