"""The formats that a table can be in, by their names on the wire."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import BinaryIO, Literal

from attendance.adapters.columns import Columns
from attendance.adapters.csv_rows import CsvRows
from attendance.adapters.table_rows import TableRows

TableFormat = Literal["csv"]

TABLES: Mapping[TableFormat, Callable[[BinaryIO, Columns], TableRows]] = MappingProxyType({"csv": CsvRows})
