"""The trajectory of a youth coach in a case, for whoever acts on the case."""

from datetime import date
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Response

from casework.api.case_change import Changing, changing_part
from casework.api.readers import Reader, actor
from casework.api.rights import Deed
from casework.api.trajectory_bodies import (
    TrajectoryAnswer,
    TrajectoryBody,
    TrajectoryRevisionAnswer,
    trajectory_answer,
)
from casework.application.set_trajectory import set_trajectory
from casework.domain.vocabulary import ContactParty
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal

_Expected = Annotated[IfMatch, if_match(required=True)]


def trajectories_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """GET and PUT of trajectories."""
    router = APIRouter(tags=["case files"])

    @router.put("/cases/{case_id}/trajectory")
    async def put_trajectory(
        principal: Changing, expected: _Expected, case_id: UUID, body: TrajectoryBody, response: Response
    ) -> TrajectoryAnswer:
        """Write the trajectory of an open case down as a whole; what it was before is kept.

        403 for a type of case without trajectories. What is agreed is on the worklist of whoever has the case.
        """
        async with changing_part(units, principal, case_id, deed=Deed.TRAJECTORY) as (uow, case, _):
            before = await uow.trajectories.find(case.case_id)
            expected(before.version if before else None)
            by = actor(principal)
            trajectory = await set_trajectory(uow, case, body.content, before=before, by=by, clock=clock)
            answer = trajectory_answer(trajectory, await last_contact(uow, case.case_id))
        set_etag(response, trajectory.version)
        return answer

    @router.get("/cases/{case_id}/trajectory")
    async def get_trajectory(principal: Changing, case_id: UUID, response: Response) -> TrajectoryAnswer:
        """The trajectory as it is; 404 for a case without one."""
        async with units() as uow:
            await _readable(uow, principal, case_id)
            trajectory = await uow.trajectories.find(case_id)
            if trajectory is None:
                raise NotFound("trajectory", case_id)
            answer = trajectory_answer(trajectory, await last_contact(uow, case_id))
        set_etag(response, trajectory.version)
        return answer

    @router.get("/cases/{case_id}/trajectory/revisions")
    async def list_trajectory_revisions(
        principal: Changing, case_id: UUID, page: Paged
    ) -> Listing[TrajectoryRevisionAnswer]:
        """The trajectory in each of its versions, the oldest first."""
        after = page.after(int)
        async with units() as uow:
            await _readable(uow, principal, case_id)
            versions, following = page.cut(
                await uow.trajectories.revisions(case_id, after[0] if after else 0, page.limit + 1),
                lambda trajectory: (trajectory.version,),
            )
        return listing([TrajectoryRevisionAnswer.of(version) for version in versions], following)

    return router


async def last_contact(uow: CaseworkUnitOfWork, case_id: UUID) -> date | None:
    """The last day on which the youngster of a case was reached; None before."""
    return (await uow.files.last_reached([case_id], ContactParty.PUPIL)).get(case_id)


async def _readable(uow: CaseworkUnitOfWork, principal: Principal, case_id: UUID) -> None:
    """Raises NotFound; 403 for whoever sees the case and does not act on it, and for a type without trajectories."""
    reader = await Reader.of(principal, uow, uow.clock.today())
    reader.require(Deed.TRAJECTORY, await uow.cases.get(case_id))
