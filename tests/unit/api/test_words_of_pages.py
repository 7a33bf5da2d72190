"""What several services show is called the same by all of them."""

import pytest

from casework.types.registry import REGISTRY
from casework.web.worded import WEB_WORDS
from casework.words.nl import WORDS, Dutch
from notifications.web.words import template_in_words
from shared.domain.roles import Role
from shared.web.words import ROLES

_DUTCH = Dutch(WORDS, WEB_WORDS, *(table for registered in REGISTRY for table in registered.words))
_NOTICES = (
    *("case-opened", "case-reopened", "case-escalated", "case-withdrawn", "level-withdrawn"),
    *("meeting-invitation", "meeting-moved", "meeting-cancelled"),
)


@pytest.mark.parametrize("template", _NOTICES)
def test_a_notice_is_called_the_same_on_its_case(template: str) -> None:
    assert _DUTCH.word("notice", template).lower() == template_in_words(template)


@pytest.mark.parametrize("role", Role)
def test_a_role_is_called_the_same_in_the_timeline(role: Role) -> None:
    assert _DUTCH.word("role", role.value).split(" ", 1)[1] == ROLES[role]
