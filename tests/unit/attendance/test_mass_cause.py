"""Which groups are asked about, and which half days that holds. Plain data, no database."""

from decimal import Decimal
from uuid import UUID

import pytest

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
from attendance.testing.factories import MORNING, SCHOOL, YEAR
from shared.domain.half_days import HalfDay

COUNTS, OUT = Answer.COUNTS, Answer.DOES_NOT_COUNT
A = ClassOnHalfDay("A", 3, frozenset({1, 2, 3}))
B = ClassOnHalfDay("B", 2, frozenset({4, 5}))
B_PRESENT = ClassOnHalfDay("B", 2, frozenset())
B_HALF = ClassOnHalfDay("B", 2, frozenset({4}))


@pytest.mark.parametrize(
    ("smallest", "share", "classes", "groups"),
    [
        (3, "1", [A, B_PRESENT], {"A"}),
        (4, "1", [A, B_PRESENT], set()),
        (3, "1", [A, B_HALF], {"A"}),
        (3, "1", [A, B], {None}),
        (5, "1", [A, B], {None}),
        (6, "1", [A, B], set()),
        (2, "0.5", [A, B_HALF], {None}),
        (2, "0.51", [A, B_HALF], {"A"}),
        (3, "1", [A], {"A"}),
        (3, "1", [], set()),
    ],
)
def test_the_groups_that_are_wholly_absent(
    smallest: int, share: str, classes: list[ClassOnHalfDay], groups: set[Group]
) -> None:
    assert MassCause(smallest, Decimal(share)).groups_absent(classes) == groups


def test_a_share_is_exact() -> None:
    ten = ClassOnHalfDay("A", 10, frozenset(range(7)))
    assert MassCause(2, Decimal("0.7")).groups_absent([ten]) == {"A"}
    assert MassCause(2, Decimal("0.71")).groups_absent([ten]) == set()


@pytest.mark.parametrize("answer", [COUNTS, OUT])
def test_whoever_answered_for_the_school_is_not_asked_about_its_classes(answer: Answer) -> None:
    assert asked_about({"A"}, {None: answer}) == set()
    assert asked_about({"A"}, {"B": answer}) == {"A"}
    assert asked_about({None}, {None: answer}) == {None}


@pytest.mark.parametrize(
    ("standing", "answers", "held"),
    [
        (set(), {}, {}),
        ({"A"}, {}, {1: "A", 2: "A", 3: "A"}),
        ({"A"}, {"A": COUNTS}, {}),
        ({"A"}, {"A": OUT}, {1: "A", 2: "A", 3: "A"}),
        (set(), {"A": OUT}, {1: "A", 2: "A", 3: "A"}),
        ({None}, {}, {1: None, 2: None, 3: None, 4: None}),
        ({None}, {None: COUNTS}, {}),
        ({None}, {None: COUNTS, "A": OUT}, {1: "A", 2: "A", 3: "A"}),
        (set(), {None: OUT, "A": COUNTS}, {1: None, 2: None, 3: None, 4: None}),
    ],
)
def test_what_is_held(standing: set[Group], answers: dict[Group, Answer], held: dict[int, Group]) -> None:
    assert held_by([A, B_HALF], standing, answers) == held


@pytest.mark.parametrize(
    ("stands", "answer", "status"),
    [
        (True, None, QuestionStatus.OPEN),
        (False, None, QuestionStatus.LAPSED),
        (True, COUNTS, QuestionStatus.ANSWERED),
        (False, OUT, QuestionStatus.ANSWERED),
    ],
)
def test_a_question_waits_while_its_group_is_absent_and_nobody_answered(
    stands: bool, answer: Answer | None, status: QuestionStatus
) -> None:
    slot = Slot(SCHOOL, MORNING.date(), HalfDay.AM)
    question = Question(UUID(int=1), slot, None, YEAR, stands, 3, 3, answer, 1, MORNING)
    assert question.status is status
