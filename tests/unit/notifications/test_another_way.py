"""Another way is tried only after the way before has failed for good."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from notifications.domain.directory import Directory
from notifications.domain.fallback import ORDER, next_channel, way_on
from notifications.domain.notice import Notice
from notifications.domain.preferences import Preferences
from notifications.domain.preparation import Ready, Receiver, Undeliverable
from notifications.domain.reaching import reached
from notifications.domain.receivers import of_the_slot
from notifications.domain.telling import Purpose
from notifications.domain.vocabulary import Channel, Reason, Status
from notifications.domain.ways import channel_of
from notifications.domain.webhook import WebhookAddress
from notifications.subjects.case.domain.tellings import TELLINGS
from notifications.testing.cases import opening
from notifications.testing.factories import NOW, REAL_NOW, contact, directory, knowledge
from notifications.testing.harness import Harness
from notifications.testing.letters import POST
from shared.domain.errors import IllegalTransition
from shared.domain.roles import Role

LATER = REAL_NOW + timedelta(hours=1)
WAYS = (Channel.EMAIL, Channel.LETTER)
REACHED = replace(contact("clb-1", Role.CLB), post=POST)


def sending() -> Notice:
    harness = Harness()
    harness.arrive(opening(1))
    notice = harness.notices[0]
    notice.hand_over("clb-1", Role.CLB, real_now=REAL_NOW, lease=timedelta(seconds=15))
    return notice


@pytest.mark.parametrize(
    ("channel", "ways", "following"),
    [
        ("email", WAYS, "letter"),
        ("email", ("email",), None),
        ("letter", WAYS, None),
        ("noticeboard", WAYS, None),
    ],
)
def test_ways_are_tried_in_their_order_and_never_twice(
    channel: str, ways: tuple[str, ...], following: str | None
) -> None:
    assert next_channel(channel, ways) == following


@pytest.mark.parametrize(
    ("preferred", "channel", "following"),
    [
        (("letter",), "letter", "email"),
        (("letter", "email"), "email", None),
        (("email", "letter"), "letter", None),
        (("noticeboard", "letter", "letter"), "letter", "email"),
    ],
)
def test_ways_are_tried_in_the_order_that_the_receiver_prefers(
    preferred: tuple[str, ...], channel: str, following: str | None
) -> None:
    assert next_channel(channel, WAYS, preferred) == following
    who = replace(REACHED, preferences=Preferences(channels=preferred))
    notice = sending()
    notice.channel = channel
    assert way_on(notice, who, WAYS, purpose=Purpose.GUIDE) == following


def test_a_notice_begins_with_the_way_that_its_receiver_prefers_and_that_runs_here() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    notice = harness.notices[0]
    who = replace(REACHED, preferences=Preferences(channels=("letter",)))
    receiver = of_the_slot(replace_slot(notice, who.contact_id), knowledge(known_directory=Directory([who])))
    assert isinstance(receiver, Receiver)
    ready = Ready(receiver, TELLINGS.to(notice.key.template, Role.CLB), view=None)
    assert channel_of(notice, ready, WAYS) == "letter"
    assert channel_of(notice, ready, ("email",)) == "email"
    assert channel_of(notice, replace(ready, receiver=replace(receiver, post=None)), WAYS) == "email"
    notice.attempt = 1
    assert channel_of(notice, ready, WAYS) == "email"


def test_who_has_a_webhook_and_no_address_for_mail_is_told_by_it() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    notice = harness.notices[0]
    webhook = WebhookAddress(UUID(int=5), "https://x.example/", "sealed", purposes=frozenset({Purpose.GUIDE}))
    who = replace(REACHED, post=None, email=None, webhook=webhook)
    receiver = of_the_slot(replace_slot(notice, who.contact_id), knowledge(known_directory=Directory([who])))
    assert isinstance(receiver, Receiver)
    ready = Ready(receiver, TELLINGS.to(notice.key.template, Role.CLB), view=None)
    assert channel_of(notice, ready) == "webhook"
    for_ends = replace(webhook, purposes=frozenset({Purpose.END}))
    unasked = replace(ready, receiver=replace(receiver, webhook=for_ends))
    assert channel_of(notice, unasked) == "email"
    assert reached(unasked, notice, directory=Directory([who]), today=NOW.date()) == Undeliverable(
        "clb-1", Role.CLB, Reason.NO_ADDRESS
    )


def replace_slot(notice: Notice, contact_id: str) -> Notice:
    return replace(notice, key=replace(notice.key, slot=contact_id))


def test_a_letter_goes_on_where_letters_are_printed_and_there_is_an_address() -> None:
    notice = sending()
    assert way_on(notice, REACHED, WAYS, purpose=Purpose.GUIDE) == "letter"
    assert way_on(notice, REACHED, ("email",), purpose=Purpose.GUIDE) is None
    assert way_on(notice, replace(REACHED, post=None), WAYS, purpose=Purpose.GUIDE) is None
    assert way_on(notice, None, WAYS, purpose=Purpose.GUIDE) is None


def test_a_webhook_that_does_not_take_the_purpose_is_no_way_on() -> None:
    webhook = WebhookAddress(UUID(int=5), "https://x.example/", "sealed", purposes=frozenset({Purpose.END}))
    who = replace(REACHED, webhook=webhook, preferences=Preferences(channels=("email",)))
    notice = sending()
    assert way_on(notice, who, ORDER, purpose=Purpose.END) == "webhook"
    assert way_on(notice, who, ORDER, purpose=Purpose.GUIDE) == "letter"
    assert way_on(notice, replace(who, post=None), ORDER, purpose=Purpose.GUIDE) is None


def test_what_may_have_arrived_is_not_sent_another_way() -> None:
    notice = sending()
    notice.defer(Reason.NO_ANSWER, LATER, in_doubt=True, tried_at=NOW)
    assert way_on(notice, REACHED, WAYS, purpose=Purpose.GUIDE) is None


def test_the_other_way_has_the_whole_time_and_nobody_is_told_of_a_failure() -> None:
    notice = sending()
    notice.defer("smtp-450", LATER, in_doubt=False, tried_at=NOW)
    notice.fall_back("letter", "smtp-450", LATER)
    assert (notice.status, notice.channel, notice.attempt, notice.first_tried_at) == (Status.QUEUED, "letter", 0, None)
    assert (notice.due_at, notice.queued_at, notice.reason) == (LATER, LATER, "smtp-450")
    assert notice.events == []


def test_what_came_back_goes_another_way_and_what_was_taken_there_does_not() -> None:
    notice = sending()
    notice.accept(NOW)
    with pytest.raises(IllegalTransition):
        notice.fall_back("letter", "5.1.1", LATER)
    notice.come_back("5.1.1", NOW)
    notice.fall_back("letter", "5.1.1", LATER)
    notice.hand_over("clb-1", Role.CLB, real_now=LATER, lease=timedelta(seconds=15))
    notice.accept(NOW)
    assert [event.delivery.channel for event in notice.events] == ["email", "email", "letter"]  # type: ignore[union-attr]


def test_who_has_no_mail_is_reached_by_letter_alone() -> None:
    notice = sending()
    notice.key = replace(notice.key, slot="clb-1")
    known = knowledge(known_directory=directory())
    addressed = replace(known, directory=type(known.directory)([replace(REACHED, email=None)]))
    assert of_the_slot(notice, addressed) == Undeliverable("clb-1", Role.CLB, Reason.NO_ADDRESS)
    notice.channel = Channel.LETTER
    receiver = of_the_slot(notice, addressed)
    assert (receiver.name, receiver.post, receiver.email) == ("Naam van clb-1", POST, None)  # type: ignore[union-attr]
    assert of_the_slot(notice, known) == Undeliverable("clb-1", Role.CLB, Reason.NO_ADDRESS)


def test_a_letter_is_printed_once_and_only_if_it_was_sent() -> None:
    notice = sending()
    with pytest.raises(IllegalTransition):
        notice.note_printed(NOW)
    notice.accept(NOW)
    notice.note_printed(NOW)
    version = notice.version
    notice.note_printed(NOW + timedelta(days=1))
    assert (notice.printed_at, notice.version) == (NOW, version)
