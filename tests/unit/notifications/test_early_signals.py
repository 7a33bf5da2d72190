"""Early signals: told to the school's own people, once, where that was agreed."""

from dataclasses import replace

import pytest

from notifications.domain.about import About
from notifications.domain.agreements import Agreement
from notifications.domain.directory import Directory
from notifications.domain.labels import PupilLabel
from notifications.domain.links import Links
from notifications.domain.notice import Notice
from notifications.domain.persons import Person
from notifications.domain.preparation import Needs, Patience, Prepared, Ready, Void, Waits
from notifications.domain.telling import Urgency
from notifications.domain.vocabulary import Reason
from notifications.subjects.early_signal.domain.decide import decide, still_holds
from notifications.subjects.early_signal.domain.prepare import needs, prepare
from notifications.subjects.early_signal.domain.story import EarlySignalStory
from notifications.testing.early_signals import early_signal
from notifications.testing.factories import CASE, PERSON, PUPIL, SCHOOL, knowledge, notice
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear

AGREED = frozenset({Agreement.EARLY_SIGNALS})
STORY = EarlySignalStory(CASE, early_signal())
FORGOTTEN = EarlySignalStory(CASE)


@pytest.fixture
def told() -> Notice:
    [wanted] = decide(STORY, [], AGREED).make
    return notice(wanted)


def test_a_counsellor_is_told_of_an_early_signal_once(told: Notice) -> None:
    assert (told.role, told.key.about) == (Role.COUNSELLOR, About("early-signal", CASE))
    assert decide(STORY, [told], AGREED).make == ()


def test_without_the_agreement_nobody_is_told() -> None:
    assert decide(STORY, []).make == ()


def test_it_goes_with_the_others_of_the_day_to_the_schools_counsellor_with_the_fields_of_the_row(told: Notice) -> None:
    ready = prepare(told, STORY, knowledge())
    assert isinstance(ready, Ready)
    assert (ready.receiver.contact_id, ready.telling.urgency) == ("counsellor-1", Urgency.IN_DIGEST)
    assert ready.shown["pupil_page"] == f"https://flankerend.example/leerlingen/{SCHOOL}/{PUPIL}"
    assert ready.shown["class_name"] == "3A"
    assert (
        Links("https://x.example", has_pages=False)
        .to_pupil(SCHOOL, PUPIL)
        .endswith(f"/pupils/{SCHOOL}/{PUPIL}/attendance")
    )


def of(story: EarlySignalStory, told: Notice, **known: object) -> Prepared:
    return prepare(told, story, knowledge(**known))  # type: ignore[arg-type]


def test_a_name_that_has_not_arrived_is_waited_for_and_then_the_register_number_stands_for_it(told: Notice) -> None:
    assert of(STORY, told, persons=[]) == Waits(f"person:{PERSON}")
    late = of(STORY, told, persons=[], patience=Patience(for_facts_over=True))
    assert isinstance(late, Ready)
    label = late.shown["pupil"]
    assert isinstance(label, PupilLabel)
    assert (label.name, label.number, late.shown["class_name"]) == (None, PUPIL, None)


def test_nobody_stands_in_for_a_school_without_a_counsellor(told: Notice) -> None:
    over = Patience(for_role_over=True)
    assert of(STORY, told, known_directory=Directory([]), patience=over) == Void(Reason.NO_CONTACT)


def test_of_an_erased_pupil_and_of_a_school_year_that_has_ended_nothing_is_told(told: Notice) -> None:
    erased = Void(Reason.PERSON_ERASED)
    assert of(FORGOTTEN, told) == of(STORY, told, persons=[Person(PERSON, erased=True)]) == erased
    assert (still_holds(told, FORGOTTEN), still_holds(told, STORY)) == (False, True)
    assert decide(FORGOTTEN, [], AGREED).make == ()
    assert needs(told, FORGOTTEN) is None
    assert needs(told, STORY) == Needs(school=SCHOOL, persons=frozenset({PERSON}))
    before = EarlySignalStory(CASE, replace(early_signal(), school_year=SchoolYear(2025)))
    assert of(before, told) == Void(Reason.SCHOOL_YEAR_ENDED)
