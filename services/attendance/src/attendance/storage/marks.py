"""The register of half days: the only place that writes marks."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.application.ports import JudgedHalfDay, KeptMark, MarkEntry, Rejected, SlotKey, WrittenMark
from attendance.domain.mark import FinalRejection, Mark
from attendance.domain.school_days import turning_in_september
from attendance.storage import mark_statements as statements
from attendance.storage.encoding import HALF_DAYS, NUMBER_OF_HALF_DAY, NUMBER_OF_STATUS, STATUSES, VERDICTS
from shared.domain.school_year import SchoolYear


class Marks:
    """The newest mark of each pupil's half days, those it replaced, and those rejected for good."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def write(self, entries: Sequence[MarkEntry], at: datetime) -> dict[SlotKey, WrittenMark]:
        """Write marks of different half days, in one statement; the older of two marks of a half day is left out.

        What a mark replaces goes to the history when it says something else.
        """
        if not entries:
            return {}
        rows = await self._connection.execute(statements.WRITE, {**_columns(entries), "at": at})
        written = {
            (pupil_id, day, HALF_DAYS[half_day]): WrittenMark(
                None if before is None else STATUSES[before], STATUSES[after], VERDICTS[verdict], year, written=True
            )
            for pupil_id, day, half_day, before, after, verdict, year in rows.all()
        }
        if len(written) < len(entries):
            slots = [(entry.pupil_id, entry.mark.date, entry.mark.half_day) for entry in entries]
            written |= await self._left_alone([slot for slot in slots if slot not in written])
        return written

    async def _left_alone(self, slots: Sequence[SlotKey]) -> dict[SlotKey, WrittenMark]:
        rows = await self._connection.execute(statements.FIND, _slot_columns(slots))
        return {
            (pupil_id, day, HALF_DAYS[half_day]): WrittenMark(
                STATUSES[status], STATUSES[status], VERDICTS[verdict], year, written=False
            )
            for pupil_id, day, half_day, status, verdict, year in rows
        }

    async def keep_rejected(self, rejected: Sequence[Rejected], at: datetime) -> None:
        """Keep marks that were rejected for good, apart from the register; the same mark again is kept once."""
        if rejected:
            marks = [item.mark for item in rejected]
            await self._connection.execute(
                statements.KEEP_REJECTED,
                {
                    **_slot_columns([(item.pupil_id, item.mark.date, item.mark.half_day) for item in rejected]),
                    **_said(marks),
                    "reasons": [item.reason.value for item in rejected],
                    "school_years": [turning_in_september(mark.date) for mark in marks],
                    "at": at,
                },
            )

    async def of_pupil(self, pupil_id: int, school_year: SchoolYear) -> list[KeptMark]:
        """What the register has of a pupil in a school year, in order, with what was rejected for good."""
        rows = await self._connection.execute(
            statements.OF_PUPIL, {"pupil_id": pupil_id, "school_year": school_year.start}
        )
        return [
            KeptMark(
                day,
                HALF_DAYS[half_day],
                STATUSES[status],
                recorded_at,
                event_id,
                FinalRejection(reason) if reason else VERDICTS[verdict],
            )
            for day, half_day, status, recorded_at, event_id, verdict, reason in rows
        ]

    async def newest_date(self, school: str) -> date | None:
        """The latest date inside the calendar of which this school has any mark."""
        newest: date | None = await self._connection.scalar(statements.NEWEST_DATE, {"school": school})
        return newest

    async def judge_enrolment(self, pupil_ids: Collection[int]) -> None:
        """Let the marks of these pupils count on the days they are enrolled, and no others."""
        await self._connection.execute(statements.JUDGE_ENROLMENT, {"pupil_ids": list(pupil_ids)})

    async def judge_calendar(self, school: str, days: Sequence[JudgedHalfDay]) -> set[int]:
        """Judge a school's marks on these half days by its calendars; the pupils with a mark that now differs."""
        rows = await self._connection.execute(
            statements.JUDGE_CALENDAR,
            {
                "school": school,
                "dates": [day.date for day in days],
                "half_days": [NUMBER_OF_HALF_DAY[day.half_day] for day in days],
                "school_years": [day.school_year for day in days],
                "inside": [day.inside for day in days],
            },
        )
        return set(rows.scalars())


def _columns(entries: Sequence[MarkEntry]) -> dict[str, Any]:
    marks = [entry.mark for entry in entries]
    years = [entry.school_year for entry in entries]
    return {
        "pupil_ids": [entry.pupil_id for entry in entries],
        "dates": [mark.date for mark in marks],
        "half_days": [NUMBER_OF_HALF_DAY[mark.half_day] for mark in marks],
        **_said(marks),
        "school_years": [
            turning_in_september(mark.date) if year is None else year for mark, year in zip(marks, years, strict=True)
        ],
        "inside": [year is not None for year in years],
    }


def _said(marks: Sequence[Mark]) -> dict[str, list[Any]]:
    return {
        "statuses": [NUMBER_OF_STATUS[mark.status] for mark in marks],
        "recorded_at": [mark.recorded_at for mark in marks],
        "event_ids": [mark.own_id for mark in marks],
    }


def _slot_columns(slots: Sequence[SlotKey]) -> dict[str, list[Any]]:
    return {
        "pupil_ids": [pupil_id for pupil_id, _, _ in slots],
        "dates": [day for _, day, _ in slots],
        "half_days": [NUMBER_OF_HALF_DAY[half_day] for _, _, half_day in slots],
    }
