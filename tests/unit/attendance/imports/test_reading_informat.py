import io
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from attendance.register.domain.status import Status
from attendance.school_files.domain.lines import FileLine
from attendance.school_files.formats.informat import read_informat
from attendance.school_files.reading.instructions import Instructions
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay

FILES = Path(__file__).parents[3] / "school_files"
NOON = datetime(2026, 10, 9, 12, tzinfo=UTC)
AT_SCHOOL = Instructions(recorded_at=NOON, school="123456")
PUPIL, OTHER = "0000119975", "0000119976"


def read(content: str | bytes, instructions: Instructions = AT_SCHOOL) -> list[FileLine]:
    return list(read_informat(io.BytesIO(content if isinstance(content, bytes) else content.encode()), instructions))


def said(lines: Iterable[FileLine]) -> list[tuple[str, str, HalfDay, Status]]:
    return [(mark.pupil, mark.date.isoformat(), mark.half_day, mark.status) for line in lines for mark in line.marks]


def test_a_block_is_a_half_day_a_code_and_pupils() -> None:
    lines = read((FILES / "informat.txt").read_bytes())
    assert said(lines) == [
        ("0000119975", "2026-10-05", "AM", "unknown"),
        ("0000119976", "2026-10-05", "AM", "unknown"),
        ("0000119975", "2026-10-05", "AM", "problematic"),
        ("0000119975", "2026-10-05", "PM", "justified"),
        ("0000119977", "2026-10-05", "PM", "justified"),
        ("0000119977", "2026-10-06", "AM", "late"),
    ]
    assert [line.line for line in lines if line.marks] == [2, 3, 6, 9, 10, 13]
    assert {(m.school, m.recorded_at, m.recognised) for line in lines for m in line.marks} == {("123456", NOON, True)}


@pytest.mark.parametrize(
    ("code", "status", "known"),
    [
        ("B", Status.PROBLEMATIC, True),
        ("Z", Status.JUSTIFIED, True),
        ("-", Status.UNKNOWN, True),
        ("R03", Status.JUSTIFIED, True),
        ("V", Status.UNKNOWN, False),
        ("U(l)", Status.UNKNOWN, False),
    ],
)
def test_a_code_is_informats_and_never_guessed(code: str, status: Status, known: bool) -> None:
    lines = read(f"051026T1\n{code}\n{PUPIL}\n")
    assert [(mark.status, mark.recognised) for line in lines for mark in line.marks] == [(status, known)]


def test_a_school_that_registers_at_other_hours_names_them() -> None:
    periods = {2: HalfDay.AM, 7: HalfDay.PM}
    lines = read(
        f"051026T2\n{PUPIL}\n051026T7\n{PUPIL}\n051026T1\n{PUPIL}\n", Instructions(NOON, "123456", periods=periods)
    )
    assert [each[2] for each in said(lines)] == [HalfDay.AM, HalfDay.PM]
    assert "T2, T7" in str(lines[4].refused)


def test_empty_lines_say_nothing_but_count() -> None:
    lines = read(f"\r\n051026T1\r\n\r\nB\r\n{PUPIL}\r\n\r\n")
    assert [line.line for line in lines if line.marks] == [5]


@pytest.mark.parametrize("pupil", ["119975", "00001199751", "000011997", "٠٠٠٠١١٩٩٧٥"])
def test_a_malformed_pupil_is_refused_and_the_others_count(pupil: str) -> None:
    lines = read(f"051026T1\nB\n{pupil}\n{OTHER}\n")
    assert str(lines[2].refused).startswith("pupil: ")
    assert said(lines) == [(OTHER, "2026-10-05", "AM", "problematic")]


@pytest.mark.parametrize("beginning", ["310226T1", "001026T1", "051326T6", "051026T3", "051026T0"])
def test_pupils_below_a_half_day_that_is_none_are_refused_with_it(beginning: str) -> None:
    lines = read(f"051026T1\nB\n{PUPIL}\n{beginning}\nZ\n{PUPIL}\n061026T1\nB\n{PUPIL}\n")
    assert [(line.line, line.half_days) for line in lines if line.refused] == [(4, 0), (6, 1)]
    assert [each[1] for each in said(lines)] == ["2026-10-05", "2026-10-06"]


@pytest.mark.parametrize(
    "stray", ["06102026T1", "061026t1", "061026 T1", "O61026T1", "B Z", "Voorbeeld Noor", "\ufeff"]
)
def test_pupils_below_a_line_that_can_not_be_read_are_not_taken_for_the_half_day_above(stray: str) -> None:
    lines = read(f"051026T1\nB\n{PUPIL}\n{stray}\n{OTHER}\n")
    assert said(lines) == [(PUPIL, "2026-10-05", "AM", "problematic")]
    assert [line.line for line in lines if line.refused] == [4, 5]
    assert stray not in str(lines[3].refused)


def test_a_second_code_is_not_taken() -> None:
    lines = read(f"051026T1\nB\nZ\n{PUPIL}\n")
    assert [line.line for line in lines if line.refused] == [3, 4]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_byte_order_mark_does_not_matter(encoding: str) -> None:
    assert len(said(read(f"051026T1\nB\n{PUPIL}\n".encode(encoding)))) == 1


@pytest.mark.parametrize(
    "broken",
    [
        b"B\n0000119975\n",
        b"0000119975\n",
        b"pupil,date,half_day,code\n",
        b"{}",
        b"051026T1\0",
        "051026T1".encode("utf-16"),
    ],
)
def test_a_file_that_begins_otherwise_is_refused_as_a_whole(broken: bytes) -> None:
    with pytest.raises(InvalidField) as refused:
        read(broken)
    assert refused.value.field == "body"


def test_a_huge_line_is_refused() -> None:
    with pytest.raises(InvalidField, match="above 64 KiB"):
        read(b"051026T1\n" + b"1" * 200_000)


def test_the_school_has_to_be_given() -> None:
    with pytest.raises(InvalidField) as refused:
        read("051026T1\n", Instructions(NOON))
    assert refused.value.field == "school"
