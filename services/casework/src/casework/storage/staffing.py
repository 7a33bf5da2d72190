"""The people that work can be given to on a day, with what they have already."""

from collections import Counter
from collections.abc import Collection
from datetime import date

import sqlalchemy as sa

from casework.domain.absence import Absences
from casework.domain.assignment import Staff
from casework.domain.case_type import CaseTypes
from casework.domain.states import Status
from casework.storage.absences import KeptAbsences
from casework.storage.tables import IS_OPEN, case_record
from casework.storage.teams import Teams
from casework.storage.workers import Workers
from shared.domain.roles import Role
from shared.runtime.batching import BatchingConnection


class Staffing:
    """Reads teams, absences and weights together, once in a transaction."""

    def __init__(
        self,
        connection: BatchingConnection,
        case_types: CaseTypes,
        *,
        teams: Teams,
        absences: KeptAbsences,
        workers: Workers,
    ) -> None:
        self._connection = connection
        self._case_types = case_types
        self._teams = teams
        self._absences = absences
        self._workers = workers
        self._staff: Staff | None = None
        self._weighed: set[str] = set()

    async def on(self, today: date, *, roles: Collection[Role], seen_since: date) -> Staff:
        """Everybody of these roles, with the weights that were asked for. A ``sub`` seen since a day counts too."""
        if self._staff is None:
            names = await self._workers.same_persons()
            self._staff = Staff(
                teams={team.name: team for team in await self._teams.all()},
                names=names,
                absences=Absences(await self._absences.on(today), names),
                able={names.person(name) for name in await self._workers.able(roles, today, seen_since=seen_since)},
                weights={},
            )
        return self._staff

    async def weigh(self, staff: Staff, workers: Collection[str]) -> None:
        """Look up the weight of the open cases of these people; of who was asked for before it is known."""
        wanted = {staff.names.person(worker) for worker in workers} - self._weighed
        if not wanted:
            return
        self._weighed |= wanted
        columns = case_record.c
        aliases = sorted(alias for person in wanted for alias in staff.names.every(person))
        of_them = (
            sa.select(columns.assignee, columns.case_type, columns.status, sa.func.count().label("cases"))
            .where(IS_OPEN, columns.assignee.in_(aliases))
            .group_by(columns.assignee, columns.case_type, columns.status)
        )
        weights = Counter[str]()
        for row in await self._connection.execute(of_them):
            weight = self._case_types[row.case_type].weight_in(Status(row.status))
            weights[staff.names.person(row.assignee)] += row.cases * weight
        staff.weights |= weights
