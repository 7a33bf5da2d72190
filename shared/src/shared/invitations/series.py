"""Writes series for calendars: one UID, a rule in local time, and each change as an override of its session.

What readers misread is not used: no RANGE, no RDATE with a period, no COUNT (an EXDATE lengthens such a series in some
calendars). The rule's UNTIL is in UTC, because DTSTART has a zone (RFC 5545, 3.3.10). It ends the last session's day,
for readers that leave out a session that begins at UNTIL.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from shared.invitations.entry import Entry, Method
from shared.invitations.lines import calendar_lines, event_lines, local_line, text_of, utc
from shared.invitations.rhythm import Rhythm, starts_until
from shared.invitations.writing import local_times, session_event
from shared.invitations.zone import ZONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A series of sessions under the UID of its ``first``.

    ``first`` says what all sessions have, with the times of the first start by the rule; it has no recurrence id.
    ``last`` is the last start by the rule. ``left_out`` are starts without a session, such as those in holidays.
    ``changed`` are the sessions that differ, each with its recurrence id: the start that it had by the rule.

    Raises ValueError for a start that is not the rule's, or a session that is both left out and changed.
    """

    first: Entry
    rhythm: Rhythm
    last: datetime
    left_out: tuple[datetime, ...] = ()
    changed: tuple[Entry, ...] = ()

    def __post_init__(self) -> None:
        starts = self.starts_by_rule
        ids = [session.recurrence_id for session in self.changed]
        if not starts or {*self.left_out, *ids} - set(starts):
            raise ValueError("a start that is not the rule's")
        if len({*self.left_out, *ids}) < len(self.left_out) + len(ids):
            raise ValueError("a session is there twice")
        if any(session.uid != self.first.uid for session in self.changed):
            raise ValueError("a session of another series")

    @property
    def starts_by_rule(self) -> list[datetime]:
        """Every start by the rule, in local time."""
        return starts_until(self.rhythm, self.first.starts_at, self.last)

    @property
    def sessions(self) -> list[Entry]:
        """The sessions as they are now, in the order of their starts by the rule."""
        changed = {session.recurrence_id: session for session in self.changed}
        length = self.first.ends_at - self.first.starts_at
        return [
            changed.get(start) or replace(self.first, starts_at=start, ends_at=start + length, recurrence_id=start)
            for start in self.starts_by_rule
            if start not in self.left_out
        ]


def series_written(series: Series, method: Method, *, product: str) -> str:
    """A whole series as text: its rule, what is left out, and what changed.

    Called off as a whole, it is one event without overrides (RFC 5546, 3.2.5).
    """
    changed = () if method is Method.CANCEL else series.changed
    events = [_rule_event(series), *(session_event(session) for session in changed)]
    return text_of(calendar_lines(method, product, [*ZONE, *(text for event in events for text in event)]))


def _rule_event(series: Series) -> Iterator[str]:
    first = series.first
    rule = f"RRULE:{series.rhythm.rule(first.starts_at)};UNTIL={utc(_end_of_day(series.last)):%Y%m%dT%H%M%SZ}"
    left_out = [local_line("exdate", start) for start in series.left_out]
    return event_lines(first, local_times(first), rule=(rule, *left_out))


def _end_of_day(moment: datetime) -> datetime:
    """The last second of the local day."""
    return moment.replace(hour=23, minute=59, second=59)
