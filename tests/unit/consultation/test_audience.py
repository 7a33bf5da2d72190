"""Who sees which contacts and meetings."""

import pytest

from consultation.domain.audience import Audience
from consultation.domain.versions import any_version
from consultation.testing.factories import NOW, OTHER_SCHOOL, SCHOOL, a_slot, contact, proposed

EVERYTHING, NOTHING = Audience(None), Audience(frozenset())
HERE, THERE = Audience(frozenset({SCHOOL})), Audience(frozenset({OTHER_SCHOOL}))


@pytest.mark.parametrize(("audience", "sees"), [(EVERYTHING, True), (HERE, True), (THERE, False), (NOTHING, False)])
def test_meetings_and_contacts_of_their_schools(audience: Audience, sees: bool):
    assert proposed().is_visible_to(audience) is sees
    assert audience.sees_contact(contact("counsellor-1", schools=(SCHOOL,))) is sees


def test_the_meetings_they_take_part_in_and_the_contact_they_are():
    participant, other = Audience(frozenset(), "counsellor-1"), Audience(frozenset(), "counsellor-2")
    meeting = proposed().schedule(a_slot(), NOW)
    assert (meeting.is_visible_to(participant), meeting.is_visible_to(other)) == (True, False)
    assert not proposed().is_visible_to(participant)
    assert participant.sees_contact(contact("counsellor-1", schools=(SCHOOL,)))


def test_who_expects_no_version_is_content_with_any():
    any_version(7)
