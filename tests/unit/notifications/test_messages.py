"""Notices of a bundle go to their receiver in one message; the others alone."""

from dataclasses import replace
from typing import cast
from uuid import UUID

from notifications.domain.message import Message, Section, messages_of
from notifications.domain.preparation import Ready
from notifications.testing.cases import opening
from notifications.testing.harness import Harness

BUNDLE = UUID("00000000-0000-7000-8000-00000000b0b0")
READY = cast("Ready", object())


def sections() -> tuple[Section, ...]:
    harness = Harness()
    harness.arrive(opening(1))
    return tuple(Section(notice, READY) for notice in harness.notices)


def test_a_notice_that_goes_alone_is_a_message_that_is_known_by_the_notice() -> None:
    first, second = sections()
    assert messages_of([first, second]) == [Message((first,)), Message((second,))]
    assert Message.of(first.notice, READY) == Message((first,))
    assert Message((first,)).id == first.notice.id
    assert Message((first,)).is_single


def test_notices_of_a_bundle_are_one_message_that_is_known_by_the_bundle() -> None:
    first, second = (Section(replace(section.notice, bundle_id=BUNDLE), READY) for section in sections())
    alone = sections()[0]
    assert messages_of([first, alone, second]) == [Message((first, second)), Message((alone,))]
    assert Message((first, second)).id == BUNDLE
    assert not Message((first, second)).is_single
