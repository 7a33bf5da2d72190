"""Cases of a list, whole and with what can be shown beside each: one statement for all cases of a page."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case_type import CaseTypes
from casework.domain.lists import ShownCases
from casework.storage.case_rows import to_case, to_meeting
from casework.storage.grounds import GROUND_COLUMNS, Grounds
from casework.storage.showables import BESIDE, CASE_IDS, beside_values, rows_of_group, to_showable
from casework.storage.tables import case_record, ground, meeting, meeting_case
from casework.storage.whole_cases import MEETING_COLUMNS


class ReadsShownCases:
    """Makes cases of rows of ``case_record`` that are read to be shown, and locked by nobody."""

    def __init__(self, connection: AsyncConnection, case_types: CaseTypes, grounds: Grounds) -> None:
        self._connection = connection
        self._case_types = case_types
        self._grounds = grounds

    async def of_rows(self, rows: Sequence[sa.Row[Any]], today: date) -> ShownCases:
        """The cases of rows that hold the columns of ``case_record``, in their order."""
        if not rows:
            return ShownCases([], {})
        values = beside_values({row.case_id: row.person_id for row in rows}, today)
        hanging_on = {row.case_id: row for row in await self._connection.execute(_HANGING_ON, values)}
        cases = []
        for row in rows:
            parts, case_type = hanging_on[row.case_id], self._case_types[row.case_type]
            grounds = [self._grounds.of_values(*values) for values in parts.grounds or ()]
            meetings = [to_meeting(values) for values in parts.meetings or ()] if case_type.meeting else ()
            cases.append(to_case(row, case_type, grounds=grounds, meetings=meetings))
        return ShownCases(cases, {case_id: to_showable(row) for case_id, row in hanging_on.items()})


def _grounds() -> sa.Subquery:
    """The grounds of each case, the oldest first."""
    columns = ground.c
    grounds = rows_of_group(GROUND_COLUMNS, columns.since, columns.ground_id).label("grounds")
    return sa.select(columns.case_id, grounds).where(columns.case_id == CASE_IDS).group_by(columns.case_id).subquery()


def _meetings() -> sa.Subquery:
    """The meetings of each case, by time."""
    case_id = meeting_case.c.case_id
    meetings = rows_of_group(MEETING_COLUMNS, meeting.c.starts_at, meeting.c.meeting_id).label("meetings")
    statement = sa.select(case_id, meetings).join(meeting, meeting.c.meeting_id == meeting_case.c.meeting_id)
    return statement.where(case_id == CASE_IDS).group_by(case_id).subquery()


def _hanging_on() -> sa.Select[Any]:
    grounds, meetings, case_id = _grounds(), _meetings(), case_record.c.case_id
    statement = BESIDE.add_columns(grounds.c.grounds, meetings.c.meetings)
    statement = statement.outerjoin(grounds, grounds.c.case_id == case_id)
    return statement.outerjoin(meetings, meetings.c.case_id == case_id)


_HANGING_ON = _hanging_on()
