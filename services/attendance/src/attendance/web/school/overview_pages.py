"""`/school` and `/school/{school}/overzicht`: what a school has to look into, and what it can do here."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from attendance.feeds.application.list_silences import list_silences
from attendance.feeds.domain.feed import Silence, SilenceFilter
from attendance.mass_causes.application.answer_question import list_questions
from attendance.mass_causes.domain.mass_cause import QuestionFilter, QuestionStatus
from attendance.pupils.application.count_unsettled_marks import count_unsettled_marks
from attendance.pupils.domain.unsettled_mark import Unsettled, UnsettledFilter
from attendance.register.api.rights import SchoolReader, writes_for_all
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from attendance.web.school.seen import School, name_of_seen
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.pages import Pages
from shared.web.places import SCHOOL_START

_MOST_SILENCES = _MOST_QUESTIONS = 200


@dataclass(frozen=True, slots=True)
class Attention:
    """What a school has to look into: silent half days, open questions, and marks of the school year, by why."""

    silences: list[Silence]
    questions: int
    pending: int
    rejected: int
    unknown: int

    @property
    def silent_half_days(self) -> int:
        """Half days about which the school sent nothing."""
        return sum(len(silence.half_days) for silence in self.silences)

    @property
    def is_none(self) -> bool:
        """Whether nothing asks for attention."""
        return not (self.silences or self.questions or self.pending or self.rejected or self.unknown)


def overview_pages_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The page with which a school begins, and the list of schools for who works with all of them."""
    router = APIRouter(include_in_schema=False)

    @router.get(SCHOOL_START)
    @as_page
    async def schools_page(request: Request, principal: SchoolReader) -> Response:
        """Lead a school to its own overview; show others which schools there are."""
        if principal.school and principal.roles == {Role.SCHOOL}:
            return RedirectResponse(f"{SCHOOL_START}/{principal.school}/overzicht", 303)
        async with units.reading() as uow:
            names = await uow.school_names.all()
        return pages.page(request.scope, "schools", names=names)

    @router.get(f"{SCHOOL_START}/{{school}}/overzicht")
    @as_page
    async def overview_page(request: Request, school: School, principal: SchoolReader) -> Response:
        """What asks for attention, and what can be done here."""
        async with units.reading() as uow:
            name = await name_of_seen(uow, principal, school, clock=clock)
            attention = await _attention(uow, school, SchoolYear.of(clock.today()))
        return pages.page(
            request.scope,
            "school_overview",
            attention=attention,
            school=school,
            school_name=name,
            writes=principal.is_any(Role.SCHOOL) or writes_for_all(principal),
        )

    return router


async def _attention(uow: AttendanceUnitOfWork, school: str, school_year: SchoolYear) -> Attention:
    silences = await list_silences(uow, SilenceFilter(school, "open"), limit=_MOST_SILENCES)
    wanted = UnsettledFilter(school, first=school_year.first_day)
    numbers = await count_unsettled_marks(uow, wanted)
    asked = await list_questions(uow, QuestionFilter(school, QuestionStatus.OPEN), limit=_MOST_QUESTIONS)
    return Attention(list(silences), len(asked), *(numbers.get(why, 0) for why in Unsettled))
