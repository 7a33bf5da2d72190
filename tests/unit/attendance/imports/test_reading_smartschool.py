import io
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import BinaryIO, cast

import pytest

from attendance.register.domain.status import Status
from attendance.school_files.domain.lines import FileLine
from attendance.school_files.formats.smartschool import read_smartschool
from attendance.school_files.reading.instructions import Instructions
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay

FILES = Path(__file__).parents[3] / "school_files"
NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)
MONDAY = date(2026, 10, 5)
OF_PUPIL = Instructions(recorded_at=NOON, school="123456", pupil="1234567")
OF_DAY = Instructions(recorded_at=NOON, school="123456", date=MONDAY)


def read(content: str | bytes | Path, instructions: Instructions) -> list[FileLine]:
    raw = (
        content.read_bytes() if isinstance(content, Path) else content.encode() if isinstance(content, str) else content
    )
    return list(read_smartschool(io.BytesIO(raw), instructions))


def said(lines: Iterable[FileLine]) -> list[tuple[str, str, HalfDay, Status]]:
    return [(mark.pupil, mark.date.isoformat(), mark.half_day, mark.status) for line in lines for mark in line.marks]


def test_a_file_of_one_pupil_has_its_days() -> None:
    lines = read(FILES / "smartschool-pupil.json", OF_PUPIL)
    assert said(lines) == [
        ("1234567", "2026-10-05", "AM", "present"),
        ("1234567", "2026-10-05", "PM", "problematic"),
        ("1234567", "2026-10-06", "AM", "late"),
        ("1234567", "2026-10-06", "PM", "late"),
        ("1234567", "2026-10-07", "AM", "justified"),
        ("1234567", "2026-10-08", "AM", "unknown"),
        ("1234567", "2026-10-08", "PM", "unknown"),
    ]
    assert {(mark.school, mark.recorded_at) for line in lines for mark in line.marks} == {("123456", NOON)}
    assert [mark.recognised for line in lines for mark in line.marks] == [True] * 6 + [False]


def test_a_file_of_one_day_has_its_pupils() -> None:
    assert said(read(FILES / "smartschool-day.json", OF_DAY)) == [
        ("119975", "2026-10-05", "AM", "present"),
        ("119975", "2026-10-05", "PM", "late"),
        ("119976", "2026-10-05", "AM", "problematic"),
        ("119976", "2026-10-05", "PM", "problematic"),
        ("119977", "2026-10-05", "AM", "present"),
        ("119977", "2026-10-05", "PM", "present"),
    ]


def test_a_platforms_own_words_stand_beside_the_code() -> None:
    assert [each[1:] for each in said(read(FILES / "smartschool-pupil-alias.json", OF_PUPIL))] == [
        ("2026-10-05", "AM", "present"),
        ("2026-10-05", "PM", "problematic"),
        ("2026-10-06", "AM", "justified"),
        ("2026-10-06", "PM", "justified"),
        ("2026-10-07", "AM", "justified"),
    ]
    assert said(read(FILES / "smartschool-day-alias.json", OF_DAY)) == [
        ("119975", "2026-10-05", "AM", "justified"),
        ("119975", "2026-10-05", "PM", "problematic"),
        ("119976", "2026-10-05", "AM", "justified"),
    ]


def test_lines_are_the_places_of_the_entries_also_when_the_file_is_one_line() -> None:
    lines = read(FILES / "smartschool-day.json", OF_DAY)
    assert [line.line for line in lines] == [1, 1, 2, 2, 3, 4, 4]


@pytest.mark.parametrize(
    "key",
    [
        "20240916_104204_noor.voorbeeld",
        "20240916_104204_",
        "20240916_104204_een.heel.lange.voornaam.en.achternaam.van.vroeger",
        "noor.voorbeeld",
        "noor.voorbeeld2",
        "noorvoorbeeld",
        "n.li",
        "j-p",
        "Noor Voorbeeld",
        "n.d'aoust",
        "Zoë",
        "Bo",
        "Ö",
    ],
)
@pytest.mark.parametrize("value", ['{"am": "B"}', '{"am": ""}', "null", "5"])
def test_a_past_pupil_and_a_name_are_left_out_and_nothing_of_them_stays(key: str, value: str) -> None:
    first, second = read(f'{{"{key}": {value}, "119975": {{"am": "B"}}}}', OF_DAY)
    assert first == FileLine(1, left_out=True)
    assert said([second]) == [("119975", "2026-10-05", "AM", "problematic")]


@pytest.mark.parametrize("key", ["119975", "0119975", "A119975", "LL0001", "2026-17.b", "12_34", "20240916_104204"])
def test_a_number_nobody_knows_yet_is_a_register_number(key: str) -> None:
    [line] = read(f'{{"{key}": {{"am": "B"}}}}', OF_DAY)
    assert [mark.pupil for mark in line.marks] == [key]


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        ('"1 2": {"am": "B"}', "pupil: "),
        ('"": {"am": "B"}', "pupil: "),
        ('"1": {"am": ""}', "code: "),
        ('"1": {"am": 7}', "code: "),
        ('"1": {"am": true}', "code: "),
        ('"1": {"am": ["B"]}', "code: "),
        ('"1": {"am": {"alias": "Ziek"}}', "am: "),
        ('"1": {"am": {}}', "am: "),
        ('"1": {"pm": {"code": "D", "officialcode": "Z"}}', "pm: "),
        ('"1": {"am": "B", "am": "Z"}', "has a name more than once"),
        ('"1": {"am": {"code": "B", "code": "Z"}}', "has a name more than once"),
        ('"1": {"AM": "B"}', "am, pm: "),
        ('"1": {}', "am, pm: "),
        ('"1": []', "am, pm: "),
        ('"1": "B"', "am, pm: "),
        ('"1": 5', "am, pm: "),
        (f'"1": {{"am": "{"x" * 200_000}"}}', "code: "),
        (f'"{"1" * 200_000}": {{"am": "B"}}', "pupil: "),
    ],
)
def test_a_malformed_entry_is_refused_with_its_field_and_the_others_count(entry: str, reason: str) -> None:
    first, second = read(f'{{{entry}, "2": {{"am": "B"}}}}', OF_DAY)
    assert (first.line, first.marks) == (1, ())
    assert str(first.refused).startswith(reason)
    assert len(str(first.refused)) < 200
    assert len(second.marks) == 1


def test_a_key_that_is_no_date_is_refused_in_a_file_of_one_pupil() -> None:
    first, second = read('{"119975": {"am": "B"}, "2026-02-30": {"am": "B"}}', OF_PUPIL)
    assert str(first.refused).startswith("date: ")
    assert str(second.refused).startswith("date: ")


def test_a_malformed_half_day_does_not_cost_the_other_one() -> None:
    first, second = read('{"1": {"am": "", "pm": "B"}}', OF_DAY)
    assert first.refused is not None
    assert said([second]) == [("1", "2026-10-05", "PM", "problematic")]


def test_a_value_is_never_repeated_in_a_reason() -> None:
    lines = read('{"Jan Peeters": {"am": "B"}, "1": {"am": "Jan Peeters", "pm": {"x": "Peeters"}}}', OF_DAY)
    assert not any("Peeters" in str(line.refused) for line in lines)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_is_utf_8_or_windows_1252(encoding: str) -> None:
    text = '{"1": {"am": {"code": "B", "alias": "Gespijbeld, école"}}}'
    assert len(said(read(text.encode(encoding), OF_DAY))) == 1


@pytest.mark.parametrize("empty", ["{}", "[]", "\n {} \n"])
def test_no_entries_are_no_marks(empty: str) -> None:
    assert read(empty, OF_DAY) == []


@pytest.mark.parametrize(
    ("instructions", "field"),
    [
        (replace(OF_DAY, school=None), "school"),
        (replace(OF_DAY, date=None), "pupil"),
        (replace(OF_DAY, pupil="1234567"), "pupil"),
    ],
)
def test_what_the_file_does_not_say_has_to_be_given(instructions: Instructions, field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        read("{}", instructions)
    assert refused.value.field == field


def test_dates_are_not_taken_for_pupils() -> None:
    with pytest.raises(InvalidField, match="pupil=") as refused:
        read(FILES / "smartschool-pupil.json", OF_DAY)
    assert refused.value.field == "date"


VALID = '"1": {"am": "B"}'


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (b"", "is not JSON, or ends too early"),
        (b"pupil,date,half_day,code\n", "is not JSON"),
        (f"{{{VALID}".encode(), "ends too early"),
        (f"{{{VALID},}}".encode(), "is not JSON"),
        (f"{{{VALID}}} x".encode(), "is not JSON"),
        (f"{{{VALID}}}{{{VALID}}}".encode(), "is not JSON"),
        (f"[{{{VALID}}}]".encode(), "is not a JSON object"),
        (b'"B"', "is not a JSON object"),
        (b"null", "is not a JSON object"),
        (b'{"1": {"am": NaN}}', "is not JSON"),
        (b'{"1": 1e9999999999}', "is not JSON"),
        (b'{"1": ' + b"9" * 10_000 + b"}", "is not JSON"),
        (b'{"1": "' + b"x" * 3_000_000 + b'"}', "above 1 MiB"),
        (b'{"' + b"x" * 3_000_000 + b'": 1}', "above 1 MiB"),
        (b'{"1": ' + b'{"am": ' * 200_000, "nested too deep"),
        (b'{"1": ' + b"[" * 200_000, "nested too deep"),
        (b"[" * 200_000, "is not a JSON object"),
        (b'{"1": {' + b",".join(b'"n%d": 1' % number for number in range(200)) + b"}}", "too many values"),
        (b'{"1": [' + b"1," * 500_000 + b"1]}", "too many values"),
        ("{}".encode("utf-16"), "UTF-8 or Windows-1252"),
        (b"PK\x03\x04\x00\x00", "UTF-8 or Windows-1252"),
    ],
)
def test_a_file_that_is_none_is_refused_as_a_whole(broken: bytes, reason: str) -> None:
    with pytest.raises(InvalidField, match=reason) as refused:
        read(broken, OF_DAY)
    assert refused.value.field == "body"
    assert "x" * 100 not in str(refused.value)


def test_a_file_broken_further_on_has_given_the_entries_before_it() -> None:
    lines: list[FileLine] = []

    def collect(found: Iterator[FileLine]) -> None:
        lines.extend(iter(lambda: next(found), None))

    with pytest.raises(InvalidField, match=r"after 2 entries"):
        collect(read_smartschool(io.BytesIO(b'{"1": {"am": "B"}, "2": {"am": "B"}, ?'), OF_DAY))
    assert len(lines) == 2


class _Long(io.RawIOBase):
    """One line of JSON with entries over and over, made as it is read."""

    def __init__(self, size: int) -> None:
        self._one = b'"119975": {"am": {"officialcode": "Z", "alias": "Ziek"}, "pm": null},' * 1000
        self._times = size // len(self._one)
        self._part = 0

    def readable(self) -> bool:
        return True

    def seek(self, _place: int, _whence: int = 0) -> int:
        self._part = 0
        return 0

    def read(self, _size: int = -1) -> bytes:
        self._part += 1
        if self._part == 1:
            return b"{"
        if self._part < self._times + 2:
            return self._one
        return b'"1": null}' if self._part == self._times + 2 else b""


@pytest.mark.soak
def test_a_large_file_of_one_line_is_read_in_constant_memory() -> None:
    stream = cast("BinaryIO", _Long(3_000_000))
    tracemalloc.start()
    try:
        number = sum(1 for _ in read_smartschool(stream, OF_DAY))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert number > 30_000
    assert peak < 2_000_000
