"""Answer a question about a mass cause: the absences of that group count after all, or they don't."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Protocol
from uuid import UUID

from attendance.mass_causes.application.settling import Settling, note_changes
from attendance.mass_causes.domain.events import QuestionAnswered
from attendance.mass_causes.domain.mass_cause import GivenAnswer, MassCause, Question, QuestionFilter, QuestionStatus
from attendance.register.application.consequences import Consequences, follow
from attendance.register.domain.change import Change
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.domain.errors import IllegalTransition, NotFound
from shared.runtime.clock import Clock


async def list_questions(
    uow: AttendanceUnitOfWork, wanted: QuestionFilter, *, after: UUID | None = None, limit: int = 50
) -> Sequence[Question]:
    """At most `limit` questions, oldest first, from the question after `after`."""
    return await uow.questions.list(wanted, after, limit)


async def show_question(uow: AttendanceUnitOfWork, question_id: UUID) -> Question:
    """One question with all its answers. Raises NotFound."""
    question = await uow.questions.get(question_id)
    if question is None:
        raise NotFound("question", question_id)
    return question


class AnswerQuestion(Protocol):
    """`answer_question` with the municipality's choices bound."""

    async def __call__(
        self,
        uow: AttendanceUnitOfWork,
        question_id: UUID,
        reply: GivenAnswer,
        *,
        check: Callable[[Question], None] = ...,
    ) -> Question: ...


async def answer_question(
    uow: AttendanceUnitOfWork,
    question_id: UUID,
    reply: GivenAnswer,
    *,
    check: Callable[[Question], None] = lambda _: None,
    mass_cause: MassCause | None,
    clock: Clock,
    new_id: Callable[[], UUID],
    consequences: Consequences,
) -> Question:
    """Give a first or a new answer. Persons whose count changes are counted again.

    `check` sees the question as it is when nobody else can change it any more. Raises NotFound, and IllegalTransition
    for a question that lapsed: nothing is held by it.
    """
    await uow.lock.share()
    slot = (await show_question(uow, question_id)).slot
    await uow.questions.lock({slot.school})
    question = await show_question(uow, question_id)
    check(question)
    if question.status is QuestionStatus.LAPSED:
        raise IllegalTransition("answer", question.status, allowed=())
    await uow.questions.save([replace(question, answer=reply.answer, version=question.version + 1)])
    await uow.questions.add_answer(question_id, reply)
    uow.add(QuestionAnswered(question, reply.answer))
    uow.log("attendance.question_answered", aggregate_id=question_id, school=slot.school, outcome=reply.answer.value)

    change = Change()
    await note_changes(uow, await Settling(uow, mass_cause, clock, new_id).settle([slot]), {}, change=change)
    await follow(uow, change, consequences)
    return await show_question(uow, question_id)
