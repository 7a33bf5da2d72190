"""The subjects of notices: a new subject is a folder beside these and a line in ``SUBJECTS``."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Protocol

from notifications.application.clocks import Clocks
from notifications.application.subject import AnySubject, Subjects
from notifications.domain.agreements import Agreed
from notifications.subjects.body_session.application.purge_sessions import purge_sessions
from notifications.subjects.body_session.messaging import events_in as body_session_events
from notifications.subjects.body_session.subject import BODY_SESSION
from notifications.subjects.case.messaging import events_in as case_events
from notifications.subjects.case.subject import CASE
from notifications.subjects.early_signal.application.purge_early_signals import purge_early_signals
from notifications.subjects.early_signal.messaging import events_in as early_signal_events
from notifications.subjects.early_signal.subject import EARLY_SIGNAL
from notifications.subjects.meeting.application.purge_answers import purge_answers
from notifications.subjects.meeting.messaging import events_in as meeting_events
from notifications.subjects.meeting.subject import MEETING
from notifications.subjects.policy_agenda.application.purge_agendas import purge_agendas
from notifications.subjects.policy_agenda.messaging import events_in as policy_agenda_events
from notifications.subjects.policy_agenda.subject import POLICY_AGENDA
from notifications.unit_of_work import NotificationsUnitOfWork, NotificationsUnits
from shared.messaging.subscriptions import Subscription
from shared.runtime.clock import Clock


class Purge(Protocol):
    """Removes what was kept for a term."""

    def __call__(self, units: NotificationsUnits, *, clock: Clock, kept_for: timedelta) -> Awaitable[None]: ...


@dataclass(frozen=True, slots=True)
class Registered:
    """A subject, and what it listens to, by what was agreed.

    ``purge`` removes what it keeps for a term, if anything.
    """

    subject: AnySubject
    subscriptions: Callable[[Clocks, Agreed], Sequence[Subscription[NotificationsUnitOfWork]]]
    purge: Purge | None = None


CASE_TYPES = frozenset({"truancy"})
"""The types of case with notices; what happens to a case of another type is passed over."""

SUBJECTS: tuple[Registered, ...] = (
    Registered(CASE, partial(case_events.subscriptions, case_types=CASE_TYPES)),
    Registered(MEETING, meeting_events.subscriptions, purge_answers),
    Registered(BODY_SESSION, body_session_events.subscriptions, purge_sessions),
    Registered(EARLY_SIGNAL, early_signal_events.subscriptions, purge_early_signals),
    Registered(POLICY_AGENDA, policy_agenda_events.subscriptions, purge_agendas),
)


def by_kind(registered: Iterable[Registered]) -> Subjects:
    """The subjects, by the kind of things they are about."""
    return {entry.subject.kind: entry.subject for entry in registered}
