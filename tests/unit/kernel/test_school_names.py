"""How a place names its school."""

import pytest

from shared.domain.school_names import with_names

NAMES = {"125001": "Atheneum De Wilg"}


@pytest.mark.parametrize(
    ("place", "read"),
    [
        ("Zorglokaal, school 125001", "Zorglokaal, Atheneum De Wilg"),
        ("Zorglokaal, school 125002", "Zorglokaal, school 125002"),
        ("Lokaal 125001", "Lokaal 125001"),
        ("school 1250011", "school 1250011"),
    ],
)
def test_a_place_names_the_school_that_is_there_by_number(place: str, read: str):
    assert with_names(place, NAMES) == read
