"""Minutes have something in them."""

import pytest

from consultation.meetings.domain.minutes import LONGEST_ACTION, LONGEST_TEXT, Action, Minutes
from consultation.testing.factories import NOW
from shared.domain.errors import InvalidField


@pytest.mark.parametrize("text", ["", "x" * (LONGEST_TEXT + 1)])
def test_minutes_without_text_or_with_too_much_are_refused(text: str):
    with pytest.raises(InvalidField, match="text"):
        Minutes(text=text, actions=(), written_by="u-1", written_at=NOW)


@pytest.mark.parametrize("what", ["", "x" * (LONGEST_ACTION + 1)])
def test_an_action_says_what(what: str):
    with pytest.raises(InvalidField, match="what"):
        Action(what)


def test_minutes_keep_their_actions():
    actions = (Action("De ouders uitnodigen", "counsellor-1", NOW.date()),)
    assert Minutes(text="Besproken.", actions=actions, written_by="u-1", written_at=NOW).actions == actions
