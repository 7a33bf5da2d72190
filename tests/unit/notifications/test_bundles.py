"""The notices of a bundle go together; who leaves it goes alone, later or never."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

from notifications.bundling.domain.bundles import together
from notifications.domain.message import Section, messages_of
from notifications.domain.notice import Notice
from notifications.domain.preparation import Prepared, Ready, Receiver, Undeliverable, Void, Waits
from notifications.domain.vocabulary import Reason, Status
from notifications.subjects.case.domain.vocabulary import CaseTemplate
from notifications.subjects.case.subject import CASE
from notifications.testing.cases import opening
from notifications.testing.factories import NOW, REAL_NOW
from notifications.testing.harness import Harness
from shared.domain.roles import Role

BUNDLE = uuid4()
WAITS = Waits("person:1")


def bundle(count: int = 3, bundle_id: UUID | None = BUNDLE) -> list[Notice]:
    harness = Harness()
    harness.arrive(opening(1))
    return [replace(harness.notices[0], id=uuid4(), bundle_id=bundle_id) for _ in range(count)]


def ready(contact_id: str = "coach-1") -> Ready:
    receiver = Receiver(contact_id, Role.YOUTH_COACH, f"{contact_id}@mail.example")
    return Ready(receiver, CASE.tellings.to(CaseTemplate.OPENED, Role.YOUTH_COACH), view=None)


def messages(notices: list[Notice], outcomes: list[Prepared]) -> list[int]:
    """How many notices each message has."""
    sections = [
        Section(notice, outcome)
        for notice, outcome in zip(notices, outcomes, strict=True)
        if isinstance(outcome, Ready)
    ]
    return [len(message.sections) for message in messages_of(sections)]


def test_a_bundle_goes_in_one_message_and_the_others_alone() -> None:
    notices = [*bundle(), *bundle(2, None)]
    outcomes = together(notices, [ready()] * 5)
    assert messages(notices, outcomes) == [3, 1, 1]


def test_what_goes_to_nobody_or_has_to_wait_is_left_out() -> None:
    notices = bundle(4)
    void, nobody = Void(Reason.NO_LONGER_HOLDS), Undeliverable("coach-1", Role.YOUTH_COACH, Reason.SUPPRESSED)
    prepared: list[Prepared] = [void, WAITS, ready(), ready()]
    assert together(notices, prepared) == prepared
    assert messages(notices, prepared) == [2]
    assert [notice.bundle_id for notice in notices] == [None, None, BUNDLE, BUNDLE]
    assert together(alone := bundle(1), [nobody]) == [nobody]
    assert alone[0].bundle_id is None


def test_what_goes_to_another_receiver_by_now_goes_alone() -> None:
    notices = bundle()
    assert messages(notices, together(notices, [ready(), ready("coach-2"), ready()])) == [2, 1]
    assert notices[1].bundle_id is None


def test_after_an_attempt_without_an_answer_all_wait_for_all() -> None:
    notices = bundle()
    for notice in notices:
        notice.in_doubt = True
    assert together(notices, [ready(), WAITS, ready()]) == [WAITS] * 3
    assert {notice.bundle_id for notice in notices} == {BUNDLE}


def test_a_digest_settles_who_goes_together_and_a_retry_by_hand_goes_alone() -> None:
    notice = bundle(1, None)[0]
    notice.wait("digest:coach-1", NOW, look_again_at=REAL_NOW + timedelta(days=1), digest_at=NOW)
    assert (notice.waiting_for, notice.digest_at, notice.message_id) == ("digest:coach-1", NOW, notice.id)
    notice.come_due(BUNDLE, REAL_NOW)
    assert (notice.status, notice.waiting_for, notice.due_at) == (Status.QUEUED, None, REAL_NOW)
    assert notice.message_id == BUNDLE
    notice.hand_over("coach-1", Role.YOUTH_COACH, real_now=REAL_NOW, lease=timedelta(seconds=15))
    notice.bounce("smtp-550", NOW)
    notice.retry(REAL_NOW)
    assert notice.message_id == notice.id


def test_what_goes_another_way_leaves_its_bundle() -> None:
    by_webhook, by_letter = bundle(2)
    by_webhook.go_by("webhook", REAL_NOW)
    by_letter.hand_over("coach-1", Role.YOUTH_COACH, real_now=REAL_NOW, lease=timedelta(seconds=15))
    by_letter.fall_back("letter", "smtp-550", REAL_NOW)
    assert (by_webhook.message_id, by_letter.message_id) == (by_webhook.id, by_letter.id)
