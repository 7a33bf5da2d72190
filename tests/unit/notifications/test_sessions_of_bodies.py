"""Sessions of consultation bodies: who is invited, what follows from a change, and what the mail is made of."""

from dataclasses import replace
from datetime import datetime

import pytest

from notifications.domain.directory import Directory
from notifications.domain.links import Links
from notifications.domain.notice import Notice
from notifications.domain.preparation import Needs, Patience, Ready, Undeliverable, Void, Waits
from notifications.domain.vocabulary import Reason, Status
from notifications.subjects.body_session.domain.decide import decide, still_holds
from notifications.subjects.body_session.domain.prepare import needs, prepare
from notifications.subjects.body_session.domain.story import SessionVersion
from notifications.testing.body_sessions import BODY, CLB_GUEST, SCHOOL_GUEST, SESSION, body_session, body_sessions
from notifications.testing.factories import knowledge, notice
from shared.runtime.clock import BRUSSELS


def sent(*versions: SessionVersion) -> list[Notice]:
    """The notices of these versions, each settled before the next came, all of them sent."""
    notices: list[Notice] = []
    for count in range(1, len(versions) + 1):
        decision = decide(body_sessions(*versions[:count]), notices)
        for wanted in decision.make:
            made = notice(wanted)
            made.status = Status.SENT
            made.sent_at = made.created_at
            notices.append(made)
    return notices


def templates(*versions: SessionVersion) -> list[tuple[str, str]]:
    return [(row.key.template, row.key.slot) for row in sent(*versions)]


def test_everybody_is_invited_once_and_told_of_another_appointment() -> None:
    invited = [("session-invitation", "clb-1"), ("session-invitation", "counsellor-1")]
    assert templates(body_session()) == templates(body_session(), body_session(2)) == invited
    moved = [("session-moved", "clb-1"), ("session-moved", "counsellor-1")]
    assert templates(body_session(), body_session(2, day=16)) == invited + moved
    off = [("session-cancelled", "clb-1"), ("session-cancelled", "counsellor-1")]
    assert templates(body_session(), body_session(2, is_cancelled=True)) == invited + off
    assert decide(body_sessions(), []).make == ()


def test_who_is_invited_no_more_is_told_so_and_the_others_are_not() -> None:
    changed = templates(body_session(guests=(CLB_GUEST,)), body_session(2, guests=(SCHOOL_GUEST,)))
    assert changed[1:] == [("session-cancelled", "clb-1"), ("session-invitation", "counsellor-1")]


def test_what_waits_and_no_longer_holds_goes_to_nobody() -> None:
    first, moved = body_session(guests=(CLB_GUEST,)), body_session(2, day=16, guests=(CLB_GUEST,))
    [wanted] = decide(body_sessions(first), []).make
    waiting = notice(wanted)
    decision = decide(body_sessions(first, moved), [waiting])
    assert (decision.cancel, [row.key.template for row in decision.make]) == ((waiting,), ["session-invitation"])
    assert still_holds(waiting, body_sessions(first))
    assert not still_holds(waiting, body_sessions(first, moved))
    assert not still_holds(waiting, body_sessions())
    waiting.status = Status.SENDING
    assert decide(body_sessions(first, moved), [waiting]).make == ()
    gone = body_session(2, guests=(CLB_GUEST,), is_cancelled=True)
    waiting.status = Status.QUEUED
    assert decide(body_sessions(first, gone), [waiting]).make == ()


def test_who_was_told_that_they_are_not_invited_is_invited_anew() -> None:
    versions = [body_session(number, guests=(guest,)) for number, guest in enumerate([CLB_GUEST, SCHOOL_GUEST], 1)]
    told = templates(*versions, body_session(3, guests=(CLB_GUEST, SCHOOL_GUEST)))
    assert told[-1] == ("session-invitation", "clb-1")
    assert body_sessions().version == 0


def test_what_failed_is_not_made_once_more_for_the_same_version() -> None:
    story = body_sessions(body_session(guests=(CLB_GUEST,)))
    [wanted] = decide(story, []).make
    failed = notice(wanted)
    failed.status = Status.FAILED
    assert decide(story, [failed]).make == ()


@pytest.fixture
def invitation() -> Notice:
    [wanted] = decide(body_sessions(body_session(guests=(CLB_GUEST,))), []).make
    return notice(wanted)


def test_the_mail_says_when_and_where_and_brings_an_entry(invitation: Notice) -> None:
    story = body_sessions(body_session())
    ready = prepare(invitation, story, knowledge())
    assert isinstance(ready, Ready)
    assert ready.shown["body"] == "Onderwijsraad"
    assert ready.shown["link"] == f"https://flankerend.example/overlegorganen/{BODY}/zittingen/{SESSION}"
    assert ready.entry is not None
    assert [row.email for row in ready.entry.invited] == ["clb-1@mail.example", "counsellor-1@mail.example"]
    api = Links("https://x.example", has_pages=False).to_body_session(BODY, SESSION)
    assert api == f"https://x.example/bodies/{BODY}/sessions/{SESSION}"
    assert needs(invitation, story) == Needs()


def test_a_cancellation_tells_of_the_appointment_that_was_told(invitation: Notice) -> None:
    story = body_sessions(body_session(), body_session(2, day=16, is_cancelled=True))
    off = replace(invitation, key=replace(invitation.key, template="session-cancelled", occasion=2))
    ready = prepare(off, story, knowledge(earlier=(invitation,)))
    assert isinstance(ready, Ready)
    assert ready.entry is not None
    assert (ready.entry.cancelled, ready.entry.appointment.starts_at.day) == (True, 15)


def test_nobody_is_told_before_it_is_known_or_after_it_is_over(invitation: Notice) -> None:
    story = body_sessions(body_session())
    assert prepare(invitation, body_sessions(), knowledge()) == Waits(f"body-session:{SESSION}")
    assert needs(invitation, body_sessions()) is None
    late = knowledge(now=datetime(2026, 10, 15, 21, tzinfo=BRUSSELS))
    assert prepare(invitation, story, late) == Void(Reason.NO_LONGER_HOLDS)
    nobody = knowledge(known_directory=Directory([]), patience=Patience(for_facts_over=True))
    assert isinstance(prepare(invitation, story, nobody), Undeliverable)
