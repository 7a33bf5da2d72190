"""The register of half days: the only place that writes marks."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.register.domain.mark import Key, Mark
from attendance.register.domain.school_days import turning_in_september
from attendance.register.domain.written_mark import JudgedHalfDay, Rejected, WrittenMark
from attendance.register.storage import mark_statements as statements
from attendance.register.storage.encoding import (
    HALF_DAYS,
    NUMBER_OF_HALF_DAY,
    NUMBER_OF_STATUS,
    STATUSES,
    VERDICTS,
    number_of,
    packed,
)
from attendance.register.storage.pupils import Pupils
from shared.domain.half_days import HalfDay


class Marks:
    """The newest mark of each pupil's half days, those it replaced, and those rejected for good."""

    def __init__(self, connection: AsyncConnection, pupils: Pupils) -> None:
        self._connection = connection
        self._pupils = pupils

    async def write(
        self, marks: Sequence[Mark], school_years: Sequence[int | None], at: datetime
    ) -> dict[Key, WrittenMark]:
        """Write marks of different half days, in one statement; the older of two marks of a half day is left out.

        A replaced mark goes to the history when it says something else. The answer leaves out first marks that count
        and that no rule uses: nothing follows from them. An unknown pupil is stored.
        """
        if not marks:
            return {}
        answer = (await self._connection.execute(statements.WRITE, {**_columns(marks, school_years), "at": at})).all()
        written = {_key(row): _written(row) for row in answer[1:] if row.after is not None}
        strangers = {_key(row) for row in answer[1:] if row.after is None}
        if answer[0].number + len(strangers) < len(marks):
            keys = [key for mark in marks if (key := mark.key) not in written and key not in strangers]
            written |= await self._left_alone(keys)
        if strangers:
            await self._pupils.ids_of({(school, pupil) for school, pupil, *_ in strangers})
            places = [place for place, mark in enumerate(marks) if mark.key in strangers]
            written |= await self.write([marks[n] for n in places], [school_years[n] for n in places], at)
        return written

    async def _left_alone(self, keys: Sequence[Key]) -> dict[Key, WrittenMark]:
        rows = await self._connection.execute(
            statements.FIND,
            {
                "schools": [school for school, _, _, _ in keys],
                "pupils": [pupil for _, pupil, _, _ in keys],
                "dates": [day for _, _, day, _ in keys],
                "half_days": [NUMBER_OF_HALF_DAY[half_day] for _, _, _, half_day in keys],
            },
        )
        return {
            _key(row): WrittenMark(
                row.person_id,
                STATUSES[row.status],
                STATUSES[row.status],
                VERDICTS[row.verdict],
                row.school_year,
                written=False,
            )
            for row in rows
        }

    async def keep_rejected(self, rejected: Sequence[Rejected], at: datetime) -> None:
        """Keep marks that were rejected for good, apart from the register; the same mark again is kept once."""
        if rejected:
            marks = [item.mark for item in rejected]
            await self._connection.execute(
                statements.KEEP_REJECTED,
                {
                    "pupil_ids": [item.pupil_id for item in rejected],
                    "dates": [mark.date for mark in marks],
                    "half_days": [NUMBER_OF_HALF_DAY[mark.half_day] for mark in marks],
                    "statuses": [NUMBER_OF_STATUS[mark.status] for mark in marks],
                    "recorded_at": [mark.recorded_at for mark in marks],
                    "event_ids": [mark.own_id for mark in marks],
                    "reasons": [item.reason.value for item in rejected],
                    "school_years": [turning_in_september(mark.date) for mark in marks],
                    "at": at,
                },
            )

    async def newest_date(self, school: str) -> date | None:
        """The latest date inside the school's calendar (of any site) for which the school has sent any mark."""
        newest: date | None = await self._connection.scalar(statements.NEWEST_DATE, {"school": school})
        return newest

    async def note_newest(self, dates: Mapping[str, date]) -> None:
        """Each of these schools has sent a mark of this date, inside its calendar."""
        if dates:
            asked = {"schools": list(dates), "dates": list(dates.values())}
            await self._connection.execute(statements.NOTE_NEWEST, asked)

    async def find_newest(self, school: str) -> None:
        """Look for the school's newest date anew, when its calendar has changed."""
        await self._connection.execute(statements.FIND_NEWEST, {"school": school})

    async def judge_enrolment(self, pupil_ids: Collection[int]) -> None:
        """Let the marks of these pupils count on the days they are enrolled, and no others."""
        await self._connection.execute(statements.JUDGE_ENROLMENT, {"pupil_ids": list(pupil_ids)})

    async def close(self, half_days: Mapping[int, Collection[tuple[date, HalfDay]]]) -> None:
        """Close these half days, and no others, for each of these pupils: its site has no lessons then.

        Marks on what is closed or open now are judged by `judge_enrolment` or `judge_calendar`, which has to follow.
        """
        closed = [
            (pupil_id, number_of(*half_day))
            for pupil_id, half_days_of_pupil in half_days.items()
            for half_day in half_days_of_pupil
        ]
        await self._connection.execute(
            statements.CLOSE,
            {
                "pupil_ids": list(half_days),
                "of_pupil": [pupil_id for pupil_id, _ in closed],
                "numbers": [number for _, number in closed],
            },
        )

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


def _key(row: Any) -> Key:
    return row.school, row.pupil, row.date, HALF_DAYS[row.half_day]


def _written(row: Any) -> WrittenMark:
    before = None if row.before is None else STATUSES[row.before]
    return WrittenMark(
        row.person_id,
        before,
        STATUSES[row.after],
        VERDICTS[row.verdict],
        row.number,
        written=True,
        gained=row.gained,
        lost=bool(row.lost),
    )


def _columns(marks: Sequence[Mark], school_years: Sequence[int | None]) -> dict[str, Any]:
    # Texts go as lines, which none of them can break: an array of texts costs twenty times as much to send.
    return {
        "schools": "\n".join([mark.school for mark in marks]),
        "pupils": "\n".join([mark.pupil for mark in marks]),
        "dates": [mark.date for mark in marks],
        "packed": [packed(mark, year) for mark, year in zip(marks, school_years, strict=True)],
        "recorded_at": [mark.recorded_at for mark in marks],
        "event_ids": "\n".join([mark.own_id for mark in marks]),
    }
