"""An INSZ has right check digits and a birth date that can exist. All numbers here have a sequence never issued."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from shared.contracts.errors import field_errors
from shared.contracts.school_enrolment import EnrolledPerson


def read(number: str) -> str | None:
    person = {"given_name": "Fien", "family_name": "Verzonnen", "birth_date": "2011-03-04", "insz": number}
    return EnrolledPerson.model_validate(person).insz


def insz(birth: str, sequence: str = "999", born_from_2000: bool = True) -> str:
    """The number with its check digits: 97 minus the first nine digits (with a 2 before them from 2000) mod 97."""
    digits = birth + sequence
    return f"{digits}{97 - int(f'2{digits}' if born_from_2000 else digits) % 97:02}"


@pytest.mark.parametrize(
    "number",
    [
        "11030499935",
        "09031599951",
        "12090100023",
        "15070499950",
        pytest.param(insz("080229"), id="29 February of a leap year"),
        pytest.param(insz("850730", "000", born_from_2000=False), id="born before 2000"),
        pytest.param(insz("114304"), id="BIS, sex known"),
        pytest.param(insz("112304"), id="BIS, sex not known"),
        pytest.param(insz("110000"), id="month and day not known"),
        pytest.param(insz("110300"), id="day not known"),
        pytest.param(insz("114000"), id="BIS, month and day not known"),
    ],
)
def test_numbers_that_can_exist_are_taken(number: str) -> None:
    assert read(number) == number


@pytest.mark.parametrize(
    "number",
    [
        pytest.param("11030499936", id="wrong check digits"),
        pytest.param("11022999954", id="29 February of no leap year"),
        pytest.param(insz("110431"), id="31 April"),
        pytest.param(insz("111304"), id="month 13"),
        pytest.param(insz("111504"), id="month 15"),
        pytest.param(insz("115304"), id="BIS, month 53"),
        pytest.param(insz("113431"), id="BIS, month 34"),
        pytest.param(insz("116104"), id="month 61"),
        pytest.param(insz("114431"), id="BIS, 31 April"),
        pytest.param("00000000000", id="zeros"),
    ],
)
def test_numbers_that_cannot_exist_are_refused_without_repeating_them(number: str) -> None:
    with pytest.raises(ValidationError) as raised:
        read(number)
    assert field_errors(raised.value) == [
        ("insz", "Should be an INSZ with right check digits and a possible birth date")
    ]
    assert number not in str(raised.value)


@pytest.mark.parametrize("number", ["1103049993", "110304999355", "11.03.04-999.35", "11030499935 ", "١١٠٣٠٤٩٩٩٣٥"])
def test_only_eleven_digits_are_a_number(number: str) -> None:
    with pytest.raises(ValidationError):
        read(number)


@given(day=st.dates(date(2000, 1, 1), date(2025, 12, 31)), sequence=st.sampled_from(["000", "999"]))
def test_every_day_of_this_century_has_a_number(day: date, sequence: str) -> None:
    number = insz(f"{day:%y%m%d}", sequence)
    assert read(number) == number


@given(day=st.dates(date(2000, 1, 1), date(2025, 12, 31)), check_digits=st.integers(0, 99))
def test_other_check_digits_are_refused(day: date, check_digits: int) -> None:
    birth = f"{day:%y%m%d}"
    number = f"{birth}999{check_digits:02}"
    if number not in {insz(birth), insz(birth, born_from_2000=False)}:
        with pytest.raises(ValidationError):
            read(number)
