"""Which register numbers no case is about and nothing that a case can rest on was said of: most of a city's."""

from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.person import Pupil

_UNUSED = sa.text("""
    SELECT school, number
    FROM unnest(CAST(:schools AS text[]), CAST(:numbers AS text[])) AS asked (school, number)
    WHERE NOT EXISTS (
        SELECT FROM case_record WHERE case_record.school = asked.school AND case_record.pupil = asked.number
    ) AND NOT EXISTS (
        SELECT FROM case_record
        WHERE case_record.first_school = asked.school AND case_record.first_pupil = asked.number
    ) AND NOT EXISTS (
        SELECT FROM ground WHERE ground.school = asked.school AND ground.pupil = asked.number
    )
""")


class Registers:
    """What is known of register numbers without asking again for each person."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._unused: set[Pupil] = set()

    async def load(self, pupils: Iterable[Pupil]) -> None:
        """Look up which of these register numbers are unused, in one statement."""
        if asked := sorted(set(pupils)):
            numbers = {"schools": [pupil.school for pupil in asked], "numbers": [pupil.number for pupil in asked]}
            self._unused |= {Pupil(*row) for row in await self._connection.execute(_UNUSED, numbers)}

    def are_unused(self, pupils: Iterable[Pupil]) -> bool:
        """Whether it is known that none of these is used; True without any."""
        return self._unused.issuperset(pupils)

    def uses(self, school: str | None, number: str | None) -> None:
        """Note that there is a case or a ground of this register number from now on."""
        if school and number:
            self._unused.discard(Pupil(school, number))
