"""`GET /caseloads/own`: the caller's own open cases, with what each weighs, how long it waits and what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from casework.api.answering import case_values
from casework.api.answers import CaseAnswer
from casework.api.case_change import Changing
from casework.api.readers import Reader, Shown, actor, names_of, shown_to
from casework.domain.case import Case
from casework.domain.caseload import WAITING, Caseload
from casework.domain.states import Status
from casework.domain.trajectory import CurrentTrajectory
from casework.domain.vocabulary import ContactParty
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Page, Paged
from shared.runtime.http.principal import Principal

_DESCRIBED = ConfigDict(use_attribute_docstrings=True)


class OwnCaseAnswer(CaseAnswer):
    """A case of the caller, with what a coach looks at."""

    model_config = _DESCRIBED

    weight: int
    """What it adds to the caseload."""
    waiting_since: datetime | None
    """When it was opened, while nobody has begun; null since."""
    trajectory: int | None
    """The version of its trajectory; null without one."""
    last_contact: date | None
    """The last day on which the youngster was reached; null before."""
    contact_by: date | None
    """The last day to reach the youngster; null when none is agreed, and while the case is on hold."""
    next_evaluation: date | None
    """The first day of an evaluation of the trajectory without a judgement; null without any."""
    hand_over_on: date | None
    """From which day somebody else goes on with the youngster; null where nothing was agreed."""


class OwnCaseloadAnswer(BaseModel):
    """The caller's own open cases, in the order they were opened."""

    model_config = _DESCRIBED

    total: int
    """How many there are, on all pages."""
    weight: int
    """What these weigh together, by the weights of their types."""
    heavy: bool
    """Whether that is the number in the settings, or more."""
    waiting: int
    """How many of them nobody has begun."""
    waiting_since: datetime | None
    """When the first of these was opened; null without any."""
    items: list[OwnCaseAnswer]
    """The cases of this page."""
    next: str | None
    """The cursor of the next page; null on the last page."""


@dataclass(frozen=True, slots=True)
class OwnCase:
    """A case of somebody: how much of it is shown, its trajectory, and when its youngster was reached last."""

    case: Case
    shown: Shown
    trajectory: CurrentTrajectory | None
    last_contact: date | None

    @property
    def weight(self) -> int:
        """What it adds to the caseload."""
        return self.case.case_type.weight_in(self.case.status)

    @property
    def waits(self) -> bool:
        """Whether nobody has begun with it."""
        return self.case.status in WAITING

    @property
    def contact_by(self) -> date | None:
        """The last day to reach the youngster; None when none is agreed, and while the case is on hold."""
        return self.trajectory.contact_by if self.trajectory and self.case.status is not Status.ON_HOLD else None

    @property
    def next_evaluation(self) -> date | None:
        """The first day of an evaluation without a judgement; None without any."""
        return self.trajectory.content.next_evaluation if self.trajectory else None

    @property
    def first_day(self) -> date:
        """The first day on which something is due; the last there is when nothing is."""
        respond_by = self.case.respond_by if self.waits else None
        days = (respond_by, self.case.state_by, self.case.hold_until, self.contact_by, self.next_evaluation)
        return min((day for day in days if day), default=date.max)


@dataclass(frozen=True, slots=True)
class OwnCaseload:
    """A page of somebody's own cases, where the next begins (None: nowhere), and what all of them are together."""

    load: Caseload
    cases: Sequence[OwnCase]
    following: str | None

    @classmethod
    async def of(cls, principal: Principal, uow: CaseworkUnitOfWork, *, page: Page) -> "OwnCaseload":
        """The page of the caller. Raises Problem (422) for another cursor."""
        after, names = page.after(UUID), names_of(principal)
        reader = await Reader.of(principal, uow, uow.clock.today())
        load = Caseload.of(actor(principal), (part for part in await uow.caseloads.parts() if part.assignee in names))
        cases = await uow.case_lists.open_of(
            names, reader.seen, after=after[0] if after else None, limit=page.limit + 1
        )
        cases, following = page.cut(cases, lambda case: (case.case_id,))
        shown = await shown_to(reader, uow, cases)
        case_ids = [case.case_id for case in cases]
        trajectories = await uow.trajectories.of_cases(case_ids)
        reached = await uow.files.last_reached(case_ids, ContactParty.PUPIL)
        own = [
            OwnCase(case, shown[case.case_id], trajectories.get(case.case_id), reached.get(case.case_id))
            for case in cases
        ]
        return cls(load, own, following)


def own_caseload_router(units: CaseworkUnits, *, clock: Clock, heavy_from: int) -> APIRouter:
    """GET of the caller's own cases. ``heavy_from`` is the weight from which a caseload is heavy."""
    router = APIRouter(tags=["cases", "work"])

    @router.get("/caseloads/own")
    async def get_own_caseload(principal: Changing, page: Paged) -> OwnCaseloadAnswer:
        """The caller's own open cases: weight, waiting time, last contact with the youngster, and what comes next."""
        async with units() as uow:
            own = await OwnCaseload.of(principal, uow, page=page)
        return OwnCaseloadAnswer(
            total=own.load.total,
            weight=own.load.weight,
            heavy=own.load.weight >= heavy_from,
            waiting=own.load.waiting,
            waiting_since=own.load.waiting_since,
            items=[_answer(item) for item in own.cases],
            next=own.following,
        )

    return router


def _answer(own: OwnCase) -> OwnCaseAnswer:
    trajectory = own.trajectory
    content = trajectory.content if trajectory else None
    return OwnCaseAnswer(
        **case_values(own.case, own.shown),
        weight=own.weight,
        waiting_since=own.case.opened_at if own.waits else None,
        trajectory=trajectory.version if trajectory else None,
        last_contact=own.last_contact,
        contact_by=own.contact_by,
        next_evaluation=own.next_evaluation,
        hand_over_on=content.hand_over.on if content and content.hand_over else None,
    )
