"""What arrived about cases."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, JSONB, insert

from notifications.domain.labels import MissedHalfDay
from notifications.storage.origins import origin_columns, origin_of
from notifications.storage.tables import ID, case_fact, person
from notifications.subjects.case.domain.facts import (
    CaseAssignment,
    CaseClosing,
    CaseEnding,
    CaseEscalation,
    CaseFact,
    CaseNews,
    CaseOpening,
    CaseTerm,
    CaseTransfer,
    CoachConsent,
    Ending,
    EscalationWithdrawal,
    LevelFall,
    MeetingHeld,
)
from notifications.subjects.case.domain.story import CaseStory
from notifications.subjects.case.storage.agreed_facts import KINDS, agreed_fact, agreed_row
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear
from shared.runtime.batching import BatchingConnection, Rows
from shared.runtime.clock import BRUSSELS

# A case with the cases that went on in it: of those the ending alone.
_ABOUT = (
    sa.select(case_fact)
    .where(
        sa.or_(
            case_fact.c.case_id == sa.any_(sa.bindparam("ids", type_=ARRAY(case_fact.c.case_id.type))),
            case_fact.c.merged_into == sa.any_(sa.bindparam("ids", type_=ARRAY(case_fact.c.case_id.type))),
        )
    )
    .order_by(case_fact.c.case_id, case_fact.c.sequence)
)
# Of an erased person no register number and no half days are kept, also where a case is heard of later.
_OF_ERASED = sa.exists().where(person.c.person_id == sa.bindparam("of_person", type_=ID), person.c.erased)
_ADD = (
    insert(case_fact)
    .values(
        pupil=sa.case((_OF_ERASED, None), else_=sa.bindparam("told_pupil", type_=sa.Text)),
        half_days=sa.case((_OF_ERASED, sa.literal([], JSONB)), else_=sa.bindparam("told_half_days", type_=JSONB)),
    )
    .on_conflict_do_nothing()
)
_FORGET = (
    sa.update(case_fact)
    .where(case_fact.c.person_id == sa.bindparam("of_person"))
    .values(pupil=None, half_days=sa.literal([], JSONB))
)

Facts = dict[int, CaseFact]
"""What arrived about a case, by the case's versions."""


class Cases:
    """Repository of case stories. What is added is kept back, and written together."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        self._added = Rows(connection, _ADD)
        self._facts: dict[UUID, Facts] = {}
        self._merged_into: dict[UUID, set[UUID]] = {}

    async def load(self, item_ids: Collection[UUID]) -> None:
        """Read at once what arrived about these cases and the cases they went on in, and what went on in them."""
        new = [case_id for case_id in item_ids if case_id not in self._facts]
        while new:
            await self._load(new)
            went_on = {other for case_id in new for other in _went_on_in(self._facts[case_id])}
            new = [case_id for case_id in went_on if case_id not in self._facts]

    def add(self, case_id: UUID, fact: CaseFact) -> None:
        """Keep a fact; a fact that is known already changes nothing."""
        row = {**_NOTHING, "case_id": case_id, "sequence": fact.sequence, **_row(fact)}
        identifiers = {"told_pupil": row.pop("pupil"), "told_half_days": row.pop("half_days")}
        self._added.add({**row, **identifiers, "of_person": row["person_id"]})
        if case_id in self._facts:
            self._facts[case_id].setdefault(fact.sequence, fact)
        if isinstance(fact, CaseEnding) and fact.into in self._merged_into:
            self._merged_into[fact.into].add(case_id)

    async def story(self, item_id: UUID) -> CaseStory:
        """All that arrived about a case, and what became of it in the cases it went on in; perhaps nothing."""
        return await self._story(item_id, frozenset())

    async def merged_into(self, case_id: UUID) -> list[UUID]:
        """The cases that went on in this case, in the order of their ids."""
        await self.load([case_id])
        return sorted(self._merged_into[case_id])

    async def forget_person(self, person_id: UUID) -> None:
        """Keep no register number and no half days of this person's cases."""
        await self._connection.execute(_FORGET, {"of_person": person_id})
        self._facts.clear()
        self._merged_into.clear()

    async def forget_erased(self) -> None:
        """The same for everybody who was erased: an event of a case may come in just while its person is erased."""
        erased = sa.select(person.c.person_id).where(person.c.erased)
        kept = sa.or_(case_fact.c.pupil.is_not(None), case_fact.c.half_days != sa.literal([], JSONB))
        forgotten = sa.update(case_fact).where(case_fact.c.person_id.in_(erased), kept)
        await self._connection.execute(forgotten.values(pupil=None, half_days=sa.literal([], JSONB)))
        self._facts.clear()
        self._merged_into.clear()

    async def _story(self, case_id: UUID, before: frozenset[UUID]) -> CaseStory:
        await self.load([case_id])
        story = CaseStory.of(case_id, [fact for _, fact in sorted(self._facts[case_id].items())])
        before |= {case_id}
        for other in sorted(story.went_on_in - before):
            story = story.going_on_in(await self._story(other, before))
        return story

    async def _load(self, case_ids: Collection[UUID]) -> None:
        facts: dict[UUID, Facts] = {case_id: {} for case_id in case_ids}
        merged_into: dict[UUID, set[UUID]] = {case_id: set() for case_id in case_ids}
        for row in await self._connection.execute(_ABOUT, {"ids": list(case_ids)}):
            if row.case_id in facts:
                facts[row.case_id][row.sequence] = _fact(row)
            if row.merged_into in merged_into:
                merged_into[row.merged_into].add(row.case_id)
        self._facts |= facts
        self._merged_into |= merged_into


def _went_on_in(facts: Facts) -> set[UUID]:
    return {fact.into for fact in facts.values() if isinstance(fact, CaseEnding) and fact.into}


# Rows of one statement have the same columns.
_NOTHING = dict.fromkeys(column.name for column in case_fact.columns)


def _row(fact: CaseFact) -> dict[str, Any]:
    return {**origin_columns(fact.origin), **_of_its_kind(fact)}


def _of_its_kind(fact: CaseFact) -> dict[str, Any]:
    match fact:
        case CaseOpening():
            kind = "reopened" if fact.reopened else "opened"
            opened = {"case_type": fact.case_type, "opened_at": fact.opened_at}
            return {"kind": kind, **opened, **_news_row(fact)}
        case CaseEscalation():
            kind = "escalated" if fact.is_new_year else "raised"
            return {"kind": kind, "level": fact.level, "signal_id": fact.signal_id, **_news_row(fact)}
        case CaseTransfer():
            return {"kind": "transferred", **_news_row(fact)}
        case CaseEnding():
            return {"kind": fact.ending.value, "ended_at": fact.at, "merged_into": fact.into}
        case CaseClosing():
            return {"kind": "closed", "ended_at": fact.at}
        case MeetingHeld() | CoachConsent() | CaseAssignment() | CaseTerm():
            return dict(agreed_row(fact))
        case LevelFall():
            fallen = {"signal_id": fact.signal_id, "school_year": str(fact.school_year)}
            return {"kind": "level-fallen", "ended_at": fact.at, **fallen}
        case EscalationWithdrawal():
            return {"kind": "escalation-withdrawn", "ended_at": fact.at, "school_year": str(fact.school_year)}


def _news_row(news: CaseNews) -> dict[str, Any]:
    return {
        "reference": news.reference,
        "person_id": news.person_id,
        "school": news.school,
        "pupil": news.pupil,
        "level_of_education": news.level_of_education,
        "school_year": str(news.school_year),
        "count": news.count,
        "half_days": [[missed.date.isoformat(), missed.half_day] for missed in news.half_days],
    }


def _fact(row: Any) -> CaseFact:
    match row.kind:
        case "opened" | "reopened":
            opened_at, reopened = row.opened_at.astimezone(BRUSSELS), row.kind == "reopened"
            return CaseOpening(**_news(row), reopened=reopened, case_type=row.case_type, opened_at=opened_at)
        case "escalated" | "raised":
            raised = {"is_new_year": row.kind == "escalated", "level": row.level, "signal_id": row.signal_id}
            return CaseEscalation(**_news(row), **raised)
        case "transferred":
            return CaseTransfer(**_news(row))
        case "escalation-withdrawn":
            year = SchoolYear.parse(row.school_year)
            return EscalationWithdrawal(row.sequence, year, origin_of(row), row.ended_at)
        case "level-fallen":
            year = SchoolYear.parse(row.school_year)
            return LevelFall(row.sequence, row.signal_id, year, origin_of(row), row.ended_at)
        case "closed":
            return CaseClosing(row.sequence, origin_of(row), row.ended_at)
        case kind if kind in KINDS:
            return agreed_fact(row)
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
        "level_of_education": row.level_of_education,
    }


def _missed(day: str, half_day: str) -> MissedHalfDay:
    return MissedHalfDay(date.fromisoformat(day), HalfDay(half_day))
