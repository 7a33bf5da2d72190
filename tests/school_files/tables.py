"""Writes the same table as csv, DBF, xlsx and ods, with the standard library alone: the least that is such a file."""

import csv
import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from xml.sax.saxutils import escape, quoteattr

Value = str | int | float | bool | date | datetime | None
Rows = Sequence[Sequence[Value]]

_SERIAL_0 = datetime(1899, 12, 30)  # noqa: DTZ001  (a spreadsheet's days have no zone)
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_DOCUMENT = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ODS = "urn:oasis:names:tc:opendocument:xmlns"


def as_csv(rows: Rows) -> bytes:
    """The rows as text, comma between them."""
    text = io.StringIO()
    csv.writer(text).writerows([["" if value is None else str(value) for value in row] for row in rows])
    return text.getvalue().encode()


def as_dbf(rows: Rows, *, code_page: int = 0x03, encoding: str = "cp1252", deleted: Sequence[int] = ()) -> bytes:
    """The rows as records of dBase III; the first has the names, `deleted` the records (from 0) that are deleted."""
    names, *records = rows
    columns = [[record[place] for record in records] for place in range(len(names))]
    fields = [_field(column, encoding) for column in columns]
    described = b"".join(
        struct.pack("<11sc4xBB14x", str(name)[:10].upper().encode(), kind, length, decimals)
        for name, (kind, length, decimals, _) in zip(names, fields, strict=True)
    )
    flags = [b"*" if number in deleted else b" " for number in range(len(records))]
    body = b"".join(flags[number] + b"".join(texts[number] for *_, texts in fields) for number in range(len(records)))
    lengths = (len(records), 32 + len(described) + 1, 1 + sum(length for _, length, *_ in fields))
    header = struct.pack("<BBBBLHH17xB2x", 3, 126, 11, 20, *lengths, code_page)
    return header + described + b"\r" + body + b"\x1a"


def _field(column: Sequence[Value], encoding: str) -> tuple[bytes, int, int, list[bytes]]:
    """The kind, length and decimals of a field, and its bytes in each record."""
    kinds = {type(value) for value in column if value is not None}
    if kinds == {date}:
        return b"D", 8, 0, [f"{value:%Y%m%d}".encode() if value else b" " * 8 for value in column]
    if kinds == {bool}:
        return b"L", 1, 0, [b"?" if value is None else b"T" if value else b"F" for value in column]
    if kinds and kinds <= {int, float}:
        decimals = 2 if float in kinds else 0
        numbers = ["" if value is None else f"{value:.{decimals}f}" for value in column]
        return b"N", 18, decimals, [f"{number:>18}".encode() for number in numbers]
    texts = ["" if value is None else str(value) for value in column]
    length = max([1, *(len(text.encode(encoding)) for text in texts)])
    return b"C", length, 0, [text.encode(encoding).ljust(length) for text in texts]


def as_xlsx(
    rows: Rows, *, first_row: int = 1, sheet: str | None = None, beside: Mapping[str, str] | None = None
) -> bytes:
    """The rows on the first sheet; `sheet` is the XML of its rows instead, `beside` has further parts or others."""
    written = (
        sheet if sheet is not None else "".join(_xlsx_row(number, row) for number, row in enumerate(rows, first_row))
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": _relations(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_DOCUMENT}"><sheets>'
        '<sheet name="Blad1" sheetId="1" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _relations(worksheet="worksheets/sheet1.xml", styles="styles.xml"),
        "xl/styles.xml": f'<styleSheet xmlns="{_SHEET}"><cellXfs count="3">'
        '<xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{written}</sheetData></worksheet>',
    }
    return _zipped(parts | (beside or {}))


def _xlsx_row(number: int, row: Sequence[Value]) -> str:
    cells = "".join(_xlsx_cell(f"{chr(ord('A') + place)}{number}", value) for place, value in enumerate(row))
    return f'<row r="{number}">{cells}</row>'


def _xlsx_cell(place: str, value: Value) -> str:
    match value:
        case None:
            return ""
        case bool():
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        case int() | float():
            return f'<c r="{place}"><v>{value}</v></c>'
        case datetime():
            return f'<c r="{place}" s="2"><v>{_serial(value)}</v></c>'
        case date():
            return f'<c r="{place}" s="1"><v>{_serial(datetime.combine(value, time()))}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'


def _serial(moment: datetime) -> float:
    days = moment - _SERIAL_0
    return days.days + days.seconds / 86_400


def _relations(**targets: str) -> str:
    each = (
        f'<Relationship Id="{name}" Type="{_DOCUMENT}/{name}" Target="{target}"/>' for name, target in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{"".join(each)}</Relationships>'


def as_ods(rows: Rows, *, table: str | None = None) -> bytes:
    """The rows on the first sheet; `table` is the XML of its rows instead."""
    spaces = " ".join(f'xmlns:{name}="{_ODS}:{name}:1.0"' for name in ("office", "table", "text"))
    written = (
        table if table is not None else "".join(f"<table:table-row>{_ods_row(row)}</table:table-row>" for row in rows)
    )
    content = (
        f'<office:document-content {spaces} office:version="1.3"><office:body><office:spreadsheet>'
        f'<table:table table:name="Blad1">{written}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        f'<manifest:manifest xmlns:manifest="{_ODS}:manifest:1.0" manifest:version="1.3">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/></manifest:manifest>'
    )
    return _zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def _ods_row(row: Sequence[Value]) -> str:
    return "".join(_ods_cell(value) for value in row)


def _ods_cell(value: Value) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case bool():
            kind, said = "boolean", ("boolean-value", str(value).lower())
        case int() | float():
            kind, said = "float", ("value", str(value))
        case date():
            kind, said = "date", ("date-value", value.isoformat())
        case _:
            return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
    name, text = said
    return f'<table:table-cell office:value-type="{kind}" office:{name}={quoteattr(text)}/>'


def _zipped(parts: Mapping[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return packed.getvalue()


WRITERS: Mapping[str, Callable[[Rows], bytes]] = {"csv": as_csv, "dbf": as_dbf, "xlsx": as_xlsx, "ods": as_ods}
"""How each format is written, by its name on the wire."""
