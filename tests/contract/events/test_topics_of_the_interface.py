"""The catalogue is the table of the public interface."""

import pytest

from shared.contracts.catalogue import EVENTS, TOPICS

TABLE = [
    ("school.attendance.v1", 6, 30, "school", ["attendance-recorded"]),
    ("school.enrolment.v1", 6, 400, "school", ["pupil-enrolled", "pupil-withdrawn"]),
    (
        "attendance.signals.v1",
        3,
        400,
        "attendance",
        [
            "level-reached",
            "level-withdrawn",
            "attendance-dropped",
            "feed-silent",
            "enrolment-missing",
            "enrolment-found",
            "feed-heard",
            "watch-met",
            "watch-broken",
            "question-asked",
            "question-answered",
        ],
    ),
    ("attendance.persons.v1", 3, None, "attendance", ["person-changed", "person-merged"]),
    ("attendance.calendars.v1", 1, None, "attendance", ["calendar-changed"]),
    (
        "casework.cases.v1",
        3,
        400,
        "casework",
        [
            "case-opened",
            "case-escalated",
            "case-transferred",
            "case-assigned",
            "meeting-requested",
            "withdrawal-proposed",
            "withdrawal-dropped",
            "case-withdrawn",
            "case-closed",
            "case-reopened",
            "escalation-withdrawn",
            "level-fallen",
            "case-due",
            "case-overdue",
            "watch-asked",
            "watch-ended",
            "referral-asked",
            "referral-answered",
            "consent-recorded",
            "consent-ended",
            "case-person-erased",
            "task-done",
        ],
    ),
    (
        "consultation.meetings.v1",
        3,
        400,
        "consultation",
        [
            "meeting-scheduled",
            "meeting-rescheduled",
            "meeting-cancelled",
            "meeting-held",
            "meeting-decisions-corrected",
            "meeting-unschedulable",
            "meeting-under-review",
            "meeting-restored",
            "meeting-attention-changed",
            "meeting-agenda-changed",
            "meeting-agenda-ready",
            "meeting-dropped",
            "action-agreed",
            "reply-received",
            "reply-awaited",
        ],
    ),
    ("consultation.directory.v1", 1, None, "consultation", ["contact-changed", "organisation-changed"]),
    (
        "consultation.policy.v1",
        1,
        400,
        "consultation",
        [
            "body-changed",
            "decision-taken",
            "policy-agenda-counted",
            "offer-changed",
            "session-planned",
            "session-moved",
            "session-cancelled",
            "activity-held",
            "action-changed",
        ],
    ),
    (
        "notifications.deliveries.v1",
        3,
        400,
        "notifications",
        [
            "notification-sent",
            "notification-failed",
            "notification-bounced",
            "notification-acknowledged",
            "notification-unacknowledged",
            "reply-arrived",
        ],
    ),
    ("attendance.figures.v1", 1, None, "attendance", ["figures-published"]),
    ("casework.figures.v1", 1, None, "casework", ["figures-published"]),
    ("consultation.figures.v1", 1, None, "consultation", ["figures-published"]),
]


@pytest.mark.parametrize(("name", "partitions", "retention_days", "area", "events"), TABLE, ids=[r[0] for r in TABLE])
def test_a_topic_is_as_the_interface_says(
    name: str, partitions: int, retention_days: int | None, area: str, events: list[str]
) -> None:
    topic = TOPICS[name]
    assert (topic.partitions, topic.retention_days, topic.compacted) == (
        partitions,
        retention_days,
        retention_days is None,
    )
    assert [event.event_type for event in topic.events] == [f"be.flankerend.{area}.{event}.v1" for event in events]


def test_there_is_no_other_topic_or_event() -> None:
    assert list(TOPICS) == [row[0] for row in TABLE]
    assert len(EVENTS) == sum(len(row[4]) for row in TABLE)


def test_a_contract_knows_its_type_and_topic() -> None:
    for topic in TOPICS.values():
        for event in topic.events:
            assert event.topic == topic.name
            assert EVENTS[event.event_type] is event


def test_no_event_but_the_school_s_own_holds_an_insz() -> None:
    for event in EVENTS.values():
        holds = "insz" in str(event.model_json_schema())
        assert holds == (event.event_type == "be.flankerend.school.pupil-enrolled.v1")
