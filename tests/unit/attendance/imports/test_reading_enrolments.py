"""Enrolments in a table: the fields of `pupil-enrolled` side by side. The INSZ are invented: sequence 999."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.school_files.tables import WRITERS, Value

from attendance.files.tables import TABLES, TableFormat
from attendance.register.domain.enrolment import EducationLevel, Enrolment, PersonData, Transferred
from attendance.school_files.domain.lines import EnrolmentLine
from attendance.school_files.reading.enrolment_table import EnrolmentTable
from shared.domain.errors import InvalidField

NOON = datetime(2026, 10, 6, 12, tzinfo=UTC)
NOOR = "11030499935"
OLDER = "09031599951"


def hash_insz(insz: str) -> bytes:
    """Stands for the municipality's secret: the key of an INSZ is the INSZ."""
    return insz.encode()


TABLE = EnrolmentTable("csv", hash_insz, NOON, school="123456", level=EducationLevel.SECUNDAIR)
LEAST: dict[str, Value] = {
    "pupil": "77",
    "valid_from": date(2026, 9, 1),
    "given_name": "Noor",
    "family_name": "Voorbeeld",
    "birth_date": date(2011, 3, 4),
}


def read(row: dict[str, Value], table: EnrolmentTable = TABLE) -> EnrolmentLine:
    [line] = table.read(io.BytesIO(WRITERS[table.format]([tuple(row), tuple(row.values())])))
    return line


def enrolment(line: EnrolmentLine) -> Enrolment:
    assert line.report is not None, line.refused
    assert isinstance(line.report.change, Enrolment)
    return line.report.change


@pytest.mark.parametrize("format_", TABLES)
def test_every_field_is_read_in_every_format(format_: TableFormat) -> None:
    row = LEAST | {
        "school": "654321",
        "class": "01A",
        "level": "lager",
        "structure": "211",
        "site": "2",
        "insz": NOOR,
        "postcode": "01067",
        "registered_on": date(2026, 8, 30),
        "ses": True,
    }
    line = read(row, replace(TABLE, format=format_))
    found = enrolment(line)
    assert line.report is not None
    assert (line.line, line.report.school, line.report.pupil, found.valid_from) == (2, "654321", "77", date(2026, 9, 1))
    assert (found.level, found.class_name, found.structure, found.site, found.ses) == ("lager", "01A", "211", "2", True)
    assert found.person == PersonData("Noor", "Voorbeeld", date(2011, 3, 4), NOOR.encode(), date(2026, 8, 30))
    assert found.recorded_at == NOON


def test_a_count_that_another_school_passed_on_is_read() -> None:
    found = enrolment(read(LEAST | {"transferred_problematic": "7", "transferred_until": "31/8/2026"}))
    assert found.transferred == Transferred(7, date(2026, 8, 31))
    lacking = read(LEAST | {"transferred_problematic": "7"})
    assert lacking.refused == "transferred_until: Is required"


def test_what_the_file_does_not_say_the_caller_says() -> None:
    line = read(LEAST)
    assert line.report is not None
    assert (line.report.school, enrolment(line).level) == ("123456", EducationLevel.SECUNDAIR)
    for name in ("school", "level"):
        with pytest.raises(InvalidField) as refused:
            read(LEAST, replace(TABLE, **{name: None}))
        assert refused.value.field == name


def test_an_identifier_of_a_school_is_mapped_and_columns_have_the_files_names() -> None:
    row = {"Stamnr" if name == "pupil" else name: value for name, value in LEAST.items()}
    line = read(row | {"school": "Noord"}, replace(TABLE, columns={"pupil": "Stamnr"}, schools={"Noord": "111111"}))
    assert line.report is not None
    assert (line.report.school, line.report.pupil) == ("111111", "77")


@pytest.mark.parametrize("said", ["ja", "Ja", "1", "TRUE", "waar"])
def test_a_truth_is_said_in_dutch_or_english(said: str) -> None:
    assert enrolment(read(LEAST | {"ses": said})).ses is True
    assert enrolment(read(LEAST | {"ses": "nee"})).ses is False
    assert str(read(LEAST | {"ses": "soms"}).refused).startswith("ses: ")


@pytest.mark.parametrize("format_", ["dbf", "xlsx", "ods"])
def test_a_number_cell_gets_zeros_back_as_an_insz_alone(format_: TableFormat) -> None:
    row = LEAST | {"pupil": 12345, "insz": int(OLDER), "postcode": 3800, "class": 1}
    line = read(row, replace(TABLE, format=format_))
    found = enrolment(line)
    assert line.report is not None
    assert (line.report.pupil, found.person.insz_key, found.class_name) == ("12345", OLDER.encode(), "1")


def test_in_a_number_cell_too_the_check_digits_have_to_agree() -> None:
    refused = read(LEAST | {"insz": int(OLDER) + 1}, replace(TABLE, format="xlsx")).refused
    assert str(refused).startswith("insz: Should be an INSZ with right check digits")


def test_text_of_ten_digits_needs_to_be_asked_for() -> None:
    row = LEAST | {"insz": OLDER[1:]}
    assert "leading_zeros=insz" in str(read(row).refused)
    assert enrolment(read(row, replace(TABLE, restore_zeros=True))).person.insz_key == OLDER.encode()


@pytest.mark.parametrize(
    ("column", "value"),
    [("pupil", "12345.0"), ("school", "123456.0"), ("class", "3.0"), ("site", "2.0"), ("insz", "1.1030499935E+10")],
)
def test_a_number_that_was_a_decimal_is_refused_with_the_reason(column: str, value: str) -> None:
    assert str(read(LEAST | {column: value}).refused).startswith(f"{column}: Is a number that a spreadsheet")


def test_a_date_of_birth_is_completed_and_days_are_read_day_first() -> None:
    line = read(LEAST | {"valid_from": "1/9/2026 0:00", "birth_date": "00/03/2011"})
    assert (enrolment(line).valid_from, enrolment(line).person.birth_date) == (date(2026, 9, 1), date(2011, 3, 1))
    assert line.completed
    with pytest.raises(InvalidField, match=r"month first.* \(line 2\)$"):
        read(LEAST | {"valid_from": "9/30/2026"})


def test_every_wrong_field_is_named_by_its_column() -> None:
    refused = str(read(LEAST | {"level": "hoger", "birth_date": "maart", "postcode": "?"}).refused)
    assert sorted(reason.partition(":")[0] for reason in refused.split("; ")) == ["birth_date", "level", "postcode"]
    assert "maart" not in refused
