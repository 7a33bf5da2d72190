"""`/vragen` and `/vragen/{question_id}`: absences of a whole class or school, and what was the cause."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from attendance.mass_causes.api.question_bodies import AnswerBody
from attendance.mass_causes.application.answer_question import AnswerQuestion, list_questions, show_question
from attendance.mass_causes.domain.mass_cause import GivenAnswer, Question, QuestionFilter, QuestionStatus
from attendance.register.api.rights import Answerer, QuestionReader, sight_of
from attendance.register.domain.errors import StaleVersion
from attendance.unit_of_work import AttendanceUnitOfWork, Units
from attendance.web.school.words.questions import ANSWERS, CHANGED, CHOICES, DONE, LAPSED, STATUSES
from shared.domain.errors import IllegalTransition, NotFound
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Principal
from shared.runtime.http.paging import Page
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages


class VersionedAnswerBody(AnswerBody):
    """An answer to the question as it was looked at."""

    version: int


def question_pages_router(units: Units, pages: Pages, *, clock: Clock, answer_question: AnswerQuestion) -> APIRouter:
    """The pages of questions about whole classes and schools."""
    router = APIRouter(include_in_schema=False)

    @router.get("/vragen")
    @as_page
    async def questions_page(
        request: Request,
        principal: QuestionReader,
        toestand: QuestionStatus | None = QuestionStatus.OPEN,
        cursor: Annotated[str | None, Query(max_length=1000)] = None,
    ) -> Response:
        """Questions of the caller's schools, oldest first; those that wait for an answer, or of another state."""
        page = Page(cursor=cursor or None)
        after = page.after(UUID)
        async with units.reading() as uow:
            sight = await sight_of(principal, uow.directory, clock.today())
            wanted = QuestionFilter(None, toestand, sight.schools)
            questions = await list_questions(uow, wanted, after=after[0] if after else None, limit=page.limit + 1)
            shown, following = page.cut(questions, lambda question: (question.question_id,))
            names = await uow.school_names.of(question.slot.school for question in shown)
        return pages.page(
            request.scope,
            "questions",
            chosen=toestand,
            following=following,
            names=names,
            questions=shown,
            STATUSES=STATUSES,
        )

    async def page(request: Request, principal: Principal, question_id: UUID, *, form: Form, status: int) -> Response:
        async with units.reading() as uow:
            question = await _seen(uow, principal, question_id, clock=clock)
            names = await uow.school_names.of([question.slot.school])
            answerers = {reply.by for reply in question.answers}
            contacts = await uow.directory.named(answerers, (), clock.today())
        return pages.page(
            request.scope,
            "question",
            status=status,
            answers_it=principal.is_any(Role.SCHOOL, Role.CASEWORKER, Role.COORDINATOR),
            done=DONE if request.query_params.get("gedaan") else None,
            form=form,
            people={contact.contact_id: contact.name for contact in contacts},
            question=question,
            school_name=names.get(question.slot.school),
            ANSWERS=ANSWERS,
            CHOICES=CHOICES,
            STATUSES=STATUSES,
        )

    @router.get("/vragen/{question_id}")
    @as_page
    async def question_page(request: Request, question_id: UUID, principal: QuestionReader) -> Response:
        """A question with all its answers, and the form that answers it."""
        return await page(request, principal, question_id, form=Form(), status=200)

    @router.post("/vragen/{question_id}")
    @as_page
    async def answer(request: Request, question_id: UUID, principal: Answerer) -> Response:
        """Answer the question, or answer it anew."""
        sent = await submitted(request, VersionedAnswerBody)
        body = sent.body
        if body is None:
            return await page(request, principal, question_id, form=sent.form, status=422)
        reply = GivenAnswer(body.answer, body.reason, principal.contact or principal.subject, clock.now())

        def check(present: Question) -> None:
            if present.version != body.version:
                raise StaleVersion("question", present.version)

        try:
            async with units() as uow:
                await _seen(uow, principal, question_id, clock=clock)
                await answer_question(uow, question_id, reply, check=check)
        except (StaleVersion, IllegalTransition) as error:
            said = LAPSED if isinstance(error, IllegalTransition) else CHANGED
            return await page(request, principal, question_id, form=sent.form.wrong(form=said), status=409)
        return RedirectResponse(f"/vragen/{question_id}?gedaan=ja", 303)

    return router


async def _seen(uow: AttendanceUnitOfWork, principal: Principal, question_id: UUID, *, clock: Clock) -> Question:
    """The question. Raises NotFound for one that is not there, or not the caller's to know of."""
    question = await show_question(uow, question_id)
    if not (await sight_of(principal, uow.directory, clock.today())).sees(question.slot.school):
        raise NotFound("question", question_id)
    return question
