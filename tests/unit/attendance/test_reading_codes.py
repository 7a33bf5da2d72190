"""What a school package's code says."""

from datetime import date

import pytest

from attendance.register.domain.code_table import CODE_TABLE, PACKAGES
from attendance.register.domain.codes import Code
from attendance.register.domain.status import Status

DAY = date(2026, 10, 5)
SOFTWARE = ("smartschool", "informat", "wisa")
FLEMISH = (*SOFTWARE, "official", "other")


def status(package: str, code: str, day: date = DAY) -> str:
    return CODE_TABLE.read(package, code, day).status


@pytest.mark.parametrize("package", FLEMISH)
def test_only_b_is_problematic(package: str) -> None:
    problematic = [code for code in map(chr, range(33, 127)) if status(package, code) == Status.PROBLEMATIC]
    assert problematic == ["B", "b"]


@pytest.mark.parametrize("package", FLEMISH)
@pytest.mark.parametrize("code", [*"AMRZHP", "R03", "r1", " z "])
def test_the_official_codes_are_justified(package: str, code: str) -> None:
    assert CODE_TABLE.read(package, code, DAY) == (Status.JUSTIFIED, True)


@pytest.mark.parametrize("package", SOFTWARE)
@pytest.mark.parametrize(
    ("codes", "expected"), [("DTUYCJ", Status.JUSTIFIED), ("L", Status.LATE), ("WG", Status.PRESENT)]
)
def test_the_codes_packages_kept(package: str, codes: str, expected: Status) -> None:
    assert {status(package, code) for code in codes + codes.lower()} == {expected}


@pytest.mark.parametrize("package", ["official", "other"])
def test_the_packages_own_codes_are_no_official_ones(package: str) -> None:
    assert {status(package, code) for code in "DTUYCJLWG"} == {Status.UNKNOWN}


@pytest.mark.parametrize("package", PACKAGES)
def test_present_and_not_yet_known(package: str) -> None:
    assert CODE_TABLE.read(package, "|", DAY) == (Status.PRESENT, True)
    assert CODE_TABLE.read(package, "-", DAY) == (Status.UNKNOWN, True)


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("code", ["O", "Q", "S", "V", "K", "?", "BB", "R03x", "ROOD", "U(l)"])
def test_what_nobody_knows_is_never_guessed(package: str, code: str) -> None:
    assert CODE_TABLE.read(package, code, DAY) == (Status.UNKNOWN, False)


@pytest.mark.parametrize("package", FLEMISH)
@pytest.mark.parametrize("code", ["N", "X"])
def test_covid_codes_end_on_1_september_2022(package: str, code: str) -> None:
    assert CODE_TABLE.read(package, code, date(2022, 8, 31)) == (Status.JUSTIFIED, True)
    assert CODE_TABLE.read(package, code, date(2022, 9, 1)) == (Status.UNKNOWN, False)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("Excused Absence", Status.JUSTIFIED),
        ("Unexcused Absence", Status.PROBLEMATIC),
        ("Tardy", Status.LATE),
        ("In Attendance", Status.PRESENT),
        ("Absent excused", Status.JUSTIFIED),
        ("Partial", Status.UNKNOWN),
        ("B", Status.UNKNOWN),
    ],
)
def test_ed_fi(code: str, expected: Status) -> None:
    assert status("ed-fi", code) == expected


def test_a_package_nobody_knows_says_nothing() -> None:
    assert status("bingel", "B") == Status.UNKNOWN


def test_a_municipality_adds_codes() -> None:
    table = CODE_TABLE.with_codes([Code(("smartschool",), "Q", Status.JUSTIFIED)])
    assert table.read("smartschool", "q", DAY) == (Status.JUSTIFIED, True)
    assert table.read("informat", "Q", DAY) == (Status.UNKNOWN, False)
    assert table.version == CODE_TABLE.version


def test_codes_of_any_other_package_are_read_as_official_ones() -> None:
    table = CODE_TABLE.with_codes([Code(("official",), "Q", Status.JUSTIFIED), Code(("other",), "O", Status.PRESENT)])
    for package in ("official", "other"):
        assert table.read(package, "Q", DAY) == (Status.JUSTIFIED, True)
        assert table.read(package, "O", DAY) == (Status.PRESENT, True)


@pytest.mark.parametrize("package", FLEMISH)
@pytest.mark.parametrize("code", [*"AMRZHPB", "R03", "r1", " z "])
def test_r2_the_official_code_is_given_where_codes_are_retained(package: str, code: str) -> None:
    assert CODE_TABLE.retaining_official_codes().official_code(package, code) == code.strip()[0].upper()


@pytest.mark.parametrize("package", SOFTWARE)
@pytest.mark.parametrize(("codes", "official"), [("D", "Z"), ("TUYCJ", "R"), ("LWGNX|-OQSVK", None)])
def test_r2_the_codes_packages_kept_stand_for_official_ones(package: str, codes: str, official: str | None) -> None:
    table = CODE_TABLE.retaining_official_codes()
    assert {table.official_code(package, code) for code in codes} == {official}


def test_a_sub_code_that_a_municipality_reads_otherwise_stands_for_no_official_code() -> None:
    table = CODE_TABLE.with_codes([Code(("smartschool",), "R03", Status.PRESENT)]).retaining_official_codes()
    assert (table.read("smartschool", "R03", DAY).status, table.official_code("smartschool", "R03")) == (
        "present",
        None,
    )
    assert table.official_code("smartschool", "R04") == "R"


@pytest.mark.parametrize("package", PACKAGES)
def test_without_retention_no_code_is_given(package: str) -> None:
    added = CODE_TABLE.with_codes([Code(("official",), "Q", Status.JUSTIFIED, official="Z")])
    assert {added.official_code(package, code) for code in map(chr, range(33, 127))} == {None}
    assert added.retaining_official_codes().official_code("official", "Q") == "Z"
