"""Of two marks of one half day, recorded at the same time, the later line of a file holds, however far it is."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from attendance.register.domain.mark import Mark
from attendance.register.domain.status import Status
from attendance.school_files.domain.repeats import MOST_REMEMBERED, Repeats
from shared.domain.errors import InvalidField
from shared.domain.half_days import HalfDay

SHORTEST_LINE = len("1,2026-10-05,AM,B")
AT = datetime(2026, 10, 5, 9, tzinfo=UTC)
PROBLEMATIC = Mark("123456", "1", date(2026, 10, 5), HalfDay.AM, Status.PROBLEMATIC, AT)
JUSTIFIED = PROBLEMATIC._replace(status=Status.JUSTIFIED)


def overtaken(*marks: Mark) -> list[bool]:
    """Whether each of these marks, one a chunk, is overtaken by a later one."""
    repeats = Repeats(size=1000)
    for chunk, mark in enumerate(marks):
        repeats.note(chunk, [mark])
    return [repeats.overtakes(chunk, mark) for chunk, mark in enumerate(marks)]


def test_the_last_holds() -> None:
    assert overtaken(PROBLEMATIC, JUSTIFIED) == [True, False]
    assert overtaken(PROBLEMATIC, JUSTIFIED, PROBLEMATIC) == [False, True, False]


def test_the_last_holds_also_where_only_the_official_code_differs() -> None:
    ill, by_law = JUSTIFIED._replace(code="Z"), JUSTIFIED._replace(code="R")
    assert overtaken(ill, by_law) == [True, False]
    assert overtaken(JUSTIFIED, ill, by_law, ill) == [True, False, True, False]


def test_marks_of_one_chunk_are_left_to_it() -> None:
    repeats = Repeats(size=1000)
    repeats.note(0, [PROBLEMATIC, JUSTIFIED])
    assert not repeats.overtakes(0, PROBLEMATIC)


@pytest.mark.parametrize(
    "other",
    [
        PROBLEMATIC,
        JUSTIFIED._replace(recorded_at=AT + timedelta(seconds=1)),
        JUSTIFIED._replace(half_day=HalfDay.PM),
        JUSTIFIED._replace(date=date(2026, 10, 6)),
        JUSTIFIED._replace(pupil="2"),
        JUSTIFIED._replace(school="654321"),
    ],
)
def test_what_says_the_same_or_is_of_another_time_or_half_day_overtakes_nothing(other: Mark) -> None:
    assert overtaken(PROBLEMATIC, other) == [False, False]


def test_every_correction_among_many_is_found_and_hardly_anything_is_remembered() -> None:
    chance = random.Random(1)
    marks = [PROBLEMATIC._replace(pupil=str(number)) for number in range(50_000)]
    corrected = {mark.pupil for mark in chance.sample(marks, 100)}
    marks += [JUSTIFIED._replace(pupil=pupil) for pupil in corrected]
    repeats = Repeats(size=len(marks) * SHORTEST_LINE)
    for place, mark in enumerate(marks):
        repeats.note(place // 2500, [mark])
    found = {mark.pupil for place, mark in enumerate(marks) if repeats.overtakes(place // 2500, mark)}
    assert found == corrected
    assert len(repeats) < 200  # about ten more than there are, by chance: hashes differ from run to run


def test_a_file_that_is_there_twice_is_not_remembered() -> None:
    marks = [PROBLEMATIC._replace(pupil=str(number)) for number in range(20_000)]
    repeats = Repeats(size=2 * len(marks) * SHORTEST_LINE)
    repeats.note(0, marks)
    repeats.note(1, marks)
    assert len(repeats) < 10


def test_a_file_that_says_otherwise_without_end_is_refused() -> None:
    repeats = Repeats(size=1_000_000)
    corrected = [PROBLEMATIC._replace(pupil=str(number)) for number in range(MOST_REMEMBERED + 1)]
    repeats.note(0, corrected)
    with pytest.raises(InvalidField, match="in parts"):
        repeats.note(1, [mark._replace(status=Status.JUSTIFIED) for mark in corrected])
