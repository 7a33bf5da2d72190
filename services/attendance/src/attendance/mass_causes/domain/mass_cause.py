"""A cause of many absences at once (a strike, a power cut, an excursion entered wrongly): one question to a person.

No Flemish source says how many pupils make a mass cause: both numbers are a local agreement.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from shared.domain.half_days import HalfDay
from shared.domain.school_year import SchoolYear

Group = str | None
"""A class by its name; None is the whole school."""


class Answer(StrEnum):
    """What a person says of the absences of a whole group: do they count as problematic after all?"""

    COUNTS = "counts"
    DOES_NOT_COUNT = "does-not-count"


class QuestionStatus(StrEnum):
    """`open` waits for an answer; `lapsed` was never answered, and the group is no longer wholly absent."""

    OPEN = "open"
    ANSWERED = "answered"
    LAPSED = "lapsed"


class Slot(NamedTuple):
    """A half day of a school."""

    school: str
    date: date
    half_day: HalfDay


class ClassOnHalfDay(NamedTuple):
    """A class on a half day: how many pupils are in it, and which of them are problematic absent."""

    name: str
    size: int
    absent: frozenset[int]


@dataclass(frozen=True, slots=True)
class MassCause:
    """From when on an absence is one of a group: `share` (above 0, up to 1) of a group of `smallest_group` or more.

    A school is wholly absent when each of its classes is, whatever their sizes, and the school has `smallest_group`.
    """

    smallest_group: int
    share: Decimal = Decimal(1)

    def groups_absent(self, classes: Collection[ClassOnHalfDay]) -> frozenset[Group]:
        """The groups of a school that are wholly absent on a half day: the school, or else those of its classes."""
        absent = [class_ for class_ in classes if len(class_.absent) >= self.share * class_.size]
        pupils = sum(class_.size for class_ in classes)
        if len(absent) == len(classes) > 1 and pupils >= self.smallest_group:
            return frozenset({None})
        return frozenset(class_.name for class_ in absent if class_.size >= self.smallest_group)


def asked_about(absent: Collection[Group], answers: Mapping[Group, Answer]) -> frozenset[Group]:
    """Of groups that are wholly absent those to ask about: an answer about the school is one about its classes."""
    return frozenset(group for group in absent if group is None or None not in answers)


def held_by(
    classes: Collection[ClassOnHalfDay], standing: Collection[Group], answers: Mapping[Group, Answer]
) -> dict[int, Group]:
    """The pupils whose absence on a half day does not count (for now), each with the group that was asked about.

    Two kinds of absences are held:

    1. the absences of a group that is wholly absent, while nobody has answered for it;
    2. the absences of a group for which somebody answered that they do not count, also absences that came in later.
    """
    held: dict[int, Group] = {}
    for class_ in classes:
        for group in (class_.name, None):
            answer = answers.get(group)
            if answer is Answer.DOES_NOT_COUNT or (answer is None and group in standing):
                held |= dict.fromkeys(class_.absent, group)
    return held


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """An answer with who gave it (`by`, a token's subject), when and why."""

    answer: Answer
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Question:
    """Whether the absences of a group on a half day count. `stands` while the group is wholly absent.

    `absent` of the group's `size` pupils were problematic absent; `version` rises with every change. `answers` are all
    that were given, the newest last.
    """

    question_id: UUID
    slot: Slot
    group: Group
    school_year: SchoolYear
    stands: bool
    absent: int
    size: int
    answer: Answer | None
    version: int
    asked_at: datetime
    answers: tuple[GivenAnswer, ...] = ()

    @property
    def status(self) -> QuestionStatus:
        """Whether it waits for an answer."""
        if self.answer is not None:
            return QuestionStatus.ANSWERED
        return QuestionStatus.OPEN if self.stands else QuestionStatus.LAPSED


class QuestionFilter(NamedTuple):
    """Which questions to list. `schools` None is all schools."""

    school: str | None = None
    status: QuestionStatus | None = None
    schools: frozenset[str] | None = None
