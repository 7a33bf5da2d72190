"""Whatever is in a file: its reader gives lines or refuses it with a reason that holds nothing of the file."""

import io
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.property.lengths import examples

from attendance.school_files.reading.file_format import MarksFormat
from attendance.school_files.reading.instructions import Instructions
from attendance.school_files.registry import FORMATS
from shared.domain.errors import InvalidField

FILES = Path(__file__).parents[2] / "school_files"
NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)
MONDAY = date(2026, 10, 5)
WISA = {"pupil": "Stamnr", "date": "Datum", "half_day": "Dagdeel", "code": "Afwezigheid"}
EXAMPLES = {
    "smartschool-pupil.json": ("smartschool", Instructions(NOON, "123456", pupil="1234567")),
    "smartschool-day-alias.json": ("smartschool", Instructions(NOON, "123456", date=MONDAY)),
    "informat.txt": ("informat", Instructions(NOON, "123456")),
    "wisa.csv": ("csv", Instructions(NOON, "123456", columns=WISA)),
    "dbffile.dbf": ("dbf", Instructions(NOON, "123456")),
    "ed-fi.xml": ("ed-fi", Instructions(NOON, schools={"255901001": "123456"})),
}
SECRET = b"Peeters"

damage = st.lists(
    st.tuples(
        st.integers(0, 2000),
        st.integers(0, 40),
        st.one_of(
            st.sampled_from(
                [SECRET, b"", b"{", b"}", b"[", b'"', b",", b";", b"\n", b"<", b"</", b"&", b"null", b"\0"]
            ),
            st.binary(max_size=12),
        ),
    ),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("name", EXAMPLES)
@settings(max_examples=examples(100, 300), deadline=None)
@given(damage=damage)
def test_a_damaged_file_is_read_or_refused_without_its_content(name: str, damage: list[tuple[int, int, bytes]]) -> None:
    content = (FILES / name).read_bytes()
    for place, removed, added in damage:
        place %= len(content) + 1
        content = content[:place] + added + content[place + removed :]
    format_name, instructions = EXAMPLES[name]
    format_ = FORMATS[format_name]
    assert isinstance(format_, MarksFormat)
    try:
        reasons = [line.refused or "" for line in format_.read(io.BytesIO(content), instructions)]
    except InvalidField as error:
        reasons = [str(error)]
    assert not any(SECRET.decode() in reason or len(reason) > 300 for reason in reasons)
