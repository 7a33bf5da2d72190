"""The subjects of notices: a new subject is a folder beside these and a line in ``SUBJECTS``."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from notifications.application.clocks import Clocks
from notifications.application.subject import AnySubject, Subjects
from notifications.subjects.case.messaging import events_in as case_events
from notifications.subjects.case.subject import CASE
from notifications.subjects.meeting.messaging import events_in as meeting_events
from notifications.subjects.meeting.subject import MEETING
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.messaging.subscriptions import Subscription


@dataclass(frozen=True, slots=True)
class Registered:
    """A subject, and what it listens to."""

    subject: AnySubject
    subscriptions: Callable[[Clocks], Sequence[Subscription[NotificationsUnitOfWork]]]


CASE_TYPES = frozenset({"truancy"})
"""The types of case with notices; what happens to a case of another type is passed over."""

SUBJECTS: tuple[Registered, ...] = (
    Registered(CASE, partial(case_events.subscriptions, case_types=CASE_TYPES)),
    Registered(MEETING, meeting_events.subscriptions),
)


def by_kind(registered: Iterable[Registered]) -> Subjects:
    """The subjects, by the kind of things they are about."""
    return {entry.subject.kind: entry.subject for entry in registered}
