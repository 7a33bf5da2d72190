"""Everything about a pupil, as it is stored: what holds and what was replaced, with both of its times."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, text
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.pupils.domain.export import (
    ExportedAssumption,
    ExportedEnrolment,
    ExportedMark,
    ExportedReports,
    ExportedWithdrawal,
    Known,
    PupilOfPerson,
)
from attendance.register.domain.mark import FinalRejection
from attendance.register.storage.encoding import HALF_DAYS, STATUSES, VERDICTS
from attendance.register.storage.expectations import ENROLLED, expectation_of

_PUPILS = text(f"""
    SELECT pupil_id, school, pupil, {ENROLLED}, closed
    FROM pupil WHERE pupil_id = :pupil_id OR person_id = :person_id
    ORDER BY school, pupil
""")  # noqa: S608 - constant

_MARKS = text("""
    SELECT pupil_id, date, half_day, status, recorded_at, event_id, known_since, NULL AS known_until, verdict,
        NULL AS reason, question_id
    FROM mark LEFT JOIN held_half_day USING (pupil_id, date, half_day)
    WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) AND date BETWEEN :first AND :last
    UNION ALL
    SELECT pupil_id, date, half_day, status, recorded_at, event_id, known_since, known_until, NULL, NULL, NULL
    FROM mark_history
    WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) AND date BETWEEN :first AND :last
    UNION ALL
    SELECT pupil_id, date, half_day, status, recorded_at, event_id, rejected_at, NULL, NULL, reason, NULL
    FROM rejected_mark
    WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) AND date BETWEEN :first AND :last
    ORDER BY pupil_id, date, half_day, known_since, recorded_at, event_id
""")


def _all_of(kind: str, order: str) -> TextClause:
    """Every report of this kind, present and replaced. What was there before times were kept was known all along."""
    return text(f"""
        SELECT *, nullif(known_since, '-infinity') AS since
        FROM (
            SELECT *, CAST(NULL AS timestamptz) AS known_until
            FROM {kind} WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[]))
            UNION ALL
            SELECT (jsonb_populate_record(CAST(NULL AS {kind}), report)).*, known_until
            FROM report_history WHERE pupil_id = ANY(CAST(:pupil_ids AS integer[])) AND kind = '{kind}'
        ) AS report
        ORDER BY {order}, known_since, recorded_at
    """)  # noqa: S608 - constant


_ENROLMENTS = _all_of("enrolment", "valid_from")
_WITHDRAWALS = _all_of("withdrawal", "recorded_at, event_id")
_ASSUMED = _all_of("implicit_enrolment", "first")


class Exports:
    """What an export is made of."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def hold_still(self) -> None:
        """Let the transaction, which has read nothing yet, see the register as it is now to its end."""
        await self._connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"))

    async def pupils(self, pupil_id: int, person_id: UUID | None) -> list[PupilOfPerson]:
        """The pupils of a person, at all schools; without a person this pupil alone."""
        rows = await self._connection.execute(_PUPILS, {"pupil_id": pupil_id, "person_id": person_id})
        return [
            PupilOfPerson(row.pupil_id, row.school, row.pupil, expectation_of(row.enrolled, row.closed)) for row in rows
        ]

    async def reports(self, pupil_ids: Collection[int]) -> dict[int, ExportedReports]:
        """What was reported of these pupils' enrolments."""
        reports = {pupil_id: ExportedReports([], [], []) for pupil_id in pupil_ids}
        asked = {"pupil_ids": list(pupil_ids)}
        for row in await self._connection.execute(_ENROLMENTS, asked):
            reports[row.pupil_id].enrolments.append(_enrolment(row))
        for row in await self._connection.execute(_WITHDRAWALS, asked):
            withdrawal = ExportedWithdrawal(row.valid_until, row.recorded_at, row.event_id, _known(row))
            reports[row.pupil_id].withdrawals.append(withdrawal)
        for row in await self._connection.execute(_ASSUMED, asked):
            assumed = ExportedAssumption(row.first, row.last, row.level, row.recorded_at, _known(row))
            reports[row.pupil_id].assumed.append(assumed)
        return reports

    async def marks(self, pupil_ids: Collection[int], first: date, last: date) -> dict[int, list[ExportedMark]]:
        """Every mark of these pupils on these days, both included: present, replaced and rejected for good."""
        marks: dict[int, list[ExportedMark]] = {pupil_id: [] for pupil_id in pupil_ids}
        asked = {"pupil_ids": list(pupil_ids), "first": first, "last": last}
        for row in await self._connection.execute(_MARKS, asked):
            marks[row.pupil_id].append(_mark(row))
        return marks


def _mark(row: Any) -> ExportedMark:
    verdict = None if row.verdict is None else VERDICTS[row.verdict]
    return ExportedMark(
        row.date,
        HALF_DAYS[row.half_day],
        STATUSES[row.status],
        row.recorded_at,
        row.event_id,
        Known(row.known_since, row.known_until),
        FinalRejection(row.reason) if row.reason else verdict,
        row.question_id,
    )


def _enrolment(row: Any) -> ExportedEnrolment:
    return ExportedEnrolment(
        row.valid_from,
        row.level,
        row.class_name,
        row.structure,
        row.site,
        row.transferred_problematic,
        row.transferred_until,
        row.recorded_at,
        row.event_id,
        _known(row),
    )


def _known(row: Any) -> Known:
    return Known(row.since, row.known_until)
