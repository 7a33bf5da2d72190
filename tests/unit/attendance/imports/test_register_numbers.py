"""Register numbers that have passed a floating-point number on their way, whatever the file."""

import io
from datetime import UTC, date, datetime

import pytest

from attendance.files.cells import is_decimal
from attendance.school_files.reading.file_format import MarksFormat
from attendance.school_files.reading.instructions import Instructions
from attendance.school_files.registry import FORMATS

NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)
EVENT = """<InterchangeStudentAttendance xmlns="http://ed-fi.org/5.2.0"><StudentSchoolAttendanceEvent>
<AttendanceEvent><EventDate>2026-10-05</EventDate><AttendanceEventCategory>Unexcused Absence</AttendanceEventCategory>
</AttendanceEvent><StudentReference><StudentIdentity><StudentUniqueId>12345.0</StudentUniqueId></StudentIdentity>
</StudentReference><SchoolReference><SchoolIdentity><SchoolId>123456</SchoolId></SchoolIdentity></SchoolReference>
</StudentSchoolAttendanceEvent></InterchangeStudentAttendance>"""


@pytest.mark.parametrize(
    ("name", "content"), [("smartschool", '{"12345.0": {"am": "B"}}'), ("ed-fi", EVENT)], ids=["smartschool", "ed-fi"]
)
def test_a_register_number_that_was_a_decimal_is_refused_in_json_and_xml_too(name: str, content: str) -> None:
    format_ = FORMATS[name]
    assert isinstance(format_, MarksFormat)
    instructions = Instructions(NOON, "123456", date=date(2026, 10, 5))
    [line] = format_.read(io.BytesIO(content.encode()), instructions)
    assert str(line.refused).startswith("pupil: Is a number that a spreadsheet or converter wrote with decimals")


@pytest.mark.parametrize("text", ["12345.0", "12345,00", "0.0", "1.2345E+04", "1,2345E+04", "1.2345E4", "1E+05"])
def test_what_a_floating_point_number_looks_like(text: str) -> None:
    assert is_decimal(text)


@pytest.mark.parametrize("text", [None, "", "12345", "12.345", "1.5", "2.0b", "1E5", "3E", "1.1.0", "A.0", "0012"])
def test_what_may_be_a_number_of_a_school(text: str | None) -> None:
    assert not is_decimal(text)
