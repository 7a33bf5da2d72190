"""What waits for hours or a digest is overtaken: what no longer holds is told to nobody, and corrects nothing."""

import pytest

from notifications.domain.notice import Notice
from notifications.domain.vocabulary import Reason, Status
from notifications.subjects.case.domain.vocabulary import CaseTemplate
from notifications.subjects.meeting.domain.vocabulary import MeetingTemplate
from notifications.testing.cases import closing, level_fall, opening, raised, withdrawal
from notifications.testing.factories import NOW, REAL_NOW
from notifications.testing.harness import Fact, Harness
from notifications.testing.meetings import COUNSELLOR_ONE, answer, planned

ONE = {"participants": (COUNSELLOR_ONE,)}


def waiting(fact: str, *told: Fact, then: Fact) -> tuple[Harness, list[Notice]]:
    """All but the newest is told; the newest waits."""
    harness = Harness()
    for earlier in told:
        harness.arrive(earlier)
        harness.send_all()
    harness.arrive(then)
    queued = [notice for notice in harness.notices if notice.pending]
    for notice in queued:
        digest_at = NOW if fact.startswith("digest") else None
        notice.wait(fact, NOW, look_again_at=REAL_NOW, digest_at=digest_at)
    assert queued
    return harness, queued


@pytest.mark.parametrize("fact", ["hours:", "digest:clb-1"])
@pytest.mark.parametrize(
    ("told", "then", "overtaken_by", "follows"),
    [
        ([opening(1)], closing(2), opening(3, reopened=True), CaseTemplate.REOPENED),
        ([opening(1)], closing(2), withdrawal(3), CaseTemplate.WITHDRAWN),
        ([opening(1)], raised(2), level_fall(3), None),
        ([], opening(1), withdrawal(2), None),
        ([planned(1, **ONE)], answer(2, answered=False), planned(3, day=16, **ONE), MeetingTemplate.MOVED),
        ([planned(1, **ONE)], answer(2, answered=False), answer(3), None),
        ([planned(1, **ONE)], planned(2, day=16, **ONE), planned(3, day=15, **ONE), None),
    ],
    ids=[
        "closed and opened again",
        "closed and withdrawn",
        "a level that falls",
        "a case that is withdrawn",
        "a reminder of a meeting that moves",
        "a reminder after the answer",
        "a move that is taken back",
    ],
)
def test_what_waits_is_called_off_when_it_no_longer_holds(
    fact: str, told: list[Fact], then: Fact, overtaken_by: Fact, follows: str | None
) -> None:
    harness, queued = waiting(fact, *told, then=then)
    before = len(harness.mails)
    harness.arrive(overtaken_by)
    assert {(notice.status, notice.reason) for notice in queued} == {(Status.CANCELLED, Reason.NO_LONGER_HOLDS)}
    harness.send_all()
    assert {mail.key.template for mail in harness.mails[before:]} == ({follows} if follows else set())
    assert not {notice.id for notice in queued} & {earlier for mail in harness.mails for earlier in mail.corrects}
