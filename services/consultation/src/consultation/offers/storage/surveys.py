"""Surveys of schools and their answers, in the database."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.offers.domain.survey import (
    AskedBefore,
    QuestionKind,
    Survey,
    SurveyAnswers,
    SurveyDetails,
    SurveyQuestion,
    SurveyStatus,
)
from consultation.offers.domain.survey_query import SeenSurveys
from consultation.storage.offer_tables import survey, survey_answers
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection

_BEFORE = sa.text("""
    SELECT own.place - 1 AS question, other.survey_id, other.title, other.service, other.shares_answers,
        asked.question ->> 'text' AS asked, (asked.place - 1)::int AS place,
        round((similarity(lower(own.question ->> 'text'), lower(asked.question ->> 'text')) * 100)::numeric)::int
            AS alike,
        ARRAY(SELECT unnest(other.schools) INTERSECT SELECT unnest(mine.schools) ORDER BY 1) AS common
    FROM survey mine
    CROSS JOIN LATERAL jsonb_array_elements(mine.questions) WITH ORDINALITY AS own(question, place)
    JOIN survey other ON other.survey_id <> mine.survey_id AND other.sent_at >= :since AND other.schools && mine.schools
    CROSS JOIN LATERAL jsonb_array_elements(other.questions) WITH ORDINALITY AS asked(question, place)
    WHERE mine.survey_id = :survey_id
        AND similarity(lower(own.question ->> 'text'), lower(asked.question ->> 'text')) >= :alike
    ORDER BY question, alike DESC, other.survey_id
    LIMIT 200
""")


class Surveys:
    """Surveys by id, by who asks and by who is asked."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def get(self, survey_id: UUID) -> Survey:
        """The survey, locked until the transaction ends. Raises NotFound."""
        surveys = await self._select(survey.c.survey_id == survey_id, lock=True)
        if not surveys:
            raise NotFound("survey", survey_id)
        return surveys[0]

    async def find(self, survey_id: UUID) -> Survey | None:
        """The survey as it is; None if there is none."""
        surveys = await self._select(survey.c.survey_id == survey_id)
        return surveys[0] if surveys else None

    async def page(self, *, seen: SeenSurveys | None, after: UUID | None, limit: int) -> list[Survey]:
        """Up to `limit` surveys after the survey `after` that somebody sees, oldest first; None sees all."""
        conditions: list[sa.ColumnElement[bool]] = []
        if seen is not None:
            sent = survey.c.sent_at.is_not(None)
            if seen.schools is not None:
                sent &= survey.c.schools.overlap(sorted(seen.schools))
            conditions.append(survey.c.service.in_(seen.services) | sent)
        if after is not None:
            conditions.append(survey.c.survey_id > after)
        return await self._select(*conditions, limit=limit)

    async def who_answered(self, survey_ids: Iterable[UUID]) -> dict[UUID, set[str]]:
        """The schools that answered, by survey; a survey that nobody answered is not there."""
        columns = survey_answers.c
        asked = sa.select(columns.survey_id, columns.school).where(columns.survey_id.in_(survey_ids))
        schools: dict[UUID, set[str]] = {}
        for row in await self._connection.execute(asked):
            schools.setdefault(row.survey_id, set()).add(row.school)
        return schools

    async def save(self, stored: Survey) -> None:
        """Store the survey."""
        details = stored.details
        row = {
            "survey_id": stored.survey_id,
            "title": details.title,
            "service": details.service,
            "questions": [asdict(question) for question in details.questions],
            "schools": list(details.schools),
            "answer_by": details.answer_by,
            "shares_answers": details.shares_answers,
            "status": stored.status.value,
            "created_at": stored.created_at,
            "sent_at": stored.sent_at,
            "version": stored.version,
        }
        statement = insert(survey).values(row)
        others = {name: statement.excluded[name] for name in row if name != "survey_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["survey_id"], set_=others))

    async def answer(self, answers: SurveyAnswers) -> bool:
        """Keep what a school answered; False, and nothing is kept, if the school answered before."""
        row = {**asdict(answers), "values": list(answers.values)}
        result = await self._connection.execute(insert(survey_answers).values(row).on_conflict_do_nothing())
        return bool(result.rowcount)

    async def answers_to(self, survey_id: UUID) -> list[SurveyAnswers]:
        """What schools answered, by institution number."""
        columns = survey_answers.c
        asked = sa.select(survey_answers).where(columns.survey_id == survey_id).order_by(columns.school)
        return [
            SurveyAnswers(row.survey_id, row.school, tuple(row._mapping["values"]), row.answered_at)
            for row in await self._connection.execute(asked)
        ]

    async def purge(self, before: date) -> int:
        """Remove the surveys whose last day was before, with their answers; how many surveys that were."""
        past = sa.select(survey.c.survey_id).where(survey.c.answer_by < before)
        await self._connection.execute(sa.delete(survey_answers).where(survey_answers.c.survey_id.in_(past)))
        result = await self._connection.execute(sa.delete(survey).where(survey.c.answer_by < before))
        return int(result.rowcount)

    async def asked_before(self, survey_id: UUID, *, since: datetime, alike: float) -> list[AskedBefore]:
        """The questions alike that surveys sent since then asked of a school of this survey, most alike first."""
        parameters = {"survey_id": survey_id, "since": since, "alike": alike}
        rows = list(await self._connection.execute(_BEFORE, parameters))
        answers = {row.survey_id: await self.answers_to(row.survey_id) for row in rows if row.shares_answers}
        return [
            AskedBefore(
                question=row.question,
                survey_id=row.survey_id,
                title=row.title,
                service=row.service,
                asked=row.asked,
                similarity=row.alike,
                schools=tuple(row.common),
                answers={
                    said.school: value
                    for said in answers.get(row.survey_id, [])
                    if said.school in row.common and (value := said.values[row.place]) is not None
                },
            )
            for row in rows
        ]

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[Survey]:
        statement = sa.select(survey).where(*conditions).order_by(survey.c.survey_id).limit(limit)
        if lock:
            statement = statement.with_for_update()
        return [_survey(row) for row in await self._connection.execute(statement)]


def _survey(row: Any) -> Survey:
    details = SurveyDetails(
        title=row.title,
        service=row.service,
        questions=tuple(
            SurveyQuestion(question["text"], QuestionKind(question["kind"]), tuple(question["choices"]))
            for question in row.questions
        ),
        schools=tuple(row.schools),
        answer_by=row.answer_by,
        shares_answers=row.shares_answers,
    )
    return Survey(
        survey_id=row.survey_id,
        details=details,
        status=SurveyStatus(row.status),
        created_at=row.created_at,
        sent_at=row.sent_at,
        version=row.version,
    )
