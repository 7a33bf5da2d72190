"""Minutes have something in them."""

import pytest

from consultation.domain.minutes import LONGEST_ACTION, LONGEST_TEXT, Action, Minutes
from shared.domain.errors import InvalidField

from .people import NOW


@pytest.mark.parametrize("text", ["", "x" * (LONGEST_TEXT + 1)])
def test_minutes_without_text_or_with_too_much_are_refused(text: str):
    with pytest.raises(InvalidField, match="text"):
        Minutes(text, (), "u-1", NOW)


@pytest.mark.parametrize("what", ["", "x" * (LONGEST_ACTION + 1)])
def test_an_action_says_what(what: str):
    with pytest.raises(InvalidField, match="what"):
        Action(what)


def test_minutes_keep_their_actions():
    actions = (Action("De ouders uitnodigen", "counsellor-1", NOW.date()),)
    assert Minutes("Besproken.", actions, "u-1", NOW).actions == actions
