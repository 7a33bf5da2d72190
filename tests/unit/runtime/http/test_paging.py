"""Cursors hold a sort key, pages say whether there is a next one."""

import base64
import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.runtime.http.paging import Page, decode_cursor, encode_cursor, listing
from shared.runtime.http.problems import Problem

MOMENT = datetime(2026, 10, 5, 8, 52, 10, 123456, tzinfo=UTC)
ID = UUID("019a0000-0000-7000-8000-000000000001")


def cursor_of(value: object) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")


@pytest.mark.parametrize("key", [(MOMENT, ID), (date(2026, 10, 5), "c-1", 3), ("Ünïcode / ? +",), (0,)])
def test_a_cursor_gives_its_sort_key_back(key: tuple[Any, ...]) -> None:
    assert decode_cursor(encode_cursor(*key), *(type(part) for part in key)) == key


def test_a_part_of_the_key_may_be_absent() -> None:
    assert decode_cursor(encode_cursor(None, ID), date | None, UUID) == (None, ID)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00")), st.integers(-(2**63), 2**63 - 1))
def test_any_key_survives_and_needs_no_escaping_in_a_url(text: str, number: int) -> None:
    cursor = encode_cursor(text, number)
    assert decode_cursor(cursor, str, int) == (text, number)
    assert cursor.replace("-", "").replace("_", "").isalnum()


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "%%%",
        "é",
        "a",
        "bm90IGpzb24",
        cursor_of({"a": 1}),
        cursor_of([]),
        cursor_of([MOMENT.isoformat()]),
        cursor_of([MOMENT.isoformat(), str(ID), 1]),
        cursor_of(["yesterday", str(ID)]),
        cursor_of(["2026-10-05T08:52:10", str(ID)]),
        cursor_of([MOMENT.isoformat(), "1"]),
        cursor_of([MOMENT.isoformat(), [str(ID)]]),
        cursor_of([True, str(ID)]),
        "W" * 900,
    ],
)
def test_a_cursor_that_is_none_of_ours_is_a_wrong_field(cursor: str) -> None:
    with pytest.raises(Problem) as raised:
        Page(cursor=cursor).after(datetime, UUID)
    assert raised.value.status_code == 422
    assert raised.value.members["errors"][0]["field"] == "cursor"  # type: ignore[index]


@pytest.mark.parametrize("value", ["a\x00b", 2**63, -(2**63) - 1])
def test_a_key_the_database_cannot_hold_is_a_wrong_field(value: object) -> None:
    with pytest.raises(Problem):
        decode_cursor(cursor_of([value]), str if isinstance(value, str) else int)


def test_the_first_page_has_no_key_to_go_on_after() -> None:
    assert Page().after(datetime, UUID) is None


def test_a_page_is_cut_where_there_are_more_rows() -> None:
    page = Page(limit=2)
    items, following = page.cut([1, 2, 3], lambda row: (row,))
    assert items == [1, 2]
    assert Page(cursor=following).after(int) == (2,)


@pytest.mark.parametrize("rows", [[], [1], [1, 2]])
def test_the_last_page_has_no_next(rows: list[int]) -> None:
    assert Page(limit=2).cut(rows, lambda row: (row,)) == (rows, None)


def test_a_listing_names_items_and_next() -> None:
    assert listing([1], "abc").model_dump() == {"items": [1], "next": "abc"}
