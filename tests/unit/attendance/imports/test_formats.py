from attendance.school_files.registry import FORMATS


def test_the_formats_are_those_of_the_readers() -> None:
    assert list(FORMATS) == ["csv", "dbf", "ed-fi", "ed-fi-calendar", "informat", "ods", "smartschool", "xlsx"]
    assert {name for name, format_ in FORMATS.items() if format_.name != name or not format_.description} == set()
