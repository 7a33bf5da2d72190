"""The municipality's list as people and converters write it. The INSZ are invented: sequence 999."""

import io
from dataclasses import replace
from datetime import date

import pytest

from attendance.residents.api.resident_table import ResidentTable
from attendance.residents.domain.outcomes import ResidentLine
from attendance.residents.domain.resident import Resident
from shared.domain.errors import InvalidField

HEADER = "insz,given_name,family_name,birth_date,registered_on,postcode,nis\n"
NOOR = "11030499935"
OLDER = "09031599951"  # born on 15 March 2009: a number loses the zero


def hash_insz(insz: str) -> bytes:
    """Stands for the municipality's secret: the key of an INSZ is the INSZ."""
    return insz.encode()


TABLE = ResidentTable("csv", {}, hash_insz)


def read(row: str, table: ResidentTable = TABLE) -> ResidentLine:
    [line] = table.read(io.BytesIO((HEADER + row + "\n").encode()))
    return line


def child(line: ResidentLine) -> Resident:
    assert line.resident is not None, line.refused
    return line.resident


@pytest.mark.parametrize(
    ("written", "born", "completed"),
    [
        ("04/03/2011", date(2011, 3, 4), False),
        ("2011-03-04T01:00:00+01:00", date(2011, 3, 4), False),
        ("00/03/2011", date(2011, 3, 1), True),
        ("2011-03-00", date(2011, 3, 1), True),
        ("00/00/2011", date(2011, 1, 1), True),
        ("2011-00-00", date(2011, 1, 1), True),
    ],
)
def test_an_unknown_day_of_birth_keeps_its_month_and_the_line_says_it_was_completed(
    written: str, born: date, completed: bool
) -> None:
    line = read(f"{NOOR},Noor,Voorbeeld,{written},,,")
    assert (child(line).birth_date, line.completed) == (born, completed)


def test_the_day_of_entry_is_read_like_any_other_and_has_no_unknown_parts() -> None:
    assert child(read(f"{NOOR},Noor,Voorbeeld,2011-03-04,1/9/2026 0:00,,")).registered_on == date(2026, 9, 1)
    assert str(read(f"{NOOR},Noor,Voorbeeld,2011-03-04,00/09/2026,,").refused).startswith("registered_on: Should be")


@pytest.mark.parametrize("days", ["3/25/2011,", "2011-03-04,9/30/2026"])
def test_a_list_with_a_day_that_can_only_have_the_month_first_is_refused_with_its_line(days: str) -> None:
    with pytest.raises(InvalidField, match=r"month first.* \(line 2\)$"):
        read(f"{NOOR},Noor,Voorbeeld,{days},,")


def test_an_insz_of_ten_digits_says_that_a_zero_may_be_lost_and_how_to_give_it() -> None:
    refused = str(read(f"{OLDER[1:]},Noor,Voorbeeld,2009-03-15,,,").refused)
    assert refused.startswith("insz: Should be 11 digits: a leading zero may be lost")
    assert "leading_zeros=insz" in refused


@pytest.mark.parametrize(
    "insz", [OLDER, "00111599915", "00031599956"], ids=["born 2009", "November 2000", "March 2000"]
)
def test_the_zeros_that_an_insz_lost_are_put_back_when_asked(insz: str) -> None:
    line = read(f"{insz.lstrip('0')},Noor,Voorbeeld,2009-03-15,,,", replace(TABLE, restore_zeros=True))
    assert child(line).insz_key == insz.encode()


@pytest.mark.parametrize("insz", ["9031599952", "1103049993", "1234567"])
def test_zeros_are_not_put_back_where_the_check_digits_do_not_agree(insz: str) -> None:
    refused = read(f"{insz},Noor,Voorbeeld,2009-03-15,,,", replace(TABLE, restore_zeros=True)).refused
    assert str(refused).startswith("insz: Should be ")


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("11030499935.0,Noor,Voorbeeld,2011-03-04,,,", "insz"),
        ("1.1030499935E+10,Noor,Voorbeeld,2011-03-04,,,", "insz"),
        (f"{NOOR},Noor,Voorbeeld,2011-03-04,,3800.0,", "postcode"),
        (f"{NOOR},Noor,Voorbeeld,2011-03-04,,,71053.0", "nis"),
    ],
)
def test_a_number_that_was_a_decimal_is_refused_with_the_reason(row: str, column: str) -> None:
    assert str(read(row).refused).startswith(f"{column}: Is a number that a spreadsheet or converter wrote with decim")


def test_a_postcode_with_a_leading_zero_stays_text() -> None:
    assert child(read(f"{NOOR},Noor,Voorbeeld,2011-03-04,,01067,")).postcode == "01067"


def test_every_field_that_is_wrong_is_named_once() -> None:
    refused = str(read("110304999,,Voorbeeld,3 maart,,,7").refused)
    assert [reason.partition(":")[0] for reason in refused.split("; ")] == ["insz", "given_name", "birth_date", "nis"]
