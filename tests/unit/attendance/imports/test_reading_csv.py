import io
import tracemalloc
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from attendance.register.domain.status import Status
from attendance.school_files.domain.lines import FileLine
from attendance.school_files.reading.instructions import Instructions
from attendance.school_files.reading.table_marks import marks_in
from shared.contracts.vocabulary import Package
from shared.domain.errors import InvalidField

FILES = Path(__file__).parents[3] / "school_files"
NOON = datetime(2026, 10, 6, 12, tzinfo=UTC)
AT_SCHOOL = Instructions(recorded_at=NOON, school="123456")
HEADER = "pupil,date,half_day,code\n"


def read(text: str | bytes, instructions: Instructions = AT_SCHOOL) -> list[FileLine]:
    raw = text if isinstance(text, bytes) else text.encode()
    return list(marks_in("csv")(io.BytesIO(raw), instructions))


def pupils(lines: list[FileLine]) -> list[str]:
    return [mark.pupil for line in lines for mark in line.marks]


def test_a_row_is_a_mark() -> None:
    [line] = read(HEADER + "1234567,2026-10-05,AM,B\n")
    [mark] = line.marks
    assert line.line == 2
    assert (mark.school, mark.pupil, mark.date) == ("123456", "1234567", date(2026, 10, 5))
    assert (mark.half_day, mark.status, mark.recorded_at) == ("AM", Status.PROBLEMATIC, NOON)


def test_columns_stand_in_any_order_and_others_are_ignored() -> None:
    text = "code;klas;school;date;half_day;recorded_at;pupil\nZ;3A;654321;2026-10-05;PM;2026-10-05T17:00:00+02:00;77\n"
    [line] = read(text)
    [mark] = line.marks
    assert (mark.school, mark.pupil, mark.half_day, mark.status) == ("654321", "77", "PM", Status.JUSTIFIED)
    assert mark.recorded_at == datetime(2026, 10, 5, 15, tzinfo=UTC)


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_every_name_and_value_may_be_quoted(delimiter: str, encoding: str) -> None:
    rows = [("Naam, voornaam; klas", *HEADER.strip().split(",")), ("x", "77", "2026-10-05", "PM", "B")]
    text = "".join(delimiter.join(f'"{value}"' for value in row) + "\r\n" for row in rows)
    assert pupils(read(text.encode(encoding))) == ["77"]


@pytest.mark.parametrize(("first", "delimiter"), [("sep=;\r\n", ";"), ('"sep=,"\n', ","), ("\ufeffSEP=;;;;\n", ";")])
def test_a_first_line_that_tells_excel_the_delimiter_is_passed_over_and_counts_as_a_line(
    first: str, delimiter: str
) -> None:
    rows = (HEADER + "77,2026-10-05,PM,B\n78,2026-10-05,noon,B\n").replace(",", delimiter)
    taken, refused = read(first + rows)
    assert (taken.line, pupils([taken])) == (3, ["77"])
    assert (refused.line, refused.refused) == (4, "half_day: Should be AM or PM (VM or NM, voormiddag or namiddag)")


@pytest.mark.parametrize(("header", "reason"), [("", "is empty"), ('"pupil;date\n', "a quote is not closed")])
def test_what_is_wrong_with_the_header_after_such_a_line_is_said_of_its_line(header: str, reason: str) -> None:
    with pytest.raises(InvalidField, match=rf"{reason}.* \(line 2\)"):
        read("sep=;\n" + header)


@pytest.mark.parametrize(
    "day", ["05/10/2026", "5/10/2026", "05-10-2026", "2026-10-05T00:00:00", "2026-10-05T02:00:00+02:00"]
)
@pytest.mark.parametrize(
    ("half_day", "read_as"), [("vm", "AM"), ("voormiddag", "AM"), ("NAMIDDAG", "PM"), ("pm", "PM")]
)
def test_days_and_half_days_are_read_as_people_and_converters_write_them(day: str, half_day: str, read_as: str) -> None:
    [line] = read(HEADER + f"77,{day},{half_day},B\n")
    [mark] = line.marks
    assert (mark.date, mark.half_day) == (date(2026, 10, 5), read_as)


@pytest.mark.parametrize("recorded_at", ["2026-10-05T17:00:00+02:00", "5/10/2026 17:00", "2026-10-05 17:00:00"])
def test_a_time_without_an_offset_is_that_of_brussels(recorded_at: str) -> None:
    [line] = read(f"pupil,date,half_day,code,recorded_at\n77,2026-10-05,AM,B,{recorded_at}\n")
    [mark] = line.marks
    assert mark.recorded_at == datetime(2026, 10, 5, 15, tzinfo=UTC)


@pytest.mark.parametrize("row", ["1,10/25/2026,AM,B,", "1,10/25/2026,noon,B,", "a b,2026-10-05,AM,B,10/25/2026 8:00"])
def test_a_file_with_a_day_that_can_only_have_the_month_first_is_refused_with_its_line(row: str) -> None:
    with pytest.raises(InvalidField, match=r"^body: has a date with the month first.* \(line 3\)$"):
        read(f"pupil,date,half_day,code,recorded_at\n1,10/5/2026,AM,B,\n{row}\n")


def test_a_school_number_that_was_a_decimal_is_refused_with_the_reason() -> None:
    [line] = read("school," + HEADER + "123456.0,1,2026-10-05,AM,B\n")
    assert str(line.refused).startswith("school: Is a number that a spreadsheet or converter wrote with decimals")


def test_a_register_number_with_dots_and_letters_is_one() -> None:
    assert pupils(read(HEADER + "12.345,2026-10-05,AM,B\n1E5,2026-10-05,AM,B\n2.0b,2026-10-05,AM,B\n")) == [
        "12.345",
        "1E5",
        "2.0b",
    ]


def test_a_row_of_empty_fields_is_no_mark() -> None:
    assert pupils(read(HEADER + "1,2026-10-05,AM,B\n,,,\n")) == ["1"]


def test_columns_with_other_names_are_named_by_the_caller() -> None:
    instructions = Instructions(
        NOON, "123456", columns={"code": "Afwezigheid", "pupil": "Stamnr"}, package=Package.WISA
    )
    [line] = read("Stamnr;date;half_day;Afwezigheid\n1;2026-10-05;AM;L\n", instructions)
    assert [mark.status for mark in line.marks] == [Status.LATE]


def test_a_file_with_wisas_codes_and_dutch_half_days_and_columns() -> None:
    names = {"pupil": "Stamnr", "date": "Datum", "half_day": "Dagdeel", "code": "Afwezigheid"}
    lines = read((FILES / "wisa.csv").read_bytes(), Instructions(NOON, "123456", columns=names, package=Package.WISA))
    assert [(mark.pupil, mark.half_day, mark.status) for line in lines for mark in line.marks] == [
        ("1234567", "AM", Status.PROBLEMATIC),
        ("1234567", "PM", Status.JUSTIFIED),
        ("1234568", "AM", Status.LATE),
        ("1234568", "PM", Status.PRESENT),
    ]


def test_an_identifier_of_a_school_is_mapped_and_an_empty_one_is_the_given_school() -> None:
    instructions = Instructions(NOON, "123456", schools={"Noord": "111111"})
    lines = read("school," + HEADER + "Noord,1,2026-10-05,AM,B\n,2,2026-10-05,AM,B\n", instructions)
    assert [mark.school for line in lines for mark in line.marks] == ["111111", "123456"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_is_utf_8_or_windows_1252(encoding: str) -> None:
    text = "stamboeknummer leerling é,date,half_day,code\n1,2026-10-05,AM,B\n"
    instructions = Instructions(NOON, "123456", columns={"pupil": "stamboeknummer leerling é"})
    assert pupils(read(text.encode(encoding), instructions)) == ["1"]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lines_count_from_one_with_the_header_also_after_a_quoted_line_end(end: str) -> None:
    rows = [
        "pupil,date,half_day,code,remark",
        '1,2026-10-05,AM,B,"two',
        'lines"',
        "",
        "2,2026-10-05,AM,B,",
        "3,x,AM,B,",
    ]
    lines = read(end.join(rows))
    assert [(line.line, bool(line.refused)) for line in lines] == [(2, False), (5, False), (6, True)]


def test_a_quoted_field_may_hold_the_delimiter() -> None:
    assert pupils(read('pupil,date,half_day,code,"who, what"\n"1","2026-10-05","AM","B","a, b"\n')) == ["1"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1,5/10/26,AM,B", "date: "),
        ("12345.0,2026-10-05,AM,B", "pupil: Is a number that a spreadsheet or converter wrote with decimals"),
        ("12345,00,2026-10-05,AM,B", "has another number of fields"),
        ('"12345,00",2026-10-05,AM,B', "pupil: Is a number"),
        ("1.2345E+04,2026-10-05,AM,B", "pupil: Is a number"),
        ("1.2345e4,2026-10-05,AM,B", "pupil: Is a number"),
        ("1E+05,2026-10-05,AM,B", "pupil: Is a number"),
        ("1,2026-10-05,vroeg,B", "half_day: "),
        ("1,2026-10-05,AM,", "code: "),
        ("a b,2026-10-05,AM,B", "pupil: "),
        ("1,2026-10-05,AM", "has another number of fields"),
        ("1,2026-10-05,AM,B,B", "has another number of fields"),
    ],
)
def test_a_malformed_row_is_refused_with_its_field_and_the_others_count(row: str, reason: str) -> None:
    first, second = read(HEADER + row + "\n2,2026-10-05,AM,B\n")
    assert (first.line, first.half_days, first.marks) == (2, 1, ())
    assert str(first.refused).startswith(reason)
    assert len(second.marks) == 1


def test_a_malformed_value_is_not_repeated() -> None:
    [line] = read(HEADER + "Jan Peeters,2026-10-05,AM,B\n")
    assert "Peeters" not in str(line.refused)


@pytest.mark.parametrize(
    ("broken", "field", "reason"),
    [
        (b"", "body", "empty"),
        (b"pupil,date,half_day\n", "body", "columns for code"),
        (b"pupil,date,half_day,code,code\n", "body", "2 columns for code"),
        (b"<xml/>\n", "body", "columns for pupil"),
        (b'"pupil,date;half_day,code\n', "body", "not CSV"),
        (HEADER.encode() + b'1,"2026-10-05,AM,B\n', "body", "not CSV"),
        (HEADER.encode() + b'1,"' + b"x\n" * 200_000 + b'",AM,B\n', "body", "not CSV"),
        (HEADER.encode() + b"1" * 70_000 + b",2026-10-05,AM,B\n", "body", "above 64 KiB"),
        (b"\xff\xfep\x00u\x00", "body", "UTF-8 or Windows-1252"),
        (HEADER.encode() + b"\x81\n", "body", "UTF-8 or Windows-1252"),
    ],
)
def test_a_file_that_is_none_is_refused_as_a_whole(broken: bytes, field: str, reason: str) -> None:
    with pytest.raises(InvalidField, match=reason) as refused:
        read(broken)
    assert refused.value.field == field


def test_a_file_without_schools_needs_the_school_to_be_given() -> None:
    with pytest.raises(InvalidField) as refused:
        read(HEADER, Instructions(NOON))
    assert refused.value.field == "school"


def test_a_column_named_by_the_caller_has_to_be_there() -> None:
    with pytest.raises(InvalidField, match="recorded_at"):
        read(HEADER, Instructions(NOON, "123456", columns={"recorded_at": "Ingevoerd op"}))


def test_a_row_that_goes_on_and_on_is_refused_before_it_fills_the_memory() -> None:
    raw = io.BytesIO((HEADER + '1,"' + 'xy\n","' * 200_000).encode())
    tracemalloc.start()
    try:
        with pytest.raises(InvalidField, match="row above 256 KiB"):
            sum(1 for _ in marks_in("csv")(raw, AT_SCHOOL))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 6_000_000
