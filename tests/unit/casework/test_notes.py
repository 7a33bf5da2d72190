"""Who reads a note, and what is kept of what it said before."""

from datetime import datetime
from uuid import uuid4

import pytest

from casework.domain.note import Note
from casework.domain.visibility import Visibility
from shared.runtime.clock import BRUSSELS

MONDAY = datetime(2026, 11, 23, 9, tzinfo=BRUSSELS)
TUESDAY = datetime(2026, 11, 24, 9, tzinfo=BRUSSELS)


def note(visibility: Visibility) -> Note:
    return Note(uuid4(), MONDAY, "cw-1", "Moeder belt terug.", visibility)


@pytest.mark.parametrize(
    ("visibility", "names", "acts", "reads", "knows_author"),
    [
        (Visibility.OWN, {"cw-1"}, True, True, True),
        (Visibility.OWN, {"cw-1"}, False, True, True),
        (Visibility.OWN, {"cw-2"}, True, False, True),
        (Visibility.OWN, {"clb-1"}, False, False, False),
        (Visibility.TEAM, {"cw-2"}, True, True, True),
        (Visibility.TEAM, {"clb-1"}, False, False, False),
        (Visibility.TEAM, {"cw-1"}, False, False, False),
        (Visibility.PARTNERS, {"cw-2"}, True, True, True),
        (Visibility.PARTNERS, {"clb-1"}, False, True, True),
    ],
)
def test_whoever_may_not_read_a_note_sees_that_it_exists(
    visibility: Visibility, names: set[str], *, acts: bool, reads: bool, knows_author: bool
) -> None:
    written = note(visibility)
    seen = written.seen_by(names, acts=acts)
    assert (seen.note_id, seen.at, seen.visibility) == (written.note_id, MONDAY, visibility)
    assert (seen.readable, seen.text) == (reads, "Moeder belt terug." if reads else None)
    assert seen.by == ("cw-1" if knows_author else None)
    assert seen.mine == ("cw-1" in names)


def test_a_change_is_a_version_and_what_was_said_before_is_a_revision() -> None:
    before = note(Visibility.TEAM)
    now = before.changed("Moeder belde terug.", Visibility.PARTNERS, TUESDAY)
    assert (now.version, now.changed_at, now.at, now.by) == (2, TUESDAY, MONDAY, "cw-1")
    assert [(item.version, item.at, item.text) for item in (before.revision, now.revision)] == [
        (1, MONDAY, "Moeder belt terug."),
        (2, TUESDAY, "Moeder belde terug."),
    ]
