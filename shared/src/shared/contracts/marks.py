"""Reads marks from what a school sent. A malformed mark in a list costs that mark alone.

The whole is validated at once, straight from the bytes. Only if that fails, it is read again mark by mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json
from typing_extensions import TypedDict  # pydantic needs this one before Python 3.12

from shared.contracts.errors import WHOLE, field_errors
from shared.contracts.school_attendance import MAX_MARKS, Mark, NothingToReport


class _Marks(TypedDict):
    marks: list[Mark]


_ONE = TypeAdapter(Mark)
_MANY = TypeAdapter(_Marks)
_LIST = b'"marks"'
_HALF_DAY_OF_NOTHING = frozenset({"school", "date", "half_day"})
_NOT_AN_OBJECT = 'Should be a mark or {"marks": [...]}'


@dataclass(frozen=True, slots=True)
class Malformed:
    """A malformed mark, or data that can't be read at all.

    `index` is the place of the mark in its list; None for data that can't be read. `errors` names every wrong field
    with what was expected; it holds no input.
    """

    index: int | None
    errors: tuple[tuple[str, str], ...]

    @property
    def field(self) -> str:
        """The first field that is wrong."""
        return self.errors[0][0]

    @property
    def reason(self) -> str:
        """What was expected of it."""
        return self.errors[0][1]


class MarksRead(NamedTuple):
    """The marks of one event with their places in its list (0 for a single mark), and what could not be read.

    `nothing` is the half day of a list without marks.
    """

    marks: list[tuple[int, Mark]]
    malformed: list[Malformed]
    nothing: NothingToReport | None = None


def read_mark(data: bytes) -> Mark | None:
    """The single mark in this JSON text; None for a list and for a malformed mark, which `read_marks` reads."""
    if _LIST in data:
        return None
    try:
        mark: Mark = _ONE.validator.validate_json(data)
    except ValidationError:
        return None
    return mark


def read_marks(data: bytes | object) -> MarksRead:
    """Read the data of an attendance-recorded event: JSON text as bytes, or parsed JSON.

    A list has 1 to 500 marks of one school, the school of its first well-formed mark. A list without marks names the
    half day that has nothing to report. Never raises for malformed data.
    """
    if not isinstance(data, bytes):
        return _read_parsed(data)
    try:
        return _read_whole(data)
    except ValidationError:
        pass
    try:
        return _read_parsed(from_json(data, allow_inf_nan=False))
    except ValueError:
        return _malformed_whole(WHOLE, "Should be JSON")


def read_mark_items(items: Sequence[object]) -> MarksRead:
    """Read parsed JSON objects as marks; they may be of several schools."""
    read = MarksRead([], [])
    for index, item in enumerate(items):
        try:
            read.marks.append((index, _ONE.validate_python(item)))
        except ValidationError as error:
            read.malformed.append(Malformed(index, tuple(field_errors(error))))
    return read


def _read_whole(data: bytes) -> MarksRead:
    if _LIST not in data:
        return MarksRead([(0, _ONE.validate_json(data))], [])
    marks = _MANY.validate_json(data)["marks"]
    if not marks:
        return _read_nothing(from_json(data, allow_inf_nan=False))
    return _list_of_one_school(list(enumerate(marks)), [], len(marks))


def _read_parsed(data: Any) -> MarksRead:
    if not isinstance(data, dict):
        return _malformed_whole(WHOLE, _NOT_AN_OBJECT)
    if "marks" not in data:
        read = read_mark_items([data])
        return MarksRead(read.marks, [Malformed(None, mark.errors) for mark in read.malformed])
    items = data["marks"]
    if not isinstance(items, list):
        return _malformed_whole("marks", "Should be a list")
    if not items:
        return _read_nothing(data)
    if len(items) > MAX_MARKS:
        return _list_of_one_school([], [], len(items))
    read = read_mark_items(items)
    return _list_of_one_school(read.marks, read.malformed, len(items))


def _read_nothing(data: dict[str, Any]) -> MarksRead:
    if _HALF_DAY_OF_NOTHING.isdisjoint(data):
        return _malformed_whole("marks", f"Should have 1 to {MAX_MARKS} marks, or none with school, date and half_day")
    try:
        return MarksRead([], [], NothingToReport.model_validate(data))
    except ValidationError as error:
        return MarksRead([], [Malformed(None, tuple(field_errors(error)))])


def _list_of_one_school(marks: list[tuple[int, Mark]], malformed: list[Malformed], length: int) -> MarksRead:
    if length > MAX_MARKS:
        return _malformed_whole("marks", f"Should have 1 to {MAX_MARKS} marks")
    schools = {mark.school for _, mark in marks}
    if len(schools) <= 1:
        return MarksRead(marks, malformed)
    school = marks[0][1].school
    errors = (("school", "Should be the school of the list's first mark"),)
    strangers = [Malformed(index, errors) for index, mark in marks if mark.school != school]
    return MarksRead(
        [item for item in marks if item[1].school == school],
        sorted([*malformed, *strangers], key=_index),
    )


def _index(mark: Malformed) -> int:
    assert mark.index is not None, "a malformed mark of a list has an index"
    return mark.index


def _malformed_whole(field_name: str, reason: str) -> MarksRead:
    return MarksRead([], [Malformed(None, ((field_name, reason),))])
