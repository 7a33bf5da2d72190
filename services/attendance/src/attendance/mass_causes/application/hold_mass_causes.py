"""Hold mass causes: where a whole group is absent a person is asked, and until the answer no rule counts it.

What is held follows from marks, classes and answers as they are stored, so the order they came in makes no difference.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from attendance.circumstances import Circumstances
from attendance.mass_causes.domain.holding import HeldChange, HeldHalfDay, SlotFound
from attendance.mass_causes.domain.mass_cause import (
    Answer,
    ClassOnHalfDay,
    Group,
    MassCause,
    Question,
    QuestionStatus,
    Slot,
    asked_about,
    held_by,
)
from attendance.mass_causes.domain.touched_classes import TouchedClasses
from attendance.register.domain.causes import Cause, Causes
from attendance.register.domain.mark import Key
from attendance.rules.application.count_persons import count_persons
from attendance.unit_of_work import AttendanceUnitOfWork


async def hold_after_marks(
    uow: AttendanceUnitOfWork, changed: Mapping[Key, Cause], causes: dict[UUID, Causes], circumstances: Circumstances
) -> None:
    """Hold and release what follows from these half days, which became problematic or ceased to be.

    Adds the persons whose counts that changes to `causes`. Without a mass cause in the settings nothing happens.
    """
    guard = circumstances.mass_cause
    if guard is None or not changed:
        return
    await uow.questions.lock({school for school, _, _, _ in changed})
    slots = await uow.questions.touched_by_marks(changed.keys(), guard.share)
    caused = {Slot(school, day, half_day): cause for (school, _, day, half_day), cause in changed.items()}
    await note_changes(uow, await settle(uow, slots, circumstances), caused, causes)


async def hold_after_enrolments(
    uow: AttendanceUnitOfWork,
    touched: TouchedClasses,
    caused: Mapping[str, Cause],
    causes: dict[UUID, Causes],
    circumstances: Circumstances,
) -> None:
    """As `hold_after_marks`, after classes or what counts in them changed; `caused` has the cause of each school."""
    guard = circumstances.mass_cause
    if guard is None or not touched.schools:
        return
    await uow.questions.lock(touched.schools)
    slots = await uow.questions.touched_by_classes(touched, guard.share)
    await note_changes(
        uow, await settle(uow, slots, circumstances), {slot: caused.get(slot.school) for slot in slots}, causes
    )


async def settle_open_questions(uow: AttendanceUnitOfWork, circumstances: Circumstances) -> None:
    """Settle what waits for an answer anew: the settings may ask for another share, a larger group, or nothing."""
    await uow.lock.share()
    slots = await uow.questions.open_slots()
    if not slots:
        return
    await uow.questions.lock({slot.school for slot in slots})
    causes: dict[UUID, Causes] = {}
    await note_changes(uow, await settle(uow, slots, circumstances), {}, causes)
    if causes:
        await count_persons(uow, causes, circumstances)


async def settle(uow: AttendanceUnitOfWork, slots: Collection[Slot], circumstances: Circumstances) -> list[HeldChange]:
    """Ask, and hold, what follows from all that is stored of these half days; the answer is what changed.

    The caller holds the lock of their schools.
    """
    if not slots:
        return []
    found = await uow.questions.load(slots)
    settled = [_settled(slot, of_slot, circumstances) for slot, of_slot in found.items()]
    changed = [question for questions, _ in settled for question in questions]
    await uow.questions.save(changed)
    for question in changed:
        if question.status is QuestionStatus.OPEN and not _was_open(found[question.slot], question):
            uow.log("attendance.question_asked", aggregate_id=question.question_id, school=question.slot.school)
    wanted = [half_day for _, held in settled for half_day in held]
    known = [question.question_id for of_slot in found.values() for question in of_slot.questions.values()]
    return await uow.questions.hold(wanted, known, circumstances.clock.now())


def _was_open(before: SlotFound, question: Question) -> bool:
    return question.group in before.questions and before.questions[question.group].status is QuestionStatus.OPEN


def _settled(slot: Slot, found: SlotFound, circumstances: Circumstances) -> tuple[list[Question], list[HeldHalfDay]]:
    """The questions of a half day that are new or changed, and all that is held on it."""
    answers = {group: question.answer for group, question in found.questions.items() if question.answer is not None}
    standing = _standing(circumstances.mass_cause, found.classes, answers)
    questions = dict(found.questions)
    for group in standing - questions.keys():
        assert found.school_year is not None, "who is absent has a mark"
        questions[group] = Question(
            question_id=circumstances.new_id(),
            slot=slot,
            group=group,
            school_year=found.school_year,
            stands=False,
            absent=0,
            size=0,
            answer=None,
            version=0,
            asked_at=circumstances.clock.now(),
        )
    changed = {
        group: now
        for group, question in questions.items()
        if (now := _as_found(question, found, stands=group in standing)) is not question
    }
    held = held_by(found.classes, standing, answers)
    return list(changed.values()), [
        HeldHalfDay(pupil_id, slot, questions[group].question_id) for pupil_id, group in held.items()
    ]


def _standing(
    guard: MassCause | None, classes: Collection[ClassOnHalfDay], answers: Mapping[Group, Answer]
) -> frozenset[Group]:
    return frozenset() if guard is None else asked_about(guard.groups_absent(classes), answers)


def _as_found(question: Question, found: SlotFound, *, stands: bool) -> Question:
    """The question as things are, with its next version; the same one when nothing changed."""
    of_group = [each for each in found.classes if question.group in (None, each.name)]
    now = replace(
        question,
        stands=stands,
        absent=sum(len(each.absent) for each in of_group),
        size=sum(each.size for each in of_group),
        school_year=found.school_year or question.school_year,
    )
    return question if now == question else replace(now, version=question.version + 1)


async def note_changes(
    uow: AttendanceUnitOfWork, changes: Sequence[HeldChange], caused: Mapping[Slot, Cause], causes: dict[UUID, Causes]
) -> None:
    """Let the persons behind these changes be counted again, and the pupils be looked at for early signals."""
    if not changes:
        return
    of_pupil = defaultdict(list)
    for change in changes:
        of_pupil[change.pupil_id].append(change)
    await uow.early_signals.look_at(of_pupil.keys())
    persons = await uow.pupils.persons_of(of_pupil.keys())
    for pupil_id, person in persons.items():
        of_person = causes.setdefault(person, Causes())
        for change in of_pupil[pupil_id]:
            side = of_person.lost if change.held else of_person.gained
            side.append((None, caused.get(change.slot)))
