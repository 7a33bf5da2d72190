"""`/beleid/vragen`: questions to the one point of contact, and their answers."""

from datetime import timedelta
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Coordinator, Member, own_seat
from consultation.domain.themes import Themes
from consultation.policy.api.question_rights import asking_organisation, questions_of, visible_question, who
from consultation.policy.application.answer_question import answer_question
from consultation.policy.application.ask_coordinator import ask_coordinator
from consultation.policy.application.close_question import close_question
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.policy.forms import AnswerForm, QuestionForm, VersionForm
from consultation.web.policy.refusals import carried_out
from consultation.web.policy.showing import directory
from consultation.web.policy.words import QUESTIONS
from consultation.web.versions import still
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Paged, Principal
from shared.runtime.http.paging import Page
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

QUESTIONS_PAGE = "/beleid/vragen"


def question_pages_router(units: Units, pages: Pages, *, themes: Themes, term: timedelta, clock: Clock) -> APIRouter:
    """The pages of questions: all of them with the form to ask, and one with its answer."""
    router = APIRouter(include_in_schema=False)
    shown = QuestionPages(units, pages, themes=themes, term=term, clock=clock)

    @router.get("/beleid/vragen")
    @as_page
    async def questions_page(request: Request, principal: Member, page: Paged) -> Response:
        """Questions, newest first: a coordinator gets all, others their own and those of their organisation."""
        return await shown.all(request, principal, page)

    @router.post("/beleid/vragen")
    @as_page
    async def post_question_form(request: Request, principal: Member, page: Paged) -> Response:
        """Ask something; the same form sent again asks no other."""

        async def step(uow: ConsultationUnitOfWork, form: QuestionForm) -> None:
            organisation = await asking_organisation(principal, uow, form.organisation_id, today=clock.today())
            await ask_coordinator(
                uow,
                form.details(),
                asked_by=who(principal),
                organisation_id=organisation,
                term=term,
                themes=themes,
                clock=clock,
            )

        if wrong := await carried_out(units, request, await submitted(request, QuestionForm), step=step, by=principal):
            return await shown.all(request, principal, page, form=wrong[0], status=wrong[1])
        return RedirectResponse(QUESTIONS_PAGE, 303)

    @router.get("/beleid/vragen/{question_id}")
    @as_page
    async def question_page(request: Request, question_id: UUID, principal: Member) -> Response:
        """A question with its answer."""
        return await shown.page(request, question_id, principal)

    return router


def question_forms_router(units: Units, pages: Pages, *, themes: Themes, term: timedelta, clock: Clock) -> APIRouter:
    """The forms on the page of a question."""
    router = APIRouter(include_in_schema=False)
    shown = QuestionPages(units, pages, themes=themes, term=term, clock=clock)

    @router.post("/beleid/vragen/{question_id}/antwoord")
    @as_page
    async def post_answer_form(request: Request, question_id: UUID, principal: Coordinator) -> Response:
        """Answer it, or put the answer right."""

        async def step(uow: ConsultationUnitOfWork, form: AnswerForm) -> None:
            await answer_question(uow, question_id, form.answer, clock=clock, expected=still(form.version))

        if wrong := await carried_out(units, request, await submitted(request, AnswerForm), step=step, by=principal):
            return await shown.page(request, question_id, principal, form=wrong[0], status=wrong[1])
        return RedirectResponse(f"{QUESTIONS_PAGE}/{question_id}", 303)

    @router.post("/beleid/vragen/{question_id}/afgesloten")
    @as_page
    async def post_closed_form(request: Request, question_id: UUID, principal: Member) -> Response:
        """Close it: who may see it closes it."""

        async def step(uow: ConsultationUnitOfWork, form: VersionForm) -> None:
            await visible_question(principal, uow, question_id, today=clock.today())
            await close_question(uow, question_id, clock=clock, expected=still(form.version))

        if wrong := await carried_out(units, request, await submitted(request, VersionForm), step=step, by=principal):
            return await shown.page(request, question_id, principal, form=wrong[0], status=wrong[1])
        return RedirectResponse(f"{QUESTIONS_PAGE}/{question_id}", 303)

    return router


class QuestionPages:
    """The pages of questions, as they are or with what is wrong in a form."""

    def __init__(self, units: Units, pages: Pages, *, themes: Themes, term: timedelta, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._themes = themes
        self._term = term
        self._clock = clock

    async def all(
        self, request: Request, principal: Principal, page: Page, *, form: Form | None = None, status: int = 200
    ) -> Response:
        """The questions that the caller sees, with the form to ask."""
        today = self._clock.today()
        async with self._units() as uow:
            asked = await questions_of(principal, uow, None, today=today)
            after = page.after(UUID)
            rows = await uow.coordinator_questions.page(asked, after=after[0] if after else None, limit=page.limit + 1)
            own = (await own_seat(principal, uow, today)).organisations
            people = await directory(uow, today)
        questions, following = page.cut(rows, lambda question: (question.question_id,))
        return self._pages.page(
            request.scope,
            "policy_questions",
            status=status,
            questions=questions,
            following=following,
            form=form or Form(),
            organisations=[choice for choice in people.organisations if choice[0] in own],
            people=people,
            answers=principal.is_any(Role.COORDINATOR),
            term_days=self._term.days,
            themes=self._themes,
            today=today,
            QUESTIONS=QUESTIONS,
        )

    async def page(
        self,
        request: Request,
        question_id: UUID,
        principal: Principal,
        *,
        form: Form | None = None,
        status: int = 200,
    ) -> Response:
        """A question with its answer. Raises NotFound."""
        today = self._clock.today()
        async with self._units() as uow:
            question = await visible_question(principal, uow, question_id, today=today)
            people = await directory(uow, today)
        return self._pages.page(
            request.scope,
            "policy_question",
            status=status,
            question=question,
            form=form or Form({"answer": question.answer}),
            people=people,
            answers=principal.is_any(Role.COORDINATOR),
            themes=self._themes,
            today=today,
            QUESTIONS=QUESTIONS,
        )
