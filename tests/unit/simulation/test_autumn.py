"""A simulated autumn is the same for the same seed, well-formed, and about as truant as Flanders."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from shared.contracts.catalogue import EVENTS
from shared.contracts.marks import read_marks
from shared.contracts.school_attendance import AttendanceRecorded, Mark
from shared.contracts.school_enrolment import PupilEnrolled, PupilWithdrawn
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.school_year import SchoolYear
from shared.local.simulation.autumn import autumn
from shared.local.simulation.events import SimulatedEvent
from shared.messaging.envelope import Envelope, read
from shared.messaging.record import StoredRecord

YEAR = SchoolYear(2025)
AUTUMN_ENDS = date(2025, 11, 20)
PUPILS = 250


@cache
def played(seed: int = 7, until: date = AUTUMN_ENDS) -> tuple[SimulatedEvent, ...]:
    return tuple(autumn(seed, schools=4, pupils_per_school=PUPILS, school_year=YEAR, until=until))


def opened(event: SimulatedEvent) -> tuple[Envelope, Any]:
    envelope, data = read(StoredRecord(event.topic, 0, 0, 0, event.key, event.value, event.headers))
    return envelope, json.loads(data)


def marks_of(events: Iterable[SimulatedEvent]) -> list[Mark]:
    found: list[Mark] = []
    for event in events:
        envelope, data = opened(event)
        if envelope.type == AttendanceRecorded.event_type:
            found.extend(mark for _, mark in read_marks(data).marks)
    return found


def last_words(marks: Iterable[Mark]) -> dict[tuple[Any, ...], Mark]:
    register: dict[tuple[Any, ...], Mark] = {}
    for mark in sorted(marks, key=lambda mark: mark.recorded_at):
        register[mark.school, mark.pupil, mark.date, mark.half_day] = mark
    return register


def data_of(contract: type[Any], events: Iterable[SimulatedEvent]) -> list[Any]:
    all_opened = (opened(event) for event in events)
    return [contract.model_validate(data) for envelope, data in all_opened if envelope.type == contract.event_type]


@pytest.mark.soak
def test_the_same_seed_gives_the_same_bytes() -> None:
    again = tuple(autumn(7, schools=4, pupils_per_school=PUPILS, school_year=YEAR, until=AUTUMN_ENDS))
    assert again == played()


def test_another_seed_gives_other_events() -> None:
    assert {event.value for event in played(seed=8)}.isdisjoint({event.value for event in played()})


def test_an_earlier_end_gives_the_beginning_of_the_same_autumn() -> None:
    until = date(2025, 10, 3)
    shorter = played(until=until)
    assert shorter == tuple(event for event in played() if event.time.date() <= until)


def test_events_come_in_the_order_of_time_and_not_after_the_end() -> None:
    assert all(earlier.time <= later.time for earlier, later in pairwise(played()))
    assert played()[-1].time.date() <= AUTUMN_ENDS


def test_every_event_is_a_cloudevent_that_its_contract_reads() -> None:
    for event in played():
        envelope, data = opened(event)
        EVENTS[envelope.type].model_validate(data)
        assert EVENTS[envelope.type].topic == event.topic
        assert envelope.time is not None
        assert envelope.time <= event.time


def test_a_key_is_the_school_and_pupil_of_its_first_mark() -> None:
    for event in played():
        _, data = opened(event)
        first = data.get("marks", [data])[0]
        assert event.key.decode() == f"{first['school']}:{first['pupil']}"


def test_marks_are_of_half_days_with_lessons_and_recorded_by_the_time_they_are_sent() -> None:
    calendar = flemish_calendar(YEAR)
    for event in played():
        for mark in marks_of([event]):
            assert calendar.contains(mark.date, mark.half_day)
            assert mark.recorded_at <= event.time
            assert mark.recorded_at.date() >= mark.date


def test_some_events_are_structured_and_some_are_sent_twice() -> None:
    structured = sum(event.headers[0][1] == b"application/cloudevents+json" for event in played())
    assert 0.03 < structured / len(played()) < 0.1
    ids = Counter(opened(event)[0].id for event in played())
    assert 0.01 < sum(times == 2 for times in ids.values()) / len(ids) < 0.03
    assert max(ids.values()) == 2


def test_a_repeated_event_is_the_same_to_the_byte() -> None:
    by_id: dict[str, SimulatedEvent] = {}
    for event in played():
        first = by_id.setdefault(opened(event)[0].id, event)
        assert (first.key, first.headers, first.value) == (event.key, event.headers, event.value)


def test_lists_and_single_marks_are_both_sent() -> None:
    forms = Counter("marks" in opened(event)[1] for event in played() if event.topic == AttendanceRecorded.topic)
    assert forms[True] > 100
    assert forms[False] > 100


def test_late_certificates_turn_b_into_ill_days_later() -> None:
    first_b: dict[tuple[Any, ...], Mark] = {}
    days: list[int] = []
    for mark in sorted(marks_of(played()), key=lambda mark: mark.recorded_at):
        half_day = (mark.school, mark.pupil, mark.date, mark.half_day)
        if mark.code == "B":
            first_b.setdefault(half_day, mark)
        elif mark.code in {"Z", "D"} and half_day in first_b:
            days.append((mark.recorded_at - first_b[half_day].recorded_at).days)
    assert len(days) > 50
    assert 2 <= max(days) <= 14


def test_what_is_not_yet_known_is_resolved_within_days() -> None:
    unknown = [mark for mark in last_words(marks_of(played())).values() if mark.code == "-"]
    assert all(mark.date > AUTUMN_ENDS - timedelta(days=6) for mark in unknown)
    assert any(mark.code == "-" for mark in marks_of(played()))


def test_two_packages_report_some_of_the_same_half_days() -> None:
    packages: dict[tuple[Any, ...], set[str]] = {}
    for mark in marks_of(played()):
        packages.setdefault((mark.school, mark.pupil, mark.date, mark.half_day), set()).add(mark.package)
    assert sum(len(names) == 2 for names in packages.values()) > 20


def test_absence_is_about_that_of_an_ordinary_flemish_day() -> None:
    absent = Counter(
        mark.school for mark in last_words(marks_of(played())).values() if mark.code not in {"|", "L", "-"}
    )
    half_days = sum(1 for _ in flemish_calendar(YEAR).half_days_until(AUTUMN_ENDS))
    share = {school: count / (PUPILS * half_days) for school, count in absent.items()}
    *secondary, primary = [share[school] for school in sorted(share)]
    assert all(0.015 < each < 0.04 for each in secondary)
    assert 0.008 < primary < 0.025


@pytest.mark.soak
@pytest.mark.parametrize("seed", [7, 8])
def test_over_a_school_year_some_secondary_pupils_have_thirty_problematic_half_days(seed: int) -> None:
    register = last_words(marks_of(played(seed, YEAR.last_day)))
    secondary = {"125001", "125002", "125003"}
    counts = Counter(
        (mark.school, mark.pupil) for mark in register.values() if mark.code == "B" and mark.school in secondary
    )
    at_least = {level: sum(count >= level for count in counts.values()) / (3 * PUPILS) for level in (5, 30)}
    assert 0.02 < at_least[30] < 0.06
    assert 0.07 < at_least[5] < 0.18


def test_truancy_peaks_just_before_holidays() -> None:
    truant = Counter(mark.date for mark in last_words(marks_of(played())).values() if mark.code == "B")
    before = [date(2025, 10, 22), date(2025, 10, 23), date(2025, 10, 24)]
    ordinary = [date(2025, 10, day) for day in (8, 9, 10, 15, 16, 17)]
    assert sum(truant[day] for day in before) / 3 > 1.3 * sum(truant[day] for day in ordinary) / 6


def test_pupils_are_invented_and_some_have_no_insz() -> None:
    enrolled = data_of(PupilEnrolled, played())
    persons = {(event.school, event.pupil): event.person for event in enrolled}
    numbers = [person.insz for person in persons.values() if person.insz]
    assert 0.005 < 1 - len(numbers) / len(persons) < 0.05
    assert all(number[6:9] in {"999", "000"} for number in numbers)
    assert all(number[:2] == f"{person.birth_date:%y}" for person in persons.values() if (number := person.insz))


def test_a_number_belongs_to_one_person_also_at_two_schools() -> None:
    named: dict[str, set[tuple[str, str, date]]] = {}
    for event in data_of(PupilEnrolled, played()):
        if event.person.insz:
            person = (event.person.given_name, event.person.family_name, event.person.birth_date)
            named.setdefault(event.person.insz, set()).add(person)
    assert all(len(persons) == 1 for persons in named.values())


def test_some_pupils_change_school_come_from_outside_or_are_at_two_schools() -> None:
    enrolled = data_of(PupilEnrolled, played())
    schools: dict[str, set[str]] = {}
    for event in enrolled:
        if event.person.insz:
            schools.setdefault(event.person.insz, set()).add(event.school)
    assert sum(len(names) == 2 for names in schools.values()) > 3
    assert data_of(PupilWithdrawn, played())
    assert any(event.transferred and event.transferred.until < event.valid_from for event in enrolled)


def test_enrolments_come_before_marks_but_for_a_few_late_ones() -> None:
    late = [event for event in data_of(PupilEnrolled, played()) if event.recorded_at.date() > event.valid_from]
    assert 0 < len(late) < 0.03 * 4 * PUPILS


@pytest.mark.parametrize(("schools", "pupils"), [(1, 1), (1, 30), (2, 1)])
def test_the_smallest_towns_can_be_played(schools: int, pupils: int) -> None:
    events = list(autumn(1, schools=schools, pupils_per_school=pupils, school_year=YEAR, until=YEAR.last_day))
    assert len({event.key for event in events if event.topic == PupilEnrolled.topic}) == schools * pupils
