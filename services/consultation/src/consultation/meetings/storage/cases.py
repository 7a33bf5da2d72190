"""What is known of cases, in the database."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.dialects.postgresql import UUID as ID

from consultation.meetings.domain.standing import KnownCase, Standing
from consultation.storage.tables import known_case, told_contact
from shared.runtime.batching import BatchingConnection, as_json, rows_of

_OF_CASES = known_case.c.case_id == sa.any_(sa.bindparam("case_ids", type_=ARRAY(ID(as_uuid=True))))
_TOLD = (
    sa.select(told_contact.c.contact_id).where(told_contact.c.case_id == known_case.c.case_id).scalar_subquery()
).label("told")
_KNOWN = sa.select(known_case, _TOLD).where(_OF_CASES)
_LOCK = _KNOWN.order_by(known_case.c.case_id).with_for_update(of=known_case)
_HEAR = insert(told_contact)
_HEARD = _HEAR.on_conflict_do_update(
    index_elements=["case_id"],
    set_={"contact_id": _HEAR.excluded.contact_id, "told_at": _HEAR.excluded.told_at},
    where=told_contact.c.told_at < _HEAR.excluded.told_at,
)

_ROWS = rows_of(known_case, "rows")
_ADD = (
    insert(known_case)
    .from_select([column.name for column in known_case.columns], sa.select(_ROWS))
    .on_conflict_do_nothing()
    .returning(known_case.c.case_id)
)
_CHANGE = (
    sa.update(known_case)
    .values({column.name: _ROWS.c[column.name] for column in known_case.columns if not column.primary_key})
    .where(known_case.c.case_id == _ROWS.c.case_id)
)


class CaseContended(Exception):
    """Another transaction was the first to hear of a case, a moment ago; a later try knows the case."""


class Cases:
    """What is known of cases, by id. Changes are written with the transaction's next statement, or at its end."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        self._locked: dict[UUID, KnownCase | None] = {}
        self._requests: dict[UUID, list[int]] = {}
        self._stored: set[UUID] = set()
        self._changed: set[UUID] = set()
        connection.keeps_back(self._write)

    async def load(self, case_ids: Collection[UUID]) -> None:
        """Lock these cases until the transaction ends, in the order of their ids, by one statement."""
        rows = (await self._connection.execute(_LOCK, {"case_ids": list(case_ids)})).all()
        self._locked |= {**dict.fromkeys(case_ids), **{row.case_id: _case(row) for row in rows}}
        self._requests |= {row.case_id: list(row.requests) for row in rows}
        self._stored |= {row.case_id for row in rows}

    async def get(self, case_id: UUID) -> KnownCase | None:
        """The case, locked until the transaction ends; None if no event has told of it."""
        if case_id not in self._locked:
            await self.load([case_id])
        return self._locked[case_id]

    async def asks(self, asking: KnownCase) -> KnownCase | None:
        """Note that a case, at its version, asks for a meeting.

        The case as it is known, locked; as it asks if it was not known. None if that version's request was noted
        before.
        """
        case = await self.get(asking.case_id) or asking
        requests = self._requests.setdefault(case.case_id, [])
        if asking.sequence in requests:
            return None
        requests.append(asking.sequence)
        await self.save(case)
        return case

    async def known(self, case_ids: Iterable[UUID]) -> Mapping[UUID, KnownCase]:
        """By id, those of these cases that an event has told of."""
        rows = await self._connection.execute(_KNOWN, {"case_ids": list(case_ids)})
        return {row.case_id: _case(row) for row in rows}

    async def id_of(self, reference: str) -> UUID | None:
        """The case with this reference; None if no event has told of it."""
        statement = sa.select(known_case.c.case_id).where(known_case.c.reference == reference)
        case_id: UUID | None = await self._connection.scalar(statement)
        return case_id

    async def save(self, case: KnownCase) -> None:
        """Store what is known of the case. Whatever writes it raises CaseContended if others heard of it first."""
        self._locked[case.case_id] = case
        self._changed.add(case.case_id)

    async def note_told(self, case_id: UUID, contact_id: str, at: datetime) -> None:
        """Remember that this contact of a CLB heard of a case, known or not; the last to hear of it counts."""
        row = {"case_id": case_id, "contact_id": contact_id, "told_at": at}
        await self._connection.execute(_HEARD, row)

    async def _write(self) -> None:
        changed, self._changed = self._changed, set()
        rows = [self._row(case) for case_id in sorted(changed) if (case := self._locked[case_id])]
        added = [row for row in rows if row["case_id"] not in self._stored]
        if added and len((await self._connection.execute(_ADD, {"rows": as_json(added)})).all()) < len(added):
            raise CaseContended
        if others := [row for row in rows if row["case_id"] in self._stored]:
            await self._connection.execute(_CHANGE, {"rows": as_json(others)})
        self._stored |= changed

    def _row(self, case: KnownCase) -> dict[str, Any]:
        return {
            "case_id": case.case_id,
            "reference": case.reference,
            "standing": case.standing,
            "sequence": case.sequence,
            "school": case.school,
            "merged_into": case.merged_into,
            "case_type": case.case_type,
            "rule": case.rule,
            "level": case.level,
            "assignee": case.assignee,
            "assigned": case.assigned,
            "is_erased": case.is_erased,
            "requests": self._requests.get(case.case_id, []),
        }


def _case(row: Any) -> KnownCase:
    return KnownCase(
        case_id=row.case_id,
        reference=row.reference,
        standing=Standing(row.standing),
        sequence=row.sequence,
        school=row.school,
        merged_into=row.merged_into,
        case_type=row.case_type,
        rule=row.rule,
        level=row.level,
        assignee=row.assignee,
        assigned=row.assigned,
        told=row.told,
        is_erased=row.is_erased,
    )
