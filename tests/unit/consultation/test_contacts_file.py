"""The directory as a file: what is read, and what a person is told of a mistake."""

from datetime import date
from pathlib import Path

import pytest

from consultation.directory.adapters.contacts_file import parse_contacts, read_contacts
from consultation.directory.adapters.csv_rows import DirectoryFileError
from consultation.domain.weekly_hours import parse_weekly
from consultation.settings import SHIPPED
from shared.domain.roles import Role

HEADER = "contact_id,name,role,organisation,schools,email,language,deputy_of,valid_from,valid_until,weekly"
WEEKLY = "1 08:30-12:00; 3 08:30-12:00"
ELS = f"c-1,Els Voorbeeld,counsellor,Atheneum,125001 125002,els@school.example,nl,,2026-09-01,2027-06-30,{WEEKLY}"


def mistakes_in(*lines: str, header: str = HEADER) -> list[str]:
    with pytest.raises(DirectoryFileError) as caught:
        parse_contacts("\n".join((header, *lines)))
    assert "Voorbeeld" not in str(caught.value)
    return [str(mistake) for mistake in caught.value.mistakes]


def test_every_column_is_read():
    (row,) = parse_contacts(f"{HEADER}\n{ELS}\n")
    details = row.details
    assert (row.contact_id, details.name, details.role) == ("c-1", "Els Voorbeeld", Role.COUNSELLOR)
    assert (details.organisation, details.email, details.language) == ("Atheneum", "els@school.example", "nl")
    assert details.schools == ("125001", "125002")
    assert (details.valid_from, details.valid_until) == (date(2026, 9, 1), date(2027, 6, 30))
    assert row.weekly == parse_weekly(WEEKLY)


@pytest.mark.parametrize(("first", "last"), [("1/9/2026", "30-06-2027"), ("2026-09-01T00:00:00", "30/6/2027 0:00")])
def test_a_spreadsheets_dates_have_the_day_first(first: str, last: str):
    (row,) = parse_contacts(f"{HEADER}\n{ELS.replace('2026-09-01', first).replace('2027-06-30', last)}\n")
    assert (row.details.valid_from, row.details.valid_until) == (date(2026, 9, 1), date(2027, 6, 30))


def test_a_date_with_the_month_first_is_told_so():
    (mistake,) = mistakes_in(ELS.replace("2026-09-01", "9/25/2026"))
    assert "month first" in mistake


def test_phone_and_organisation_are_columns_that_came_later():
    (row,) = parse_contacts(f"{HEADER},phone,organisation_id\n{ELS},011 00 00 00,school-1")
    assert (row.details.phone, row.details.organisation_id) == ("011 00 00 00", "school-1")


def test_a_file_from_before_they_were_there_has_the_digests_it_had():
    (row,) = parse_contacts(f"{HEADER}\n{ELS}")
    (same,) = parse_contacts(f"{HEADER},phone,organisation_id\n{ELS},,")
    (other,) = parse_contacts(f"{HEADER},phone,organisation_id\n{ELS},011 00 00 00,")
    assert row.digest.hex() == "54bf81c1e8ce69daeaf5b32ca3ae1396ea29dbf8b4dd60c10ce641602f61f3cb"
    assert row.digest == same.digest != other.digest


def test_an_empty_cell_is_a_value_that_is_not_there():
    (row,) = parse_contacts(f"{HEADER}\nc-1,Els Voorbeeld,clb,,,,,,,,")
    details = row.details
    assert (details.organisation, details.schools, details.email, details.deputy_of) == (None, (), None, None)
    assert (details.valid_from, details.language, row.weekly) == (None, "nl", ())


def test_columns_can_be_left_out_and_stand_in_any_order():
    (row,) = parse_contacts("role,name,contact_id\nclb,Els Voorbeeld,c-1")
    assert (row.contact_id, row.details.role) == ("c-1", Role.CLB)


def test_a_spreadsheets_semicolons_are_columns_too():
    (row,) = parse_contacts(
        'contact_id;name;role;schools;weekly\r\nc-1;Els;clb;125001,125002;"1 08:30-12:00; 2 08:30-12:00"\r\n'
    )
    assert (row.details.schools, len(row.weekly)) == (("125001", "125002"), 2)


def test_a_row_has_the_same_digest_until_something_in_it_changes():
    (row,), (same,) = parse_contacts(f"{HEADER}\n{ELS}"), parse_contacts(f"{HEADER}\n\n{ELS}\n")
    (other,) = parse_contacts(f"{HEADER}\n{ELS.replace('Atheneum', 'Lyceum')}")
    assert row.digest == same.digest != other.digest


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("c 1,Els Voorbeeld,clb,,,,,,,,", "contact_id"),
        ("c-1,,clb,,,,,,,,", "name"),
        ("c-1,Els Voorbeeld,teacher,,,,,,,,", "role"),
        ("c-1,Els Voorbeeld,school,,,,,,,,", "role"),
        ("c-1,Els Voorbeeld,clb,,12500,,,,,,", "schools"),
        ("c-1,Els Voorbeeld,clb,,,els,,,,,", "email"),
        ("c-1,Els Voorbeeld,clb,,,,Dutch,,,,", "language"),
        ("c-1,Els Voorbeeld,clb,,,,,c-9,,,", "deputy_of"),
        ("c-1,Els Voorbeeld,clb,,,,,,1/9/26,,", "valid_from"),
        ("c-1,Els Voorbeeld,clb,,,,,,9/25/2026,,", "valid_from"),
        ("c-1,Els Voorbeeld,clb,,,,,,2026-09-02,2026-09-01,", "valid_until"),
        ("c-1,Els Voorbeeld,clb,,,,,,,,monday", "weekly"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_column(line: str, column: str):
    (mistake,) = mistakes_in(ELS.replace("c-1", "c-0"), line)
    assert mistake.startswith(f"line 3, column {column}: ")


def test_every_mistake_is_told_at_once():
    assert len(mistakes_in("c-1,,clb,,,,,,,,", "c-2,Els Voorbeeld,teacher,,,,,,,,")) == 2


def test_a_long_list_of_mistakes_is_cut_short():
    with pytest.raises(DirectoryFileError, match="and 10 more"):
        parse_contacts("\n".join((HEADER, *(f"c-{number},,clb,,,,,,,," for number in range(30)))))


def test_an_id_that_is_there_twice_is_told_with_both_lines():
    assert mistakes_in(ELS, ELS) == ["line 3, column contact_id: is that of line 2 too"]


def test_columns_that_are_missing_or_unknown_are_named():
    assert mistakes_in(header="contact_id,name,telephone")[0] == "line 1: column role is missing"
    assert mistakes_in(header="contact_id,name,role,telephone")[0].startswith("line 1, column 4: is not one of")
    assert mistakes_in(header="contact_id,name,role,role") == ["line 1: a column is there twice"]


@pytest.mark.parametrize("line", ["c-1,Els Voorbeeld", "c-1,Els Voorbeeld,clb,,,,,,,,,too many"])
def test_a_line_of_another_length_is_told(line: str):
    assert mistakes_in(line) == ["line 2: has not as many cells as line 1"]


@pytest.mark.parametrize("line", ["c-1," + "x" * 200_000, 'c-1,"Els"Voorbeeld"'])
def test_what_is_no_csv_is_told(line: str):
    (mistake,) = mistakes_in(line)
    assert mistake.endswith("is not csv")


def test_a_file_that_is_not_there_or_not_text_is_told(tmp_path: Path):
    with pytest.raises(DirectoryFileError, match="No such file"):
        read_contacts(str(tmp_path / "contacts.csv"))
    (tmp_path / "contacts.csv").write_bytes(b"\xff\xfe")
    with pytest.raises(DirectoryFileError, match="is not UTF-8"):
        read_contacts(str(tmp_path / "contacts.csv"))


def test_the_invented_directory_has_whom_every_school_needs():
    contacts = read_contacts(SHIPPED)
    for school in ("125001", "125002", "125003", "999999"):
        roles = {row.details.role for row in contacts if not row.details.schools or school in row.details.schools}
        assert roles >= {Role.COUNSELLOR, Role.CASEWORKER, Role.CLB, Role.YOUTH_COACH, Role.COORDINATOR}
    assert any(row.details.deputy_of for row in contacts)
    assert all(row.details.email and row.details.email.endswith(".example") for row in contacts)
