"""Marks as the register keeps them, now or at a time."""

from datetime import date, datetime
from typing import NamedTuple

from attendance.register.domain.mark import FinalRejection, Verdict
from attendance.register.domain.status import Status
from shared.domain.half_days import HalfDay


class KeptMark(NamedTuple):
    """A mark of the register as it stands. A final rejection has its reason instead of a status."""

    date: date
    half_day: HalfDay
    status: Status
    recorded_at: datetime
    event_id: str
    verdict: Verdict | FinalRejection


class MarkThen(NamedTuple):
    """A mark as the register had it at a time, not judged."""

    pupil_id: int
    date: date
    half_day: HalfDay
    status: Status
    recorded_at: datetime
    event_id: str
