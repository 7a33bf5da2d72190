"""Somebody who has to be at a meeting does not answer the invitation: when what follows is due."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from consultation.domain.local_time import BRUSSELS, local_day, moment
from consultation.domain.reply_rules import ReplyRules
from shared.domain.school_calendar import CalendarOf, nth_school_day_after

_CLOCKS_CHANGE = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """An invitation of a required participant to a meeting that is to come, without an answer that counts.

    `reminded_at` is None until the participant was reminded of it.
    """

    meeting_id: UUID
    school: str
    starts_at: datetime
    contact_id: str
    invited_at: datetime
    reminded_at: datetime | None

    @property
    def since(self) -> datetime:
        """From when school days are counted."""
        return self.reminded_at or self.invited_at

    def lasts_until(self, rules: ReplyRules, calendar_of: CalendarOf) -> datetime | None:
        """When the next thing is due: the reminder, then the deputy. None if nothing ever is.

        That is on the last of the school days agreed on, at the time of day of the invitation or reminder. The
        reminder waits until the meeting is near.
        """
        school_days = rules.remind_after if self.reminded_at is None else rules.deputy_after
        if school_days is None:
            return None
        day = nth_school_day_after(local_day(self.since), school_days, calendar_of)
        due = moment(day, self.since.astimezone(BRUSSELS).time())
        return due if self.reminded_at else max(due, self.starts_at - rules.ask_ahead)


def asked_before(now: datetime, school_days: int | None) -> datetime | None:
    """Who was asked later than this was not asked so many school days ago; None if nobody ever was."""
    return None if school_days is None else now - timedelta(days=school_days) + _CLOCKS_CHANGE
