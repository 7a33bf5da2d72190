"""What arrived about cases."""

from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from notifications.domain.labels import MissedHalfDay
from notifications.storage.origins import origin_columns, origin_of
from notifications.storage.tables import case_fact
from notifications.subjects.case.domain.facts import (
    CaseEnding,
    CaseEscalation,
    CaseFact,
    CaseNews,
    CaseOpening,
    Ending,
    EscalationWithdrawal,
)
from notifications.subjects.case.domain.story import CaseStory
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

_STORY = sa.select(case_fact).where(case_fact.c.case_id == sa.bindparam("of_case")).order_by(case_fact.c.sequence)


class Cases:
    """Repository of case stories."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, case_id: UUID, fact: CaseFact) -> None:
        """Keep a fact; a fact that is known already changes nothing."""
        common = {"case_id": case_id, "sequence": fact.sequence, **origin_columns(fact.origin)}
        await self._connection.execute(insert(case_fact).values(**common, **_row(fact)).on_conflict_do_nothing())

    async def story(self, item_id: UUID) -> CaseStory:
        """All that arrived about a case, and what became of it in the cases it went on in; perhaps nothing."""
        return await self._story(item_id, frozenset())

    async def merged_into(self, case_id: UUID) -> list[UUID]:
        """The cases that went on in this case, in the order of their ids."""
        statement = sa.select(case_fact.c.case_id).where(case_fact.c.merged_into == case_id)
        return list(await self._connection.scalars(statement.distinct().order_by(case_fact.c.case_id)))

    async def forget_person(self, person_id: UUID) -> None:
        """Keep no register number and no half days of this person's cases."""
        statement = sa.update(case_fact).where(case_fact.c.person_id == person_id).values(pupil=None, half_days=[])
        await self._connection.execute(statement)

    async def _story(self, case_id: UUID, before: frozenset[UUID]) -> CaseStory:
        rows = await self._connection.execute(_STORY, {"of_case": case_id})
        story = CaseStory.of(case_id, [_fact(row) for row in rows])
        before |= {case_id}
        for other in sorted(story.went_on_in - before):
            story = story.going_on_in(await self._story(other, before))
        return story


def _row(fact: CaseFact) -> dict[str, Any]:
    match fact:
        case CaseOpening():
            kind = "reopened" if fact.reopened else "opened"
            opened = {"case_type": fact.case_type, "opened_at": fact.opened_at}
            return {"kind": kind, **opened, **_news_row(fact)}
        case CaseEscalation():
            return {"kind": "escalated", **_news_row(fact)}
        case CaseEnding():
            return {"kind": fact.ending.value, "ended_at": fact.at, "merged_into": fact.into}
        case EscalationWithdrawal():
            return {"kind": "escalation-withdrawn", "ended_at": fact.at, "school_year": str(fact.school_year)}


def _news_row(news: CaseNews) -> dict[str, Any]:
    return {
        "reference": news.reference,
        "person_id": news.person_id,
        "school": news.school,
        "pupil": news.pupil,
        "school_year": str(news.school_year),
        "count": news.count,
        "half_days": [[missed.date.isoformat(), missed.half_day] for missed in news.half_days],
    }


def _fact(row: Any) -> CaseFact:
    match row.kind:
        case "opened" | "reopened":
            opened_at, reopened = row.opened_at.astimezone(BRUSSELS), row.kind == "reopened"
            return CaseOpening(**_news(row), reopened=reopened, case_type=row.case_type, opened_at=opened_at)
        case "escalated":
            return CaseEscalation(**_news(row))
        case "escalation-withdrawn":
            year = SchoolYear.parse(row.school_year)
            return EscalationWithdrawal(row.sequence, year, origin_of(row), row.ended_at)
        case ending:
            return CaseEnding(row.sequence, Ending(ending), origin_of(row), row.ended_at, row.merged_into)


def _news(row: Any) -> dict[str, Any]:
    return {
        "sequence": row.sequence,
        "reference": row.reference,
        "person_id": row.person_id,
        "school": row.school,
        "pupil": row.pupil,
        "school_year": SchoolYear.parse(row.school_year),
        "count": row.count,
        "half_days": tuple(_missed(day, half_day) for day, half_day in row.half_days),
        "origin": origin_of(row),
    }


def _missed(day: str, half_day: str) -> MissedHalfDay:
    return MissedHalfDay(date.fromisoformat(day), HalfDay(half_day))
