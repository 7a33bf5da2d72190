"""Another way is tried only after the way before has failed for good."""

from dataclasses import replace
from datetime import timedelta

import pytest

from notifications.domain.fallback import next_channel, way_on
from notifications.domain.notice import Notice
from notifications.domain.preparation import Undeliverable
from notifications.domain.receivers import of_the_slot
from notifications.domain.vocabulary import Channel, Reason, Status
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


def test_a_letter_goes_on_where_letters_are_printed_and_there_is_an_address() -> None:
    notice = sending()
    assert way_on(notice, REACHED, WAYS) == "letter"
    assert way_on(notice, REACHED, ("email",)) is None
    assert way_on(notice, replace(REACHED, post=None), WAYS) is None
    assert way_on(notice, None, WAYS) is None


def test_what_may_have_arrived_is_not_sent_another_way() -> None:
    notice = sending()
    notice.defer(Reason.NO_ANSWER, LATER, in_doubt=True, tried_at=NOW)
    assert way_on(notice, REACHED, WAYS) is None


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
