"""What cases rest on, of every kind, in one table."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from casework.domain.case_type import CaseTypes
from casework.domain.ground import Details, Ground, KnownGround
from casework.storage.persons import Persons
from casework.storage.registers import Registers
from casework.storage.tables import IS_OPEN, case_record, ground, person_enrolment
from casework.storage.writes import Writes
from shared.domain.school_year import SchoolYear
from shared.runtime.batching import BatchingConnection

_PLAIN_FIELDS = (
    "ground_id",
    "person_id",
    "since",
    "school",
    "pupil",
    "level_of_education",
    "said",
    "taken_back",
    "settled",
)
GROUND_COLUMNS = (
    *(ground.c.kind, ground.c.school_year, ground.c.details),
    *(ground.c[name] for name in _PLAIN_FIELDS),
)
"""As ``Grounds.of_values`` takes them."""
_values_of = itemgetter(*(str(column.name) for column in GROUND_COLUMNS))
_OF_CASES = (
    sa.select(ground)
    .where(
        sa.or_(
            ground.c.case_id == sa.any_(sa.bindparam("case_ids")),
            ground.c.ground_id == sa.any_(sa.bindparam("ground_ids")),
        )
    )
    .order_by(ground.c.since, ground.c.ground_id)
)


class Grounds:
    """What was said of persons, with the case that rests on it; also what no case rests on."""

    def __init__(
        self,
        connection: BatchingConnection,
        case_types: CaseTypes,
        *,
        writes: Writes,
        persons: Persons,
        registers: Registers,
    ) -> None:
        self._connection = connection
        self._case_types = case_types
        self._writes = writes
        self._persons = persons
        self._registers = registers
        self._grounds: dict[UUID, KnownGround | None] = {}

    async def get(self, ground_id: UUID) -> KnownGround | None:
        """The ground and its case; None when nothing was said of it yet."""
        if ground_id in self._grounds:
            return self._grounds[ground_id]
        rows = await self._connection.execute(sa.select(ground).where(ground.c.ground_id == ground_id))
        row = rows.first()
        return self._known(row) if row else None

    async def save(self, case_id: UUID | None, *items: Ground) -> None:
        """Keep grounds with the case that rests on them; None for no case."""
        self.keep(case_id, items)

    def keep(self, case_id: UUID | None, items: Iterable[Ground]) -> None:
        """The same, for the repository of cases."""
        for item in items:
            self._grounds[item.ground_id] = KnownGround(item, case_id)
            self._writes.grounds[item.ground_id] = _values(item, case_id)
            self._registers.uses(item.school, item.pupil)

    async def of_cases(
        self, case_ids: Collection[UUID], *, also: Collection[UUID] = ()
    ) -> Mapping[UUID, Sequence[Ground]]:
        """The grounds of each of these cases that has any, the oldest first.

        ``also`` are grounds to look up in the same statement, for ``get``: of whatever case, or not there yet.
        """
        self._grounds |= dict.fromkeys(also)
        grounds: dict[UUID, list[Ground]] = defaultdict(list)
        of_cases = {"case_ids": list(case_ids), "ground_ids": list(also)}
        for row in await self._connection.execute(_OF_CASES, of_cases):
            item = self._ground(row)
            grounds[row.case_id].append(item)
            if row.ground_id in self._grounds:
                self._grounds[row.ground_id] = KnownGround(item, row.case_id)
        return grounds

    async def strayed(self, person_id: UUID) -> list[KnownGround]:
        """Standing grounds of a pupil of this person, in an open case of another person and pupil.

        Of the grounds told of that other person only those whose pupil has left it. A caseworker may have merged a case
        of this person into that case: then what stands there belongs there.
        """
        if self._persons.is_in_unused_registers(person_id):
            return []
        is_of_pupil = sa.and_(person_enrolment.c.school == ground.c.school, person_enrolment.c.pupil == ground.c.pupil)
        is_of_this_person = sa.exists().where(person_enrolment.c.person_id == person_id, is_of_pupil)
        merged = case_record.alias("merged")
        went_on_there = sa.exists().where(
            merged.c.person_id == person_id, merged.c.merged_into == case_record.c.case_id, merged.c.merged_by_hand
        )
        is_of_the_other = sa.exists().where(person_enrolment.c.person_id == case_record.c.person_id, is_of_pupil)
        statement = (
            sa.select(ground)
            .join(case_record, case_record.c.case_id == ground.c.case_id)
            .where(
                ground.c.said,
                ~ground.c.taken_back,
                IS_OPEN,
                case_record.c.person_id != person_id,
                is_of_this_person,
                ~went_on_there,
                sa.or_(ground.c.person_id == person_id, ~is_of_the_other),
                sa.tuple_(case_record.c.school, case_record.c.pupil) != sa.tuple_(ground.c.school, ground.c.pupil),
            )
        )
        return [self._known(row) for row in await self._connection.execute(statement)]

    def of_row(self, row: sa.Row[Any]) -> Ground:
        """The ground of a row that holds the columns of ``ground``."""
        return self._ground(row)

    def of_values(self, kind: str, school_year: str, details: Details, *plain: Any) -> Ground:
        """The ground of its columns."""
        of_kind = self._case_types.ground(kind)
        fields = dict(zip(_PLAIN_FIELDS, plain, strict=True))
        fields["school_year"] = SchoolYear.parse(school_year)
        fields |= of_kind.fields_of(details)
        return of_kind(**fields)

    def _known(self, row: sa.Row[Any]) -> KnownGround:
        return KnownGround(self._ground(row), row.case_id)

    def _ground(self, row: sa.Row[Any]) -> Ground:
        return self.of_values(*_values_of(row._mapping))


def _values(item: Ground, case_id: UUID | None) -> dict[str, Any]:
    values: dict[str, Any] = {name: getattr(item, name) for name in _PLAIN_FIELDS}
    values["case_id"] = case_id
    values["kind"] = item.kind
    values["school_year"] = str(item.school_year)
    values["details"] = item.details
    return values
