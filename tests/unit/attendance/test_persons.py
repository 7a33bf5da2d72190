"""Who the pupils of several registers are."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from attendance.register.domain.enrolment import EducationLevel, Enrolment, PersonData
from attendance.register.domain.insz import insz_key
from attendance.register.domain.person import Identities, PupilIdentity, Register, person_of, register_on
from attendance.register.domain.registration import Registration
from shared.runtime.clock import BRUSSELS

START = datetime(2026, 9, 1, 7, 0, tzinfo=BRUSSELS)
A, B, C = (UUID(int=number) for number in (10, 11, 12))


@pytest.fixture
def ids() -> Iterator[UUID]:
    return (UUID(int=number) for number in range(100, 200))


def registration(school: str, *enrolments: tuple[date, int, str, PersonData]) -> Registration:
    known = Registration(school, "1")
    for first, hour, event_id, person in enrolments:
        known.enrol(Enrolment(first, EducationLevel.LAGER, START + timedelta(hours=hour), event_id, person=person))
    return known


def named(name: str) -> PersonData:
    return PersonData(name, "Voorbeeld", date(2015, 1, 1))


DAY, LATER = date(2026, 9, 1), date(2026, 10, 1)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((DAY, 5, "z", named("old")), (LATER, 0, "a", named("new")), "new"),
        ((DAY, 0, "z", named("old")), (DAY, 1, "a", named("new")), "new"),
        ((DAY, 0, "Z", named("old")), (DAY, 0, "a", named("new")), "new"),
        ((DAY, 0, "a", named("new")), (LATER, 0, "z", PersonData(insz_key=b"x")), "new"),
    ],
)
def test_data_are_those_of_the_newest_enrolment_that_has_them(
    one: tuple[date, int, str, PersonData], other: tuple[date, int, str, PersonData], expected: str
) -> None:
    registrations = [registration("1", one), registration("2", other)]
    assert person_of(A, registrations).given_name == expected
    assert person_of(A, reversed(registrations)) == person_of(A, registrations)


def test_a_person_nobody_described_has_no_name_and_counts_at_any_age() -> None:
    person = person_of(A, [registration("1", (DAY, 0, "e", PersonData()))])
    assert (person.given_name, person.birth_date, person.compulsory.first) == (None, None, None)


def test_the_digest_changes_with_what_is_told() -> None:
    before = person_of(A, [registration("1", (DAY, 0, "e", named("Noor")))])
    assert person_of(A, [registration("1", (DAY, 9, "f", named("Noor")))]).digest == before.digest
    assert person_of(A, [registration("1", (DAY, 0, "e", named("Lina")))]).digest != before.digest
    assert person_of(A, [registration("1", (LATER, 0, "e", named("Noor")))]).digest != before.digest


OPEN = date.max


def test_the_register_of_a_day_is_that_of_the_newest_enrolment_that_holds_on_it() -> None:
    registers = [
        Register(DAY, OPEN, START + timedelta(hours=9), "9", "1", 1, "lager"),
        Register(LATER, LATER, START, "1", "1", 2, "lager"),
        Register(LATER, OPEN, START, "2", "1", 3, "lager"),
        Register(LATER, OPEN, START - timedelta(hours=1), "8", "1", 4, "lager"),
        Register(LATER + timedelta(days=2), OPEN, START, "1", "1", 5, "lager"),
    ]
    assert register_on(LATER - timedelta(days=1), registers, LATER).pupil_id == 1
    assert register_on(LATER, registers, LATER).pupil_id == 3
    assert register_on(LATER + timedelta(days=1), registers[:2], LATER + timedelta(days=1)).pupil_id == 1, "it ended"


def test_where_no_enrolment_holds_the_register_is_that_of_the_one_that_ended_last() -> None:
    ended = [
        Register(DAY, DAY + timedelta(days=3), START, "1", "1", 1, "lager"),
        Register(DAY + timedelta(days=1), DAY + timedelta(days=2), START, "2", "1", 2, "lager"),
        Register(DAY, DAY + timedelta(days=3), START, "3", "1", 3, "lager"),
    ]
    assert register_on(LATER, ended, LATER).pupil_id == 3
    back = Register(LATER, OPEN, START, "4", "1", 4, "lager")
    gap = LATER - timedelta(days=1)
    assert register_on(gap, [*ended, back], gap).pupil_id == 3, "the next one has not begun"
    assert register_on(gap, [*ended, back], LATER).pupil_id == 4, "a count passed on came with the enrolment after it"


def test_an_enrolment_that_has_not_begun_is_the_one_of_a_day_only_where_there_is_no_other() -> None:
    begun = Register(DAY, OPEN, START, "9", "1", 1, "lager")
    later, latest = (Register(LATER, OPEN, START + timedelta(hours=hour), "1", "1", hour, "lager") for hour in (2, 3))
    before_that = LATER - timedelta(days=1)
    assert register_on(before_that, [begun, later, latest], before_that).pupil_id == 1
    assert register_on(before_that, [later, latest], before_that).pupil_id == 3


def settle(
    ids: Iterator[UUID], members: dict[UUID, set[int]], keys: dict[UUID, bytes], *pupils: tuple[int, bytes | None]
) -> Identities:
    identities = Identities(members=members, key_of=keys, new_id=lambda: next(ids))
    identities.settle(PupilIdentity(*pupil) for pupil in pupils)
    return identities


def test_new_pupils_become_persons_those_with_one_insz_together(ids: Iterator[UUID]) -> None:
    found = settle(ids, {}, {}, (1, b"x"), (2, b"x"), (3, None), (4, None))
    assert found.person_of[1] == found.person_of[2]
    assert len(set(found.person_of.values())) == len(found.created) == 3
    assert found.key_of == {found.person_of[1]: b"x"}
    assert (found.merged, found.rekeyed) == ({}, {})


def test_a_pupil_joins_the_person_of_its_insz(ids: Iterator[UUID]) -> None:
    found = settle(ids, {A: {1}, B: {2}}, {A: b"x"}, (2, b"x"))
    assert (found.person_of[2], found.merged, found.members[A]) == (A, {B: A}, {1, 2})


def test_a_pupil_alone_takes_its_insz_to_its_person(ids: Iterator[UUID]) -> None:
    found = settle(ids, {A: {1}}, {}, (1, b"x"))
    assert (found.person_of[1], found.rekeyed, found.moved) == (A, {A: b"x"}, {})


def test_a_pupil_alone_that_lost_its_insz_stays_who_it_is(ids: Iterator[UUID]) -> None:
    found = settle(ids, {A: {1}}, {A: b"x"}, (1, None))
    assert (found.person_of[1], found.rekeyed) == (A, {A: None})


@pytest.mark.parametrize("key", [b"y", None])
def test_a_pupil_with_another_insz_parts(ids: Iterator[UUID], key: bytes | None) -> None:
    found = settle(ids, {A: {1, 2}}, {A: b"x"}, (2, key))
    assert found.person_of[1] == A
    assert found.created == [found.person_of[2]]
    assert (found.merged, found.key_of.get(found.person_of[2])) == ({}, key)


def test_nothing_changes_for_who_is_settled(ids: Iterator[UUID]) -> None:
    found = settle(ids, {A: {1, 2}, B: {3}}, {A: b"x"}, (1, b"x"), (2, b"x"), (3, None))
    assert (found.moved, found.created, found.merged, found.rekeyed) == ({}, [], {}, {})


def test_all_of_a_person_with_a_corrected_insz_stay_together(ids: Iterator[UUID]) -> None:
    found = settle(ids, {A: {1, 2}}, {A: b"x"}, (1, b"y"), (2, b"y"))
    assert found.person_of[1] == found.person_of[2]
    assert found.merged == {A: found.person_of[1]}
    assert found.key_of == {found.person_of[1]: b"y"}


def test_a_hash_needs_the_key() -> None:
    assert insz_key(b"a", "09031599951") == insz_key(b"a", "09031599951")
    assert insz_key(b"a", "09031599951") != insz_key(b"b", "09031599951")


def test_a_child_on_the_list_keeps_its_person_when_its_only_pupil_leaves(ids: Iterator[UUID]) -> None:
    identities = Identities({A: {1}}, {A: b"x"}, ids.__next__, residents={A})
    identities.settle([PupilIdentity(1, b"y")])
    assert identities.person_of[1] == UUID(int=100)
    assert (identities.merged, identities.key_of) == ({}, {A: b"x", UUID(int=100): b"y"})


def test_a_child_on_the_list_keeps_its_person_when_its_only_pupil_turns_out_to_be_another(ids: Iterator[UUID]) -> None:
    identities = Identities({A: {1}, B: {2}}, {A: b"x", B: b"y"}, ids.__next__, residents={A})
    identities.settle([PupilIdentity(1, b"y")])
    assert (identities.members, identities.merged) == ({A: set(), B: {1, 2}}, {})


def test_a_pupil_that_turns_out_to_be_a_child_on_the_list_joins_its_person(ids: Iterator[UUID]) -> None:
    identities = Identities({A: set(), B: {1}}, {A: b"x"}, ids.__next__, residents={A})
    identities.settle([PupilIdentity(1, b"x")])
    assert (identities.members[A], identities.merged) == ({1}, {B: A})


def test_a_child_on_the_list_has_the_person_with_its_insz_or_a_new_one(ids: Iterator[UUID]) -> None:
    identities = Identities({A: {1}}, {A: b"x"}, ids.__next__)
    identities.house([b"x", b"y"])
    assert identities.person_with(b"x") == A
    assert identities.person_with(b"y") == UUID(int=100)
    assert identities.person_with(b"z") is None
    assert (identities.residents, identities.created) == ({A, UUID(int=100)}, [UUID(int=100)])


def test_who_has_no_enrolment_is_who_the_list_says() -> None:
    assert person_of(A, [], named("Noor")).given_name == "Noor"
    assert person_of(A, [registration("1", (DAY, 0, "e", named("Jef")))], named("Noor")).given_name == "Jef"
    assert person_of(A, []).given_name is None
