"""A malformed mark in a list costs that mark alone; what can't be read at all is said once."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.contracts.marks import Malformed, read_mark_items, read_marks
from shared.contracts.school_attendance import AttendanceRecorded
from shared.contracts.vocabulary import Package
from shared.domain.half_days import HalfDay

MARK = {
    "school": "123456",
    "pupil": "1234567",
    "date": "2026-10-05",
    "half_day": "AM",
    "code": "B",
    "package": "smartschool",
    "recorded_at": "2026-10-05T08:52:10+02:00",
}


def mark(**fields: Any) -> dict[str, Any]:
    return {**MARK, **fields}


def as_text(data: Any) -> bytes:
    return json.dumps(data).encode()


def test_a_single_mark_is_read_with_its_types() -> None:
    ((index, read),) = read_marks(as_text(MARK)).marks
    assert index == 0
    assert (read.school, read.pupil, read.date, read.code) == ("123456", "1234567", date(2026, 10, 5), "B")
    assert (read.half_day, read.package) == (HalfDay.AM, Package.SMARTSCHOOL)
    assert read.recorded_at == datetime(2026, 10, 5, 6, 52, 10, tzinfo=UTC)


@pytest.mark.parametrize("form", [as_text, lambda data: data], ids=["bytes", "parsed"])
def test_json_text_and_parsed_json_are_read_the_same(form: Any) -> None:
    data = {"marks": [MARK, mark(code=5), mark(half_day="PM")]}
    read = read_marks(form(data))
    assert [index for index, _ in read.marks] == [0, 2]
    assert read.malformed == [Malformed(1, (("code", "Should be text"),))]


def test_a_whole_list_keeps_its_places() -> None:
    read = read_marks(as_text({"marks": [mark(pupil=f"p{number}") for number in range(500)]}))
    assert [(index, item.pupil) for index, item in read.marks] == [(number, f"p{number}") for number in range(500)]
    assert read.malformed == []


def test_a_mark_with_two_wrong_fields_is_one_malformed_mark() -> None:
    (malformed,) = read_marks(as_text({"marks": [mark(school="12", half_day="NM")]})).malformed
    assert malformed.index == 0
    assert dict(malformed.errors).keys() == {"school", "half_day"}
    assert (malformed.field, malformed.reason) == malformed.errors[0]


def test_a_single_malformed_mark_has_no_index() -> None:
    read = read_marks(as_text(mark(date="5/10/2026")))
    assert read.marks == []
    assert read.malformed == [Malformed(None, (("date", "Should be an ISO 8601 date such as 2026-10-05"),))]


def test_a_mark_of_another_school_does_not_belong_in_the_list() -> None:
    marks = [mark(code=None), mark(), mark(school="654321"), mark(half_day="PM")]
    read = read_marks(as_text({"marks": marks}))
    assert [index for index, _ in read.marks] == [1, 3]
    assert [(malformed.index, malformed.field) for malformed in read.malformed] == [(0, "code"), (2, "school")]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        (b"", "data"),
        (b"{", "data"),
        (b"\xff\xfe", "data"),
        (b"null", "data"),
        (b'"marks"', "data"),
        (as_text([MARK]), "data"),
        (as_text({"marks": []}), "marks"),
        (as_text({"marks": None}), "marks"),
        (as_text({"marks": MARK}), "marks"),
        (as_text({"marks": [MARK] * 501}), "marks"),
        (as_text({"marks": [None] * 501}), "marks"),
        (b"[" * 100_000, "data"),
    ],
)
def test_what_is_neither_a_mark_nor_a_list_is_malformed_as_a_whole(data: bytes, field: str) -> None:
    read = read_marks(data)
    assert read.marks == []
    assert [(malformed.index, malformed.field) for malformed in read.malformed] == [(None, field)]


NOTHING = {"marks": [], "school": "123456", "date": "2026-10-05", "half_day": "PM"}


@pytest.mark.parametrize("form", [as_text, lambda data: data], ids=["bytes", "parsed"])
def test_an_empty_list_with_its_half_day_says_that_there_is_nothing_to_report(form: Any) -> None:
    read = read_marks(form({**NOTHING, "unheard_of": 1}))
    assert (read.marks, read.malformed) == ([], [])
    assert read.nothing is not None
    assert (read.nothing.school, read.nothing.date, read.nothing.half_day) == ("123456", date(2026, 10, 5), HalfDay.PM)


@pytest.mark.parametrize("form", [as_text, lambda data: data], ids=["bytes", "parsed"])
@pytest.mark.parametrize("field", ["school", "date", "half_day"])
def test_a_missing_or_malformed_field_of_an_empty_list_is_named(form: Any, field: str) -> None:
    for wrong in ({name: value for name, value in NOTHING.items() if name != field}, {**NOTHING, field: "x"}):
        read = read_marks(form(wrong))
        assert (read.marks, read.nothing) == ([], None)
        assert [(malformed.index, malformed.field) for malformed in read.malformed] == [(None, field)]


def test_an_unknown_field_called_marks_in_a_pupil_s_code_does_not_confuse() -> None:
    assert len(read_marks(as_text(mark(code='"marks"'))).marks) == 1


def test_items_of_several_schools_are_read_one_by_one() -> None:
    read = read_mark_items([MARK, mark(school="654321"), None])
    assert [index for index, _ in read.marks] == [0, 1]
    assert read.malformed == [Malformed(2, (("data", "Should be an object"),))]


@pytest.mark.parametrize(("sent", "kept"), [(" B ", "B"), ("r03", "r03"), ("Unexcused Absence", "Unexcused Absence")])
def test_a_code_is_trimmed_and_otherwise_kept(sent: str, kept: str) -> None:
    ((_, read),) = read_marks(as_text(mark(code=sent))).marks
    assert read.code == kept


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("school", "12345"),
        ("school", "1234567"),
        ("school", "12345٣"),
        ("school", "123456\n"),
        ("school", 123456),
        ("pupil", ""),
        ("pupil", "a b"),
        ("pupil", "é"),
        ("pupil", "x" * 33),
        ("date", "2026-13-01"),
        ("date", "2026-02-29"),
        ("date", "2026-10-05T00:00:00"),
        ("date", 1759622400),
        ("half_day", "am"),
        ("code", "  "),
        ("code", "x" * 65),
        ("code", "B\x00"),
        ("code", True),
        ("package", "excel"),
        ("package", "Smartschool"),
        ("recorded_at", "2026-10-05T08:52:10"),
        ("recorded_at", None),
    ],
)
def test_a_malformed_field_is_named(field: str, value: Any) -> None:
    (malformed,) = read_marks(as_text(mark(**{field: value}))).malformed
    assert malformed.field == field
    assert [name for name, _ in malformed.errors] == [field]


@pytest.mark.parametrize("field", MARK)
def test_a_missing_field_is_named(field: str) -> None:
    shorter = {name: value for name, value in MARK.items() if name != field}
    assert read_marks(as_text(shorter)).malformed == [Malformed(None, ((field, "Is required"),))]


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*MARK, "marks"]), inner, max_size=8),
    max_leaves=12,
)
MAYBE_MARKS = st.builds(lambda changes: {**MARK, **changes}, st.dictionaries(st.sampled_from([*MARK]), JSON_VALUES))


@given(data=JSON_VALUES | MAYBE_MARKS | st.fixed_dictionaries({"marks": st.lists(MAYBE_MARKS | st.just(MARK))}))
def test_reading_never_raises_and_loses_no_mark(data: Any) -> None:
    read = read_marks(as_text(data))
    if isinstance(data, dict) and isinstance(data.get("marks"), list) and data["marks"]:
        places = [index for index, _ in read.marks] + [malformed.index for malformed in read.malformed]
        assert sorted(place for place in places if place is not None) == list(range(len(data["marks"])))
    else:
        assert len(read.marks) + len(read.malformed) + (read.nothing is not None) == 1
    assert read == read_marks(data)


@given(data=st.binary(max_size=200))
def test_any_bytes_are_read_or_malformed(data: bytes) -> None:
    assert read_marks(data).malformed


@pytest.mark.parametrize("count", [1, 2, 500])
def test_an_event_is_written_as_a_school_sends_it(count: int) -> None:
    marks = [mark(pupil=f"p{number}") for number in range(count)]
    event = AttendanceRecorded.model_validate({"marks": marks})
    assert json.loads(event.model_dump_json()) == (marks[0] if count == 1 else {"marks": marks})


def test_an_event_has_marks_of_one_school_only() -> None:
    with pytest.raises(ValueError, match="one school"):
        AttendanceRecorded.model_validate({"marks": [MARK, mark(school="654321")]})
