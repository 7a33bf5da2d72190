"""`/absences` and `/workers/{worker}/absence`: who is away, and who stands in."""

from typing import Annotated, Self

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from casework.api.bodies import Body, WorkerName
from casework.api.case_change import Changing
from casework.api.readers import actor, names_of
from casework.api.rights import ACTORS, LEADERS
from casework.application.keep_absence import end_absence, keep_absence
from casework.domain.absence import Absence
from casework.unit_of_work import CaseworkUnits
from shared.contracts.moments import IsoDate
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.etags import IfMatch, if_match, set_etag
from shared.runtime.http.paging import Listing, listing
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import Problem

Absent = Annotated[WorkerName, Path(description="Who is away: a contact id, or the `sub` of a token")]


class AbsenceBody(Body):
    """From when until when somebody is away, and who stands in."""

    from_: Annotated[IsoDate, Field(alias="from")]
    """The first day."""
    until: IsoDate
    """The last day; a day that has passed ends the absence."""
    deputy: WorkerName | None = None
    """Who has the cases on the worklist meanwhile, and gets the new ones by the rules; absent for nobody."""


class AbsenceAnswer(BaseModel):
    """An absence."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    worker: str
    """Who is away: a contact id, or the `sub` of a token."""
    from_: IsoDate = Field(alias="from")
    """The first day."""
    until: IsoDate
    """The last day."""
    deputy: str | None
    """Who stands in; null for nobody."""
    version: int

    @classmethod
    def of(cls, absence: Absence) -> Self:
        days = {"from": absence.first_day, "until": absence.last_day}
        named = {"worker": absence.worker, "deputy": absence.deputy, "version": absence.version}
        return cls.model_validate(named | days)


def absences_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """GET, PUT and DELETE of absences."""
    router = APIRouter(tags=["people"])

    @router.get("/absences")
    async def list_absences(principal: Changing) -> Listing[AbsenceAnswer]:
        """The absences that go on or are still to come; for a youth coach those that the coach has a part in."""
        async with units() as uow:
            absences = await uow.absences.ending_from(clock.today())
        shown = [absence for absence in absences if is_told_of(principal, absence)]
        return listing([AbsenceAnswer.of(absence) for absence in shown], None)

    @router.get("/workers/{worker}/absence")
    async def get_absence(principal: Changing, worker: Absent, response: Response) -> AbsenceAnswer:
        """The absence of somebody that was noted last, past or not. A youth coach reads the own absence."""
        if worker not in names_of(principal) and not principal.is_any(*ACTORS):
            raise Problem("forbidden")
        async with units() as uow:
            absence = await uow.absences.find(worker)
        if absence is None:
            raise NotFound("absence")
        set_etag(response, absence.version)
        return AbsenceAnswer.of(absence)

    @router.put("/workers/{worker}/absence")
    async def put_absence(
        principal: Changing,
        expected: Annotated[IfMatch, if_match(required=True)],
        worker: Absent,
        body: AbsenceBody,
        response: Response,
    ) -> AbsenceAnswer:
        """Note that somebody is away, in the place of what was noted before.

        A caseworker and a youth coach note the own absence, a coordinator anybody's.
        """
        require_may_note(principal, worker)
        async with units() as uow:
            before = await uow.absences.find(worker)
            expected(before.version if before else None)
            wanted = Absence(
                worker=worker,
                first_day=body.from_,
                last_day=body.until,
                deputy=body.deputy,
                version=before.version if before else 0,
            )
            kept = await keep_absence(uow, wanted, by=actor(principal), subject=principal.subject, clock=clock)
        set_etag(response, kept.version)
        return AbsenceAnswer.of(kept)

    @router.delete("/workers/{worker}/absence", status_code=204)
    async def delete_absence(
        principal: Changing, expected: Annotated[IfMatch, if_match(required=False)], worker: Absent
    ) -> Response:
        """Somebody is back: the absence ends with yesterday, and is removed if no day of it has passed."""
        require_may_note(principal, worker)
        async with units() as uow:
            absence = await uow.absences.find(worker)
            if absence is None:
                raise NotFound("absence")
            expected(absence.version)
            await end_absence(uow, absence, clock=clock)
        return Response(status_code=204)

    return router


def is_told_of(principal: Principal, absence: Absence) -> bool:
    """Whether the caller reads of an absence: who acts on every case of all, another of those the caller has a part in.

    That is the own absence, and the absence of somebody that the caller stands in for.
    """
    return principal.is_any(*ACTORS) or not names_of(principal).isdisjoint({absence.worker, absence.deputy})


def require_may_note(principal: Principal, worker: str) -> None:
    """Raise Problem (403) for the absence of somebody else, unless the caller leads."""
    if worker not in names_of(principal) and not principal.is_any(*LEADERS):
        raise Problem("forbidden")
