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
from casework.storage.showables import BESIDE, beside_values, rows_of_group, to_showable
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


def _grounds() -> sa.ScalarSelect[Any]:
    """The grounds of a case, the oldest first."""
    grounds = sa.select(rows_of_group(GROUND_COLUMNS, ground.c.since, ground.c.ground_id))
    return grounds.where(ground.c.case_id == case_record.c.case_id).correlate(case_record).scalar_subquery()


def _meetings() -> sa.ScalarSelect[Any]:
    """The meetings of a case, by time."""
    meetings = sa.select(rows_of_group(MEETING_COLUMNS, meeting.c.starts_at, meeting.c.meeting_id))
    meetings = meetings.join_from(meeting_case, meeting, meeting.c.meeting_id == meeting_case.c.meeting_id)
    return meetings.where(meeting_case.c.case_id == case_record.c.case_id).correlate(case_record).scalar_subquery()


_HANGING_ON = BESIDE.add_columns(_grounds().label("grounds"), _meetings().label("meetings"))
