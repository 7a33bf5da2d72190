"""Who does not answer an invitation is reminded: once, of the appointment they have, and not after an answer."""

from itertools import permutations

import pytest

from notifications.channels.email.texts import Text, Texts
from notifications.domain.preparation import Ready, Void
from notifications.domain.vocabulary import Reason, Status
from notifications.subjects.meeting.domain.decide import still_holds
from notifications.subjects.meeting.domain.prepare import prepare
from notifications.subjects.meeting.domain.story import MeetingState
from notifications.subjects.meeting.domain.vocabulary import MeetingTemplate
from notifications.subjects.meeting.subject import MEETING as MEETINGS
from notifications.testing.factories import knowledge
from notifications.testing.harness import Fact, Harness
from notifications.testing.meetings import CASEWORKER_ONE, COUNSELLOR_ONE, answer, planned

INVITED, REMINDED = MeetingTemplate.INVITATION, MeetingTemplate.REMINDER
ONE = {"participants": (COUNSELLOR_ONE,)}
AWAITED = answer(2, answered=False)


def mails(*facts: Fact) -> list[str]:
    """The templates of the mails, in the order in which they went."""
    harness = Harness()
    for fact in facts:
        harness.arrive(fact)
        harness.send_all()
    return [mail.key.template for mail in harness.mails]


def waiting(*facts: Fact) -> Harness:
    """A counsellor who was invited, with a reminder that did not go yet."""
    harness = Harness()
    harness.arrive(planned(1, **ONE))
    harness.send_all()
    for fact in (AWAITED, *facts):
        harness.arrive(fact)
    return harness


@pytest.mark.parametrize(
    ("facts", "templates"),
    [
        ([planned(1, **ONE), AWAITED], [INVITED, REMINDED]),
        ([planned(1, **ONE), AWAITED, AWAITED], [INVITED, REMINDED]),
        ([planned(1, **ONE), answer(2), answer(3, answered=False)], [INVITED, REMINDED]),
        ([planned(1, **ONE), answer(3), AWAITED], [INVITED]),
        ([planned(1, **ONE), answer(2, "caseworker-1", answered=False)], [INVITED]),
        ([planned(1, day=16, **ONE), AWAITED], [INVITED]),
        ([planned(1, **ONE), planned(3, state=MeetingState.CANCELLED), AWAITED], [INVITED, MeetingTemplate.CANCELLED]),
        ([planned(1, **ONE), planned(3, state=MeetingState.HELD), AWAITED], [INVITED]),
        (
            [planned(1, **ONE), AWAITED, planned(3, day=16, **ONE), answer(4, day=16, answered=False)],
            [INVITED, REMINDED, MeetingTemplate.MOVED, REMINDED],
        ),
    ],
    ids=[
        "once",
        "and-not-when-it-is-told-again",
        "also-who-answered-about-something-before",
        "not-after-an-answer-whichever-comes-first",
        "not-who-does-not-take-part",
        "not-of-another-time",
        "not-when-it-is-off",
        "not-when-it-was-held",
        "of-each-time-anew",
    ],
)
def test_who_is_reminded(facts: list[Fact], templates: list[str]) -> None:
    assert mails(*facts) == templates
    assert mails(*facts, *facts) == templates


def test_each_order_ends_in_the_same() -> None:
    facts = (planned(1, **ONE), AWAITED, answer(3), planned(4, day=16, **ONE), answer(5, day=16, answered=False))
    for order in permutations(facts):
        harness = Harness()
        for fact in order:
            harness.arrive(fact)
        harness.send_all()
        assert sorted(mail.key.template for mail in harness.mails) == [INVITED, REMINDED]


@pytest.mark.parametrize(
    "fact", [answer(3), planned(3, day=16, **ONE), planned(3, participants=(CASEWORKER_ONE,))], ids=str
)
def test_a_reminder_that_did_not_go_yet_does_not_go_when_it_no_longer_holds(fact: Fact) -> None:
    reminder = waiting(fact).notices[1]
    assert (reminder.key.template, reminder.status) == (REMINDED, Status.CANCELLED)


def test_a_reminder_may_be_tried_again_as_long_as_the_answer_is_awaited() -> None:
    harness = waiting()
    reminder = harness.notices[1]
    assert still_holds(reminder, harness.meeting)
    harness.arrive(answer(3))
    assert not still_holds(reminder, harness.meeting)


def test_nobody_is_reminded_of_a_meeting_that_has_begun() -> None:
    harness = waiting()
    starts_at = planned().appointment.starts_at
    assert prepare(harness.notices[1], harness.meeting, knowledge(now=starts_at)) == Void(Reason.NO_LONGER_HOLDS)


def written(*, link: str | None) -> Text:
    harness = waiting()
    ready = prepare(harness.notices[1], harness.meeting, knowledge())
    assert isinstance(ready, Ready)
    assert ready.entry is not None
    assert (ready.entry.cancelled, ready.entry.sequence) == (False, 0)
    view = ready.view
    object.__setattr__(view, "reply", link)
    texts = Texts([MEETINGS.templates])
    return texts.text("meeting-reminder/1/participant", mail=view, acknowledgement=None, signature="Stad")


def test_it_says_that_the_answer_is_awaited_and_how_to_give_it() -> None:
    text = written(link="https://flankerend.example/replies/t")
    assert text.subject == "Komt u naar het zorgoverleg SP-2026-000123?"
    assert "We weten nog niet of u komt." in text.body
    assert "https://flankerend.example/replies/t" in text.body
    assert "Wilt u ons laten weten of u komt?" in written(link=None).body
