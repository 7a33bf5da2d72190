"""What monitoring counts of notices: by channel, once for each that ended or came back."""

from datetime import timedelta

from prometheus_client import REGISTRY

from notifications.delivery.metrics import count
from notifications.testing.cases import opening
from notifications.testing.factories import NOW, REAL_NOW
from notifications.testing.harness import Harness
from shared.domain.roles import Role


def counted(outcome: str) -> float:
    labels = {"channel": "email", "outcome": outcome}
    return REGISTRY.get_sample_value("flankerend_notices_outcomes_total", labels) or 0.0


def test_what_was_sent_failed_or_came_back_is_counted_and_what_is_answered_is_not() -> None:
    harness = Harness()
    harness.arrive(opening(1))
    told, refused = harness.notices
    before = [counted(outcome) for outcome in ("sent", "failed", "bounced")]
    for notice in (told, refused):
        notice.hand_over("clb-1", Role.CLB, real_now=REAL_NOW, lease=timedelta(seconds=15))
    told.accept(NOW)
    told.acknowledge(NOW)
    told.come_back("5.1.1", NOW)
    refused.bounce("smtp-550", NOW)
    count([*told.events, *refused.events])
    after = [counted(outcome) for outcome in ("sent", "failed", "bounced")]
    assert [now - then for now, then in zip(after, before, strict=True)] == [1, 1, 1]
