"""Marks that somebody has to look into."""

import datetime as dt
from enum import StrEnum
from typing import NamedTuple

from attendance.register.domain.mark import FinalRejection, Verdict
from shared.domain.half_days import HalfDay


class Unsettled(StrEnum):
    """Why a mark is to be looked into: it waits for an enrolment, will not count, or nobody knows what it means."""

    PENDING = "pending"
    REJECTED = "rejected"
    UNKNOWN = "unknown"


UnsettledPlace = tuple[dt.date, int, str, str, dt.datetime, str]
"""The place of a mark in a list: date, number of the half day, school, register number, time and id of the event."""


class UnsettledFilter(NamedTuple):
    """Which marks to list. `first` and `last` are included, None is open; `schools` None is all schools."""

    school: str | None = None
    status: Unsettled | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    schools: frozenset[str] | None = None


class UnsettledMark(NamedTuple):
    """A mark to be looked into. `verdict` says why it does not count; `counted` is one of unknown meaning."""

    date: dt.date
    half_day: HalfDay
    school: str
    pupil: str
    recorded_at: dt.datetime
    event_id: str
    verdict: Verdict | FinalRejection

    @property
    def status(self) -> Unsettled:
        """Why it is to be looked into."""
        if self.verdict is Verdict.COUNTED:
            return Unsettled.UNKNOWN
        return Unsettled.PENDING if self.verdict is Verdict.NOT_ENROLLED else Unsettled.REJECTED

    @property
    def key(self) -> UnsettledPlace:
        """Its place in a list: by half day, school and pupil."""
        number = list(HalfDay).index(self.half_day)
        return self.date, number, self.school, self.pupil, self.recorded_at, self.event_id
