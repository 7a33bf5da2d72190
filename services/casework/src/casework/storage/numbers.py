"""The numbers of references, from 1 for each type of case in each school year."""

import sqlalchemy as sa

from casework.domain.case_type import CaseType
from casework.storage.tables import reference_number
from shared.domain.school_year import SchoolYear
from shared.runtime.batching import BatchingConnection, as_json, rows_of

# All counters have one lock, so that two transactions that need numbers of two types never deadlock.
_NEXT = sa.text("""
    INSERT INTO reference_number AS counter (year, case_type, last)
    SELECT :year, :case_type, 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended('reference_number', 0))) AS locked
    ON CONFLICT (year, case_type) DO UPDATE SET last = counter.last + 1
    RETURNING last
""")
_GIVEN_OUT = rows_of(reference_number, "given_out")
_KEEP = (
    sa.update(reference_number)
    .values(last=_GIVEN_OUT.c.last)
    .where(
        reference_number.c.year == _GIVEN_OUT.c.year,
        reference_number.c.case_type == _GIVEN_OUT.c.case_type,
    )
)


class Numbers:
    """Gives out numbers. Nobody else gets any until the transaction ends, so no number is given out twice or lost."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        self._last: dict[tuple[int, str], int] = {}
        self._kept: dict[tuple[int, str], int] = {}
        connection.keeps_back(self._write)

    async def next(self, case_type: CaseType, school_year: SchoolYear) -> int:
        """The next number. The first of a transaction locks the counters; more of the same counter are kept back."""
        counter = school_year.start, case_type.name
        if counter in self._last:
            self._last[counter] = self._kept[counter] = self._last[counter] + 1
        else:
            taken = await self._connection.read(_NEXT, {"year": school_year.start, "case_type": case_type.name})
            self._last[counter] = int(taken.scalar_one())
        return self._last[counter]

    async def _write(self) -> None:
        if self._kept:
            rows = [{"year": year, "case_type": name, "last": last} for (year, name), last in self._kept.items()]
            self._kept.clear()
            await self._connection.execute(_KEEP, {"given_out": as_json(rows)})
