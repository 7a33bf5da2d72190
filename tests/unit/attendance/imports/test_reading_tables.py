"""Marks in DBF files and spreadsheets: the same as in a csv file, with cells that are no text."""

import io
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
from tests.school_files.tables import WRITERS, Rows, Value, as_dbf, as_ods, as_xlsx

from attendance.files.columns import Columns
from attendance.files.tables import TABLES, TableFormat
from attendance.school_files.domain.lines import FileLine
from attendance.school_files.reading.instructions import Instructions
from attendance.school_files.reading.table_marks import marks_in
from shared.domain.errors import InvalidField
from shared.files import workbook

FILES = Path(__file__).parents[3] / "school_files"
NOON = datetime(2026, 10, 6, 12, tzinfo=UTC)
AT_SCHOOL = Instructions(recorded_at=NOON, school="123456")
HEADER = ("pupil", "date", "half_day", "code")
MONDAY = date(2026, 10, 5)
WITHOUT_TYPES: list[TableFormat] = ["dbf", "xlsx", "ods"]
SPREADSHEETS: list[TableFormat] = ["xlsx", "ods"]

in_each = pytest.mark.parametrize("format_", TABLES)
in_each_with_cells = pytest.mark.parametrize("format_", WITHOUT_TYPES)
in_spreadsheets = pytest.mark.parametrize("format_", SPREADSHEETS)


def read_file(format_: TableFormat, content: bytes, instructions: Instructions = AT_SCHOOL) -> list[FileLine]:
    return list(marks_in(format_)(io.BytesIO(content), instructions))


def read(format_: TableFormat, rows: Rows, instructions: Instructions = AT_SCHOOL) -> list[FileLine]:
    return read_file(format_, WRITERS[format_](rows), instructions)


@in_each
def test_a_row_is_a_mark_in_every_format(format_: TableFormat) -> None:
    lines = read(format_, [HEADER, ("1234567", MONDAY, "VM", "B"), ("1234568", MONDAY, "namiddag", "Z")])
    assert [line.line for line in lines] == [2, 3]
    assert [(mark.pupil, mark.date, mark.half_day, mark.status) for line in lines for mark in line.marks] == [
        ("1234567", MONDAY, "AM", "problematic"),
        ("1234568", MONDAY, "PM", "justified"),
    ]


@in_each
def test_columns_have_the_names_that_the_caller_gives(format_: TableFormat) -> None:
    names = {"pupil": "Stamnummer", "half_day": "Dagdeel van de dag"}
    header = ("Klas", "Dagdeel van de dag", "date", "code", "Stamnummer")
    [line] = read(format_, [header, ("01", "AM", MONDAY, "B", "77")], Instructions(NOON, "123456", columns=names))
    assert [mark.pupil for mark in line.marks] == ["77"]


@in_each_with_cells
@pytest.mark.parametrize("pupil", [12345, 12345.0])
def test_a_number_cell_is_its_digits(format_: TableFormat, pupil: float) -> None:
    [line] = read(format_, [HEADER, (pupil, MONDAY, "AM", "B")])
    assert [mark.pupil for mark in line.marks] == ["12345"]


@in_each_with_cells
def test_a_text_cell_keeps_its_leading_zeros_and_days_in_text_are_read_too(format_: TableFormat) -> None:
    [line] = read(format_, [HEADER, ("0012", "5/10/2026", "AM", "B")])
    assert [(mark.pupil, mark.date) for mark in line.marks] == [("0012", MONDAY)]


@in_spreadsheets
def test_a_cell_with_a_time_is_its_day_and_a_moment_in_brussels(format_: TableFormat) -> None:
    moment = datetime(2026, 10, 5, 17, 30)  # noqa: DTZ001  (as a cell has it)
    [line] = read(format_, [(*HEADER, "recorded_at"), ("77", moment, "AM", "B", moment)])
    [mark] = line.marks
    assert (mark.date, mark.recorded_at) == (MONDAY, datetime(2026, 10, 5, 15, 30, tzinfo=UTC))


@in_each_with_cells
def test_a_date_cell_where_a_number_is_due_is_refused(format_: TableFormat) -> None:
    [line] = read(format_, [HEADER, (MONDAY, MONDAY, "AM", "B")])
    assert line.refused == "pupil: Is a date cell: give the column as text"


@in_each_with_cells
def test_a_number_that_its_cell_cannot_hold_is_refused(format_: TableFormat) -> None:
    [line] = read(format_, [HEADER, (12345678901234567, MONDAY, "AM", "B")])
    assert str(line.refused).startswith("pupil: Is a number with more digits")


@in_each_with_cells
@pytest.mark.parametrize("pupil", [-12345, 12345.5, 0.5])
def test_a_number_that_no_register_gives_makes_no_pupil(format_: TableFormat, pupil: float) -> None:
    [line] = read(format_, [HEADER, (pupil, MONDAY, "AM", "B")])
    assert line.refused == "pupil: Is a number below zero or with decimals: give the column as text"


@in_spreadsheets
def test_a_class_may_be_a_number_with_decimals(format_: TableFormat) -> None:
    [row] = TABLES[format_](io.BytesIO(WRITERS[format_]([("class",), (3.1,)])), Columns(("class",), (), {}))
    assert row.fields == {"class": "3.1"}


@in_spreadsheets
def test_days_that_a_program_shifted_to_utc_refuse_the_file_with_the_line(format_: TableFormat) -> None:
    shifted = datetime(2026, 10, 4, 22)  # noqa: DTZ001  (as a cell has it)
    with pytest.raises(InvalidField, match=r"midnight in UTC.* \(line 3\)$"):
        read(format_, [HEADER, ("1", MONDAY, "AM", "B"), ("1", shifted, "PM", "B")])


@in_each
def test_a_row_without_a_value_is_passed_over_and_counts_as_a_line(format_: TableFormat) -> None:
    rows = [HEADER, ("1", MONDAY, "AM", "B"), (None, None, None, None), ("2", MONDAY, "noon", "B")]
    assert [(line.line, bool(line.refused)) for line in read(format_, rows)] == [(2, False), (4, True)]


@in_each
def test_a_day_that_can_only_have_the_month_first_refuses_the_file_with_its_line(format_: TableFormat) -> None:
    with pytest.raises(InvalidField, match=r"month first.* \(line 3\)$"):
        read(format_, [HEADER, ("1", "10/5/2026", "AM", "B"), ("1", "10/25/2026", "AM", "B")])


@in_each
def test_a_column_that_is_missing_is_named(format_: TableFormat) -> None:
    with pytest.raises(InvalidField, match="no columns for code"):
        read(format_, [("pupil", "date", "half_day"), ("1", MONDAY, "AM")])


@pytest.mark.parametrize(
    ("name", "pupils"),
    [
        ("libreoffice.xlsx", ["12345", "12346"]),
        ("libreoffice.ods", ["12345", "12346"]),
        ("exceljs.csv", ["12345", "0012346"]),
    ],
)
def test_a_file_of_a_real_tool_is_read(name: str, pupils: list[str]) -> None:
    format_ = cast("TableFormat", name.rpartition(".")[2])
    lines = read_file(format_, (FILES / name).read_bytes())
    assert [(mark.pupil, mark.date, mark.half_day) for line in lines for mark in line.marks] == [
        (pupils[0], MONDAY, "AM"),
        (pupils[1], date(2026, 10, 6), "PM"),
    ]


def test_the_columns_of_a_person_in_a_real_spreadsheet() -> None:
    columns = Columns(("insz", "class", "postcode", "birth_date"), (), {"birth_date": "born"})
    for format_ in SPREADSHEETS:
        first, _ = TABLES[format_](io.BytesIO((FILES / f"libreoffice.{format_}").read_bytes()), columns)
        assert first.fields == {
            "insz": "09031599951",
            "class": "01A",
            "postcode": "01067",
            "birth_date": "2009-03-15",
        }


def test_a_dbf_of_a_real_tool_is_read() -> None:
    lines = read_file("dbf", (FILES / "dbffile.dbf").read_bytes())
    assert [(mark.pupil, mark.date, mark.half_day) for line in lines for mark in line.marks] == [
        ("12345", MONDAY, "AM"),
        ("7", MONDAY, "PM"),
    ]


def test_a_long_name_of_a_column_is_cut_to_ten_letters_in_a_dbf() -> None:
    lines = read("dbf", [(*HEADER, "recorded_at"), ("77", MONDAY, "AM", "B", "5/10/2026 17:30")])
    assert [mark.recorded_at for line in lines for mark in line.marks] == [datetime(2026, 10, 5, 15, 30, tzinfo=UTC)]


def test_a_deleted_record_of_a_dbf_is_no_line() -> None:
    rows = [HEADER, ("1", MONDAY, "AM", "B"), ("2", MONDAY, "AM", "B"), ("3", MONDAY, "AM", "B")]
    lines = read_file("dbf", as_dbf(rows, deleted=[1]))
    assert [(line.line, mark.pupil) for line in lines for mark in line.marks] == [(2, "1"), (3, "3")]


@pytest.mark.parametrize(("code_page", "encoding"), [(0x02, "cp850"), (0x57, "cp1252"), (0, "cp1252"), (0, "utf-8")])
def test_text_of_a_dbf_is_read_by_its_code_page_or_as_that_of_a_csv(code_page: int, encoding: str) -> None:
    instructions = Instructions(NOON, schools={"Lycée": "123456"})
    content = as_dbf([("school", *HEADER), ("Lycée", "77", MONDAY, "AM", "B")], code_page=code_page, encoding=encoding)
    [line] = read_file("dbf", content, instructions)
    assert [mark.school for mark in line.marks] == ["123456"]


def test_a_broken_cell_of_a_dbf_is_its_lines_fault() -> None:
    content = as_dbf([HEADER, ("1", MONDAY, "AM", "B"), ("2", MONDAY, "AM", "B")]).replace(b"20261005", b"2026100x", 1)
    first, second = read_file("dbf", content)
    assert (first.refused, len(second.marks)) == ("date: Should be a day", 1)


def test_the_lines_of_a_sheet_are_its_rows_wherever_it_begins() -> None:
    content = as_xlsx([HEADER, ("1", MONDAY, "noon", "B")], first_row=4)
    assert [line.line for line in read_file("xlsx", content)] == [5]


def test_of_a_formula_the_stored_value_counts_and_without_one_the_field_is_missing() -> None:
    cells = "".join(f'<c r="{column}1" t="str"><v>{name}</v></c>' for column, name in zip("ABCD", HEADER, strict=True))
    row = '<row r="{0}"><c r="A{0}">{1}</c><c r="B{0}" s="1"><v>46300</v></c>{2}</row>'
    rest = '<c t="str"><v>AM</v></c><c t="str"><v>B</v></c>'
    rows = [row.format(2, "<f>7*11</f><v>77</v>", rest), row.format(3, "<f>7*11</f>", rest)]
    first, second = read_file("xlsx", as_xlsx([], sheet=f'<row r="1">{cells}</row>{"".join(rows)}'))
    assert [mark.pupil for mark in first.marks] == ["77"]
    assert str(second.refused).startswith("pupil: ")


def test_a_hidden_sheet_and_an_empty_one_are_passed_over() -> None:
    sheets = '<sheet name="{0}" sheetId="{0}" {1}r:id="s{0}"/>'
    names = sheets.format(1, 'state="hidden" ') + sheets.format(2, "") + sheets.format(3, "")
    spaces = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    documents = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = "".join(
        f'<Relationship Id="s{number}" Type="{documents}/worksheet" Target="worksheets/sheet{number % 3 + 1}.xml"/>'
        for number in (1, 2, 3)
    )
    content = as_xlsx(
        [HEADER, ("77", "5/10/2026", "AM", "B")],
        beside={
            "xl/workbook.xml": f'<workbook {spaces} xmlns:r="{documents}"><sheets>{names}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'relationships">{relations}</Relationships>',
            "xl/worksheets/sheet2.xml": f'<worksheet {spaces}><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
            "</sheetData></worksheet>",
            "xl/worksheets/sheet3.xml": f"<worksheet {spaces}><sheetData/></worksheet>",
        },
    )
    [line] = read_file("xlsx", content)
    assert [mark.pupil for mark in line.marks] == ["77"]


def wide_and_high() -> bytes:
    """A sheet of two cells, which as a whole would take half a terabyte."""
    return as_xlsx(
        [],
        sheet='<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    )


def repeated_without_end() -> bytes:
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/>'
    return as_ods([], table=f'<table:table-row table:number-rows-repeated="1048576">{cell}</table:table-row>')


def bomb(main_part: str) -> bytes:
    """300 MB of the part's XML in 300 KB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(main_part, "w") as part:
        for _ in range(300):
            part.write(b" " * 1_000_000)
    return packed.getvalue()


def with_entities() -> bytes:
    declared = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    return as_xlsx([HEADER], beside={"xl/sharedStrings.xml": declared})


def lying_sizes() -> bytes:
    """A sheet whose zip directory says it is shorter than it is."""
    content = bytearray(as_xlsx([HEADER, *[("1", MONDAY, "AM", "B")] * 500]))
    entry = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    content[entry + 24 : entry + 28] = struct.pack("<L", 10)
    return bytes(content)


HOSTILE = {
    "two cells far apart": ("xlsx", wide_and_high(), "needs too much memory"),
    "a repeated cell": ("ods", repeated_without_end(), "is no ods file that can be read|too much memory|columns"),
    "an xlsx bomb": ("xlsx", partial(bomb, "xl/workbook.xml"), "unpacks to more than 256 MiB"),
    "an ods bomb": ("ods", partial(bomb, "content.xml"), "unpacks to more than 256 MiB"),
    "entities": ("xlsx", with_entities(), "document type"),
    "lying sizes": ("xlsx", lying_sizes(), "is no xlsx file"),
    "an ods as an xlsx": ("xlsx", as_ods([HEADER]), "is no xlsx file"),
    "an xlsx as an ods": ("ods", as_xlsx([HEADER]), "is no ods file"),
    "a csv as an xlsx": ("xlsx", b"pupil,date,half_day,code\n", "protected by a password"),
    "half an xlsx": ("xlsx", as_xlsx([HEADER])[:-200], "is no xlsx file"),
    "no cells": ("xlsx", as_xlsx([]), "no sheet with a cell"),
}


@pytest.mark.parametrize(("format_", "content", "reason"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_or_broken_spreadsheet_is_refused_and_costs_the_service_no_memory(
    format_: TableFormat, content: bytes | Callable[[], bytes], reason: str
) -> None:
    written = content if isinstance(content, bytes) else content()
    tracemalloc.start()
    try:
        with pytest.raises(InvalidField, match=reason) as refused:
            read_file(format_, written)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert refused.value.field == "body"
    assert peak < 5_000_000


def test_a_spreadsheet_above_the_limit_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workbook, "MOST_PACKED", 1024)
    with pytest.raises(InvalidField, match="the most of a spreadsheet; save it as csv"):
        read("xlsx", [HEADER, ("1", MONDAY, "AM", "B")])


def test_a_file_whose_reader_is_stopped_in_the_middle_of_a_row_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    stopped = 'import os; os.write(1, b\'["pupil", "date", "half_day", "code"]\\n["77", \'); os.abort()'

    class Stopped(subprocess.Popen[bytes]):
        def __init__(self, _arguments: list[str], **options: Any) -> None:
            super().__init__([sys.executable, "-c", stopped], **options)

    monkeypatch.setattr(workbook.subprocess, "Popen", Stopped)
    with pytest.raises(InvalidField, match="needs too much memory"):
        read("xlsx", [HEADER])


def test_the_other_process_ends_when_a_file_is_refused_half_way(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Watched(subprocess.Popen[bytes]):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            started.append(self)

    monkeypatch.setattr(workbook.subprocess, "Popen", Watched)
    rows = [HEADER, ("1", "10/25/2026", "AM", "B"), *[("1", MONDAY, "AM", "B")] * 20_000]
    with pytest.raises(InvalidField, match="month first"):
        read("xlsx", rows)
    assert [process.returncode is not None for process in started] == [True]


MARKS: list[tuple[Value, ...]] = [HEADER, ("1", MONDAY, "AM", "B"), ("2", MONDAY, "PM", "B")]
DBF = as_dbf(MARKS)


def patched(place: int, *new: int) -> bytes:
    return DBF[:place] + bytes(new) + DBF[place + len(new) :]


LYING = {
    "more records": (patched(4, 9), "has fewer records than its header says"),
    "millions of records": (patched(4, 255, 255, 255, 255), "has fewer records than its header says"),
    "fewer records": (patched(4, 1), "has more records than its header says"),
    "no length of a record": (patched(10, 0, 0), "does not say what follows"),
    "another length of a record": (patched(10, 200), "does not say what follows"),
    "a header beyond the file": (patched(8, 255, 255), "does not say what follows"),
    "a header within itself": (patched(8, 5, 0), "has no end"),
    "fields without end": (DBF[:32] + DBF[32:64] * 10, "has no end|does not say"),
    "a field of another length": (patched(32 + 16, 99), "does not say what follows"),
    "a field of an unknown kind": (patched(32 + 11, 33), "of a kind or name"),
    "a record that is none": (patched(DBF.rindex(b" 2"), 120), "does not say what follows"),
    "a cut header": (DBF[:20], "is no DBF file"),
    "a csv": (b"pupil,date,half_day,code\n1,2026-10-05,AM,B\n", "is no DBF file"),
}


@pytest.mark.parametrize(("content", "reason"), LYING.values(), ids=LYING)
def test_a_dbf_whose_header_lies_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidField, match=reason) as refused:
        read_file("dbf", content)
    assert refused.value.field == "body"
