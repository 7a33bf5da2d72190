"""Settle half days: ask and hold what follows from all that is stored of them.

What is held follows from marks, classes and answers as they are stored, so the order they came in makes no difference.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from attendance.mass_causes.domain.events import QuestionAnswered, QuestionAsked
from attendance.mass_causes.domain.holding import HeldChange, HeldHalfDay, SlotFound
from attendance.mass_causes.domain.mass_cause import (
    Answer,
    Group,
    MassCause,
    Question,
    QuestionStatus,
    Slot,
    asked_about,
    held_by,
)
from attendance.register.domain.causes import Cause, Causes
from attendance.register.domain.change import Change
from attendance.unit_of_work import AttendanceUnitOfWork
from shared.runtime.clock import Clock


@dataclass(frozen=True, slots=True)
class Settling:
    """Settles half days in one transaction; without a `mass_cause` nothing is asked or held."""

    uow: AttendanceUnitOfWork
    mass_cause: MassCause | None
    clock: Clock
    new_id: Callable[[], UUID]

    async def settle(self, slots: Collection[Slot]) -> list[HeldChange]:
        """Ask, and hold, what follows for these half days; the answer is what changed.

        The caller holds the lock of their schools.
        """
        if not slots:
            return []
        stored = await self.uow.questions.load(slots)
        settled = [self._settled(slot, of_slot) for slot, of_slot in stored.items()]
        changed = [question for questions, _ in settled for question in questions]
        await self.uow.questions.save(changed)
        for question in changed:
            self._tell(question, was_open=_was_open(stored[question.slot], question))
        wanted = [half_day for _, held in settled for half_day in held]
        asked = [question.question_id for of_slot in stored.values() for question in of_slot.questions.values()]
        return await self.uow.questions.hold(wanted, asked, self.clock.now())

    def _tell(self, question: Question, *, was_open: bool) -> None:
        if question.status is QuestionStatus.OPEN and not was_open:
            self.uow.add(QuestionAsked(question))
            self.uow.log("attendance.question_asked", aggregate_id=question.question_id, school=question.slot.school)
        elif question.status is QuestionStatus.LAPSED and was_open:
            self.uow.add(QuestionAnswered(question, None))

    def _settled(self, slot: Slot, stored: SlotFound) -> tuple[list[Question], list[HeldHalfDay]]:
        """The questions of a half day that are new or changed, and all that is held on it."""
        answers = {group: question.answer for group, question in stored.questions.items() if question.answer}
        standing = self._standing(stored, answers)
        questions = dict(stored.questions)
        for group in standing - questions.keys():
            questions[group] = self._new_question(slot, group, stored)
        changed = [
            now
            for group, question in questions.items()
            if (now := _as_stored(question, stored, stands=group in standing)) is not question
        ]
        held = held_by(stored.classes, standing, answers)
        return changed, [HeldHalfDay(pupil_id, slot, questions[group].question_id) for pupil_id, group in held.items()]

    def _standing(self, stored: SlotFound, answers: Mapping[Group, Answer]) -> frozenset[Group]:
        if self.mass_cause is None:
            return frozenset()
        return asked_about(self.mass_cause.groups_absent(stored.classes), answers)

    def _new_question(self, slot: Slot, group: Group, stored: SlotFound) -> Question:
        assert stored.school_year is not None, "who is absent has a mark"
        return Question(
            question_id=self.new_id(),
            slot=slot,
            group=group,
            school_year=stored.school_year,
            stands=False,
            absent=0,
            size=0,
            answer=None,
            version=0,
            asked_at=self.clock.now(),
        )


def _was_open(before: SlotFound, question: Question) -> bool:
    return question.group in before.questions and before.questions[question.group].status is QuestionStatus.OPEN


def _as_stored(question: Question, stored: SlotFound, *, stands: bool) -> Question:
    """The question as things are, with its next version; the same question when nothing changed."""
    of_group = [class_ for class_ in stored.classes if question.group in (None, class_.name)]
    now = replace(
        question,
        stands=stands,
        absent=sum(len(class_.absent) for class_ in of_group),
        size=sum(class_.size for class_ in of_group),
        school_year=stored.school_year or question.school_year,
    )
    return question if now == question else replace(now, version=question.version + 1)


async def note_changes(
    uow: AttendanceUnitOfWork, changes: Sequence[HeldChange], caused: Mapping[Slot, Cause], *, change: Change
) -> None:
    """Let the persons behind these changes be counted again, and the pupils be looked at for early signals."""
    if not changes:
        return
    of_pupil = defaultdict(list)
    for held_change in changes:
        of_pupil[held_change.pupil_id].append(held_change)
    change.pupils |= of_pupil.keys()
    for pupil_id, person in (await uow.pupils.persons_of(of_pupil.keys())).items():
        causes = change.counted.setdefault(person, Causes())
        for held_change in of_pupil[pupil_id]:
            side = causes.lost if held_change.held else causes.gained
            side.append((None, caused.get(held_change.slot)))
