"""What is held of a half day, and what that rests on."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from attendance.mass_causes.domain.mass_cause import ClassOnHalfDay, Group, Question, Slot
from shared.domain.school_year import SchoolYear


class SlotFound(NamedTuple):
    """A half day of a school as it is stored: its classes, and what was asked about it by group.

    `school_year` is the school year of the problematic marks; None if there are no such marks.
    """

    classes: tuple[ClassOnHalfDay, ...]
    questions: Mapping[Group, Question]
    school_year: SchoolYear | None


class HeldHalfDay(NamedTuple):
    """A pupil's problematic half day that does not count while the question is not answered otherwise."""

    pupil_id: int
    slot: Slot
    question_id: UUID


class HeldChange(NamedTuple):
    """A pupil's half day that is held by now, or free."""

    pupil_id: int
    slot: Slot
    held: bool


class Held(NamedTuple):
    """What holds a half day: the question, and whether it still waits for an answer."""

    question_id: UUID
    waits: bool
