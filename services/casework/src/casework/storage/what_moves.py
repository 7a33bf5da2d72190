"""What hangs on a case, counted: all of it moves along when the case goes on in another."""

from collections.abc import Mapping
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.merging import Moves
from casework.storage.guest_tables import case_guest
from casework.storage.link_tables import case_link
from casework.storage.note_tables import note
from casework.storage.plan_tables import plan
from casework.storage.referral_tables import consent, referral
from casework.storage.tables import case_contact, ground, letter, meeting_case, notice, task, timeline
from casework.storage.trajectory_tables import trajectory

MOVED: Mapping[str, sa.Table] = {
    "grounds": ground,
    "notes": note,
    "tasks": task,
    "contacts": case_contact,
    "letters": letter,
    "meetings": meeting_case,
    "notices": notice,
    "timeline": timeline,
    "links": case_link,
    "guests": case_guest,
    "referrals": referral,
    "consents": consent,
    "plans": plan,
    "trajectories": trajectory,
}
"""The tables of what hangs on a case; the preview of a merger names them so. What moves them: ``move_along``."""

STAYING: Mapping[str, str] = {
    "case_record": "a case that was merged before is said to go on in the other from now on",
    "case_parting": "the same",
    "deadline": "a case that has ended has no deadlines, and the other has its own",
}
"""Tables with cases in them from which nothing moves, and why."""


class WhatMoves:
    """Counts what hangs on a case."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, case_id: UUID) -> Moves:
        """How many rows of each kind there are; every kind is named."""
        counts = (sa.select(_number_in(table, case_id).label(name)) for name, table in MOVED.items())
        columns = [count.scalar_subquery().label(name) for name, count in zip(MOVED, counts, strict=True)]
        row = (await self._connection.execute(sa.select(*columns))).one()
        return dict(row._mapping)


def _number_in(table: sa.Table, case_id: UUID) -> sa.ScalarSelect[int]:
    """How many rows of a table name the case, in whichever column."""
    is_about = sa.or_(*(column == case_id for column in cases_in(table)))
    return sa.select(sa.func.count()).select_from(table).where(is_about).scalar_subquery()


def cases_in(table: sa.Table) -> list[sa.Column[object]]:
    """The columns of a table that name cases."""
    return [column for column in table.columns if column.references(_CASE_ID)]


_CASE_ID = ground.metadata.tables["case_record"].columns["case_id"]
