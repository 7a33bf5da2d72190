"""Questions about mass causes, and the half days that are held by them."""

from collections.abc import Collection, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zlib import crc32

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from attendance.mass_causes.domain.holding import Held, HeldChange, HeldHalfDay, SlotFound
from attendance.mass_causes.domain.mass_cause import (
    Answer,
    ClassOnHalfDay,
    GivenAnswer,
    Group,
    Question,
    QuestionFilter,
    QuestionStatus,
    Slot,
)
from attendance.mass_causes.domain.touched_classes import TouchedClasses
from attendance.mass_causes.storage import question_statements as statements
from attendance.mass_causes.storage.tables import question as question_table
from attendance.register.domain.mark import Key
from attendance.register.storage.encoding import HALF_DAYS, NUMBER_OF_HALF_DAY
from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

_QUESTIONS = 0x71756573
# A transaction can't hold a lock for each of thousands of schools: they share these.
_LOCKS = 32


class Questions:
    """One question per group and half day that was ever wholly absent."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def lock(self, schools: Collection[str]) -> None:
        """Keep others from asking about these schools until the transaction ends: of two that change marks of one
        class the later sees what both did.
        """
        keys = sorted({crc32(school.encode()) % _LOCKS for school in schools})
        await self._connection.execute(statements.LOCK, {"space": _QUESTIONS, "keys": keys})

    async def touched_by_marks(self, changed: Collection[Key], share: Decimal) -> list[Slot]:
        """The half days of these pupils on which their class is wholly absent, or that were asked about before."""
        asked = {
            "schools": [school for school, _, _, _ in changed],
            "pupils": [pupil for _, pupil, _, _ in changed],
            "dates": [day for _, _, day, _ in changed],
            "half_days": [NUMBER_OF_HALF_DAY[half_day] for _, _, _, half_day in changed],
            "share": share,
        }
        return _slots(await self._connection.execute(statements.TOUCHED_BY_MARKS, asked))

    async def touched_by_classes(self, touched: TouchedClasses, share: Decimal) -> list[Slot]:
        """As `touched_by_marks`, of all half days of these classes."""
        asked = {
            "schools": [school for school, _ in touched.classes],
            "classes": [name for _, name in touched.classes],
            "left_schools": [school for school, _, _ in touched.left],
            "left_days": [days for _, days, _ in touched.left],
            "kept_days": [days for _, _, days in touched.left],
            "share": share,
        }
        return _slots(await self._connection.execute(statements.TOUCHED_BY_CLASSES, asked))

    async def open_slots(self) -> list[Slot]:
        """The half days with a question that waits for an answer."""
        return _slots(await self._connection.execute(statements.OPEN_SLOTS))

    async def load(self, slots: Collection[Slot]) -> dict[Slot, SlotFound]:
        """Each of these half days with the school's classes on it and what was asked about it."""
        classes: dict[Slot, list[ClassOnHalfDay]] = {slot: [] for slot in slots}
        questions: dict[Slot, dict[Group, Question]] = {slot: {} for slot in slots}
        years: dict[Slot, SchoolYear] = {}
        for row in await self._connection.execute(statements.CLASSES, _columns(slots)):
            classes[_slot(row)].append(ClassOnHalfDay(row.class_name, row.size, frozenset(row.absent)))
            if row.school_year is not None:
                years[_slot(row)] = SchoolYear(row.school_year)
        for row in await self._connection.execute(statements.OF_SLOTS, _columns(slots)):
            questions[_slot(row)][row.class_name] = _question(row)
        return {slot: SlotFound(tuple(classes[slot]), questions[slot], years.get(slot)) for slot in slots}

    async def save(self, questions: Sequence[Question]) -> None:
        """Keep these questions as they are now; their answers are kept by `add_answer`."""
        if questions:
            rows = [_row(question) for question in questions]
            await self._connection.execute(statements.SAVE, {name: [row[name] for row in rows] for name in rows[0]})

    async def hold(self, wanted: Sequence[HeldHalfDay], questions: Collection[UUID], at: datetime) -> list[HeldChange]:
        """Of what these questions hold, hold exactly what is wanted; the answer is what is held or free by now."""
        rows = await self._connection.execute(statements.HELD, {"ids": list(questions)})
        was = {HeldHalfDay(row.pupil_id, _slot(row), row.question_id) for row in rows}
        of_pupil = {half_day[:2] for half_day in wanted}
        freed = [half_day for half_day in was if half_day[:2] not in of_pupil]
        held = [half_day for half_day in wanted if half_day not in was]
        await self._change_held(statements.RELEASE, freed, at)
        await self._change_held(statements.HOLD, held, at)
        held_before = {half_day[:2] for half_day in was}
        return [HeldChange(half_day.pupil_id, half_day.slot, held=False) for half_day in freed] + [
            HeldChange(half_day.pupil_id, half_day.slot, held=True)
            for half_day in held
            if half_day[:2] not in held_before
        ]

    async def _change_held(self, statement: Any, half_days: Sequence[HeldHalfDay], at: datetime) -> None:
        if not half_days:
            return
        of_slots = _columns([half_day.slot for half_day in half_days])
        asked = {**of_slots, "pupil_ids": [half_day.pupil_id for half_day in half_days], "at": at}
        if statement is statements.HOLD:
            asked["ids"] = [half_day.question_id for half_day in half_days]
        del asked["schools"]
        await self._connection.execute(statement, asked)

    async def held_of(self, pupil_id: int) -> dict[tuple[date, HalfDay], Held]:
        """The half days of this pupil that are held."""
        rows = await self._connection.execute(statements.OF_PUPIL, {"pupil_id": pupil_id})
        return {(row.date, HALF_DAYS[row.half_day]): Held(row.question_id, row.waits) for row in rows}

    async def held_then(self, pupil_ids: Collection[int], at: datetime) -> dict[int, dict[tuple[date, HalfDay], Held]]:
        """The half days of these pupils that were held at a time."""
        asked = {"pupil_ids": list(pupil_ids), "at": at}
        held_of: dict[int, dict[tuple[date, HalfDay], Held]] = {pupil_id: {} for pupil_id in pupil_ids}
        for row in await self._connection.execute(statements.OF_PUPILS_THEN, asked):
            held_of[row.pupil_id][row.date, HALF_DAYS[row.half_day]] = Held(row.question_id, row.waits)
        return held_of

    async def add_answer(self, question_id: UUID, reply: GivenAnswer) -> None:
        """Keep an answer behind those given before."""
        await self._connection.execute(
            statements.ADD_ANSWER,
            {
                "id": question_id,
                "answer": reply.answer.value,
                "reason": reply.reason,
                "by": reply.by,
                "at": reply.at,
            },
        )

    async def get(self, question_id: UUID) -> Question | None:
        """The question with its answers; None if there is no such question."""
        questions = await self._read(sa.select(question_table).where(question_table.c.question_id == question_id))
        return questions[0] if questions else None

    async def list(self, wanted: QuestionFilter, after: UUID | None, limit: int) -> Sequence[Question]:
        """At most `limit` questions with their answers, in the order they were first asked."""
        chosen = sa.select(question_table).order_by(question_table.c.question_id).limit(limit)
        for condition in _conditions(wanted, after):
            chosen = chosen.where(condition)
        return await self._read(chosen)

    async def _read(self, chosen: sa.Select[Any]) -> Sequence[Question]:
        rows = (await self._connection.execute(chosen)).all()
        answers: dict[UUID, list[GivenAnswer]] = {row.question_id: [] for row in rows}
        for question_id, answer, *by in await self._connection.execute(statements.ANSWERS, {"ids": list(answers)}):
            answers[question_id].append(GivenAnswer(Answer(answer), *by))
        return [_question(row, tuple(answers[row.question_id])) for row in rows]


def _conditions(wanted: QuestionFilter, after: UUID | None) -> Sequence[sa.ColumnElement[bool]]:
    columns = question_table.c
    conditions: list[sa.ColumnElement[bool]] = []
    if wanted.school is not None:
        conditions.append(columns.school == wanted.school)
    if wanted.schools is not None:
        conditions.append(columns.school.in_(wanted.schools))
    if wanted.status is QuestionStatus.ANSWERED:
        conditions.append(columns.answer.is_not(None))
    elif wanted.status is not None:
        conditions += [columns.answer.is_(None), columns.stands == (wanted.status is QuestionStatus.OPEN)]
    if after is not None:
        conditions.append(columns.question_id > after)
    return conditions


def _slots(rows: Any) -> list[Slot]:
    return [_slot(row) for row in rows]


def _slot(row: Any) -> Slot:
    return Slot(row.school, row.date, HALF_DAYS[row.half_day])


def _columns(slots: Collection[Slot]) -> dict[str, list[Any]]:
    return {
        "schools": [slot.school for slot in slots],
        "dates": [slot.date for slot in slots],
        "half_days": [NUMBER_OF_HALF_DAY[slot.half_day] for slot in slots],
    }


def _question(row: Any, answers: tuple[GivenAnswer, ...] = ()) -> Question:
    return Question(
        question_id=row.question_id,
        slot=_slot(row),
        group=row.class_name,
        school_year=SchoolYear(row.school_year),
        stands=row.stands,
        absent=row.absent,
        size=row.size,
        answer=None if row.answer is None else Answer(row.answer),
        version=row.version,
        asked_at=row.asked_at,
        answers=answers,
    )


def _row(question: Question) -> dict[str, Any]:
    return {
        "question_id": question.question_id,
        "school": question.slot.school,
        "class_name": question.group,
        "date": question.slot.date,
        "half_day": NUMBER_OF_HALF_DAY[question.slot.half_day],
        "school_year": question.school_year.start,
        "stands": question.stands,
        "absent": question.absent,
        "size": question.size,
        "answer": question.answer and question.answer.value,
        "version": question.version,
        "asked_at": question.asked_at,
    }
