"""Reads cases whole: their rows with all they rest on and their meetings, in a few statements for any number."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case import Case
from casework.domain.case_type import CaseTypes
from casework.domain.meeting import Meeting
from casework.storage.case_rows import to_case, to_meeting
from casework.storage.grounds import Grounds
from casework.storage.tables import IS_OPEN, case_record, meeting, meeting_case

_other = meeting_case.alias()
_HAS_OTHER_CASE = (
    sa.exists()
    .where(
        _other.c.meeting_id == meeting.c.meeting_id,
        _other.c.case_id != meeting_case.c.case_id,
        case_record.c.case_id == _other.c.case_id,
        IS_OPEN,
    )
    .correlate(meeting, meeting_case)
)

MEETING_COLUMNS = (
    *(meeting.c.meeting_id, meeting.c.status, meeting.c.sequence, meeting.c.starts_at, meeting.c.ends_at),
    *(meeting.c.place, meeting.c.attention_since, meeting.c.attention_reasons, _HAS_OTHER_CASE, meeting.c.is_session),
)
"""As ``to_meeting`` takes them; the last but one is whether the meeting has another open case."""
_MEETINGS = (
    sa.select(meeting_case.c.case_id, *MEETING_COLUMNS)
    .join(meeting_case, meeting_case.c.meeting_id == meeting.c.meeting_id)
    .where(meeting_case.c.case_id == sa.any_(sa.bindparam("case_ids")))
    .order_by(meeting.c.starts_at, meeting.c.meeting_id)
)


class WholeCases:
    """Makes cases of rows of ``case_record``."""

    def __init__(self, connection: AsyncConnection, case_types: CaseTypes, grounds: Grounds) -> None:
        self._connection = connection
        self._case_types = case_types
        self._grounds = grounds

    async def read(self, statement: sa.Select[Any]) -> list[Case]:
        """The cases a statement over ``case_record`` selects, in its order."""
        return await self.of_rows(list(await self._connection.execute(statement)))

    async def of_rows(self, rows: Sequence[sa.Row[Any]], *, with_grounds: Collection[UUID] = ()) -> list[Case]:
        """The cases of rows that hold the columns of ``case_record``.

        ``with_grounds`` are grounds to look up too, whatever their case: the repository of grounds knows them then.
        """
        types = {row.case_id: self._case_types[row.case_type] for row in rows}
        grounds = await self._grounds.of_cases(list(types), also=with_grounds) if types or with_grounds else {}
        with_meetings = [case_id for case_id, case_type in types.items() if case_type.meeting]
        meetings = await self._meetings(with_meetings) if with_meetings else {}
        return [
            to_case(
                row,
                types[row.case_id],
                grounds=grounds.get(row.case_id, ()),
                meetings=meetings.get(row.case_id, ()),
            )
            for row in rows
        ]

    async def _meetings(self, case_ids: Sequence[UUID]) -> Mapping[UUID, Sequence[Meeting]]:
        meetings: dict[UUID, list[Meeting]] = defaultdict(list)
        for row in await self._connection.execute(_MEETINGS, {"case_ids": list(case_ids)}):
            case_id, *values = row
            meetings[case_id].append(to_meeting(values))
        return meetings
