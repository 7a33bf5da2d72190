"""In whose place a contact comes at a school."""

from dataclasses import dataclass

from shared.domain.deputies import line_of
from shared.domain.roles import Role

SCHOOL, ELSEWHERE = "123456", "654321"


@dataclass(frozen=True)
class Someone:
    contact_id: str
    deputy_of: str | None = None
    school: str = SCHOOL
    role: Role = Role.COUNSELLOR

    def serves(self, school: str) -> bool:
        return school == self.school


def line(contact: Someone, *others: Someone) -> tuple[str, ...] | None:
    return line_of(contact, SCHOOL, {each.contact_id: each for each in (contact, *others)})


def test_a_contact_of_the_school_comes_in_no_other_place() -> None:
    assert line(Someone("z")) == ("z",)
    assert line(Someone("z", school=ELSEWHERE)) is None


def test_deputies_stand_behind_the_contact_at_all_schools_of_that_one() -> None:
    z, b = Someone("z"), Someone("b", "z", ELSEWHERE)
    assert line(b, z) == ("z", "b")
    assert line(Someone("a", "b", ELSEWHERE), b, z) == ("z", "b", "a")
    assert line(b, Someone("z", school=ELSEWHERE)) is None


def test_a_contact_of_the_school_who_is_a_deputy_elsewhere_stands_back_as_one() -> None:
    assert line(Someone("b", "z"), Someone("z", school=ELSEWHERE)) == ("z", "b")


def test_a_deputy_of_another_role_or_of_nobody_known_is_a_deputy_all_the_same() -> None:
    assert line(Someone("b", "boss"), Someone("boss", role=Role.COORDINATOR)) == ("boss", "b")
    assert line(Someone("b", "gone")) == ("gone", "b")
    assert line(Someone("b", "gone", ELSEWHERE)) is None


def test_each_others_deputies_stand_back_equally_far() -> None:
    a, b = Someone("a", "b"), Someone("b", "a")
    assert len(line(a, b) or ()) == len(line(b, a) or ()) == 3
