"""Questions to the coordinator, in the database."""

from dataclasses import fields
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from pydantic import TypeAdapter
from sqlalchemy.dialects.postgresql import insert

from consultation.policy.domain.queries import QuestionQuery
from consultation.policy.domain.question import CoordinatorQuestion, QuestionDetails
from consultation.policy.domain.states import QuestionStatus
from consultation.storage.policy_tables import coordinator_question
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection

_QUESTION: TypeAdapter[CoordinatorQuestion] = TypeAdapter(CoordinatorQuestion)
_OF_DETAILS = tuple(field.name for field in fields(QuestionDetails))
_OTHERS = tuple(field.name for field in fields(CoordinatorQuestion) if field.name != "details")


class CoordinatorQuestions:
    """Questions: by id, by state, and by who asks."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def get(self, question_id: UUID) -> CoordinatorQuestion:
        """The question, locked until the transaction ends. Raises NotFound."""
        questions = await self._select(coordinator_question.c.question_id == question_id, lock=True)
        if not questions:
            raise NotFound("question", question_id)
        return questions[0]

    async def find(self, question_id: UUID) -> CoordinatorQuestion | None:
        """The question; None if there is no such question."""
        questions = await self._select(coordinator_question.c.question_id == question_id)
        return questions[0] if questions else None

    async def page(self, asked: QuestionQuery, *, after: UUID | None, limit: int | None) -> list[CoordinatorQuestion]:
        """Up to `limit` of the questions asked for that were asked before the question `after`, newest first."""
        columns, chosen = coordinator_question.c, []
        if asked.status is not None:
            chosen.append(columns.status == asked.status.value)
        if asked.asked_by is not None:
            for_nobody = sa.and_(columns.asked_by == asked.asked_by, columns.organisation_id.is_(None))
            chosen.append(sa.or_(for_nobody, columns.organisation_id.in_(asked.organisations)))
        if after is not None:
            chosen.append(columns.question_id < after)
        return await self._select(*chosen, limit=limit)

    async def unanswered(self) -> list[CoordinatorQuestion]:
        """All questions that wait for an answer, newest first."""
        return await self._select(coordinator_question.c.status == QuestionStatus.OPEN.value)

    async def save(self, question: CoordinatorQuestion) -> None:
        """Store the question."""
        row: dict[str, Any] = {name: getattr(question.details, name) for name in _OF_DETAILS}
        row |= {name: getattr(question, name) for name in _OTHERS}
        row["status"] = question.status.value
        statement = insert(coordinator_question).values(row)
        others = {name: statement.excluded[name] for name in row if name != "question_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["question_id"], set_=others))

    async def purge(self, done_before: datetime) -> int:
        """Remove the questions that were answered or closed before this; how many there were. Open ones stay."""
        columns = coordinator_question.c
        done = sa.func.coalesce(columns.closed_at, columns.answered_at)
        result = await self._connection.execute(sa.delete(coordinator_question).where(done < done_before))
        return result.rowcount

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[CoordinatorQuestion]:
        newest = coordinator_question.c.question_id.desc()
        statement = sa.select(coordinator_question).where(*conditions).order_by(newest).limit(limit)
        if lock:
            statement = statement.with_for_update()
        return [_question(row) for row in await self._connection.execute(statement)]


def _question(row: Any) -> CoordinatorQuestion:
    details = {name: getattr(row, name) for name in _OF_DETAILS}
    return _QUESTION.validate_python({"details": details, **{name: getattr(row, name) for name in _OTHERS}})
