"""The formats that a table can be in, by their names on the wire."""

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import BinaryIO, Literal

from attendance.files.columns import Columns
from attendance.files.csv_rows import CsvRows
from attendance.files.dbf_rows import DbfRows
from attendance.files.table_rows import TableRows
from attendance.files.workbook_rows import WorkbookRows

TableFormat = Literal["csv", "dbf", "ods", "xlsx"]

TABLES: Mapping[TableFormat, Callable[[BinaryIO, Columns], TableRows]] = MappingProxyType(
    {"csv": CsvRows, "dbf": DbfRows, "ods": partial(WorkbookRows, "ods"), "xlsx": partial(WorkbookRows, "xlsx")}
)
