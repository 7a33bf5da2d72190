"""What the bench of the chain sends is what the public interface asks for."""

from collections import Counter

import pytest
from tests.bench.chain.load import MARKS_TO_A_LEVEL, Load, Sent
from tests.bench.chain.pace import steady

from consultation.directory.adapters.contacts_file import parse_contacts
from shared.contracts.school_attendance import AttendanceRecorded
from shared.contracts.school_enrolment import PupilEnrolled
from shared.messaging.envelope import read
from shared.messaging.record import StoredRecord

BURST = Load(name="burst", pupils=8, schools=4)


def record(sent: Sent) -> StoredRecord:
    return StoredRecord(sent.topic, 0, 0, 0, sent.key, sent.value, tuple(sent.headers))


def test_enrolments_and_marks_are_events_of_schools() -> None:
    for enrolment in BURST.enrolments():
        PupilEnrolled.model_validate_json(read(record(enrolment))[1])
    lists = [AttendanceRecorded.model_validate_json(read(record(sent))[1]) for sent in BURST.marks_of(3)]
    marks = [mark for recorded in lists for mark in recorded.marks]

    assert len({(mark.date, mark.half_day) for mark in marks}) == MARKS_TO_A_LEVEL
    assert {(mark.school, mark.pupil) for mark in marks} == {("125004", "0000003")}


def test_events_have_names_of_their_own() -> None:
    sent = [*BURST.enrolments(), *(mark for number in range(8) for mark in BURST.marks_of(number))]

    assert len({read(record(event))[0].id for event in sent}) == 8 + 8 * MARKS_TO_A_LEVEL


def test_every_school_has_somebody_of_each_role() -> None:
    contacts = [row.details for row in parse_contacts(BURST.directory())]

    for school in ("125001", "125002", "125003", "125004"):
        of_it = {contact.role for contact in contacts if contact.schools in ((), (school,))}
        assert of_it == {"counsellor", "caseworker", "clb", "youth-coach"}


def test_a_region_shares_its_contacts_most_are_caseworkers() -> None:
    rows = parse_contacts(Load(name="region", pupils=5000, schools=20, contacts=40).directory())

    assert Counter(row.details.role for row in rows) == {
        "counsellor": 20,
        "caseworker": 16,
        "clb": 2,
        "youth-coach": 2,
    }


@pytest.mark.parametrize(("pupils", "schools"), [(400, 4), (5000, 20), (2400, 12)])
def test_the_term_has_room_for_a_meeting_for_each(pupils: int, schools: int) -> None:
    term = int(Load(name="any", pupils=pupils, schools=schools).environment["FLANKEREND_HOLD_BY_SCHOOL_DAYS"])

    assert term <= 60
    assert (term - 2) // 5 * 36 >= pupils / schools


def test_a_steady_load_spreads_its_pupils_over_schools() -> None:
    load = steady(20, 120)

    assert (load.pupils, load.schools) == (2400, 12)
