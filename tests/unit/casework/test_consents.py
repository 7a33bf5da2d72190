"""Consents: who decides, until when one holds, and what is missing without."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from casework.domain.consent import (
    PUPIL_DECIDES,
    PURPOSE_OF,
    PURPOSE_OF_ROLE,
    Consent,
    Ending,
    Given,
    Giver,
    InsteadOfPupil,
    NotNeeded,
    Purpose,
    require_consent,
)
from casework.domain.events import ConsentEnded, ConsentRecorded
from casework.domain.referral_states import Receiver
from casework.testing.factories import BY_HAND, NOW, new_case
from casework.words.nl import REFERRAL_WORDS, WORDS, Dutch
from shared.domain.errors import Conflict, InvalidField

from .test_referrals import discreet

TODAY = NOW.date()
IN_A_MONTH = TODAY + timedelta(days=30)


def given(**fields: Any) -> Given:
    of_parents = {"giver": Giver.PARENTS, "until": IN_A_MONTH}
    whole: dict[str, Any] = {"purpose": Purpose.YOUTH_COACH, "on": TODAY, **of_parents}
    return Given(**(whole | fields))


def recorded(**fields: Any) -> Consent:
    return Consent.record(uuid4(), new_case(), given(**fields), cause=BY_HAND)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"giver": None}, "given_by"),
        ({"not_needed": NotNeeded.EMERGENCY}, "given_by"),
        ({"until": None}, "until"),
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"until": TODAY - timedelta(days=1)}, "until"),
        ({"instead": InsteadOfPupil.UNDER_12}, "instead_of_pupil"),
        ({"purpose": Purpose.CLB}, "instead_of_pupil"),
        ({"purpose": Purpose.NAFT}, "instead_of_pupil"),
        ({"purpose": Purpose.CLB, "giver": Giver.PUPIL, "instead": InsteadOfPupil.NOT_ABLE}, "instead_of_pupil"),
    ],
)
def test_what_contradicts_itself_or_the_law_is_refused(fields: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidField) as refused:
        recorded(**fields)
    assert refused.value.field == field


@pytest.mark.parametrize("purpose", list(Purpose))
def test_a_pupil_of_12_decides_on_what_goes_to_a_clb_unless_said_why_the_parents_do(purpose: Purpose) -> None:
    assert recorded(purpose=purpose, giver=Giver.PUPIL).holds_on(TODAY)
    if purpose in PUPIL_DECIDES:
        for instead in InsteadOfPupil:
            assert recorded(purpose=purpose, instead=instead).holds_on(TODAY)
    else:
        assert recorded(purpose=purpose).holds_on(TODAY)


@pytest.mark.parametrize("purpose", sorted(PUPIL_DECIDES))
def test_a_known_birth_date_says_who_decides_on_what_goes_to_a_clb(purpose: Purpose) -> None:
    on = date(2026, 11, 20)
    turns_12, is_11 = date(2014, 11, 20), date(2014, 11, 21)
    for_pupil = given(purpose=purpose, on=on, instead=InsteadOfPupil.UNDER_12)
    by_pupil = given(purpose=purpose, on=on, giver=Giver.PUPIL)
    not_able = given(purpose=purpose, on=on, instead=InsteadOfPupil.NOT_ABLE)
    for fits, birth_date in ((for_pupil, is_11), (by_pupil, turns_12), (not_able, turns_12), (for_pupil, None)):
        fits.check(TODAY, birth_date)
    for wrong, birth_date, field in ((for_pupil, turns_12, "instead_of_pupil"), (by_pupil, is_11, "given_by")):
        with pytest.raises(InvalidField) as refused:
            wrong.check(TODAY, birth_date)
        assert refused.value.field == field


def test_it_holds_until_its_last_day_and_no_longer_once_it_was_taken_back() -> None:
    consent = recorded()
    assert [consent.holds_on(IN_A_MONTH + timedelta(days=days)) for days in (0, 1)] == [True, False]
    consent.end(new_case(), Ending.WITHDRAWN, BY_HAND)
    assert (consent.holds_on(TODAY), consent.ending, consent.ended_by) == (False, Ending.WITHDRAWN, BY_HAND.by)
    with pytest.raises(Conflict):
        consent.end(new_case(), Ending.PAST, BY_HAND)


def test_nothing_is_shared_without_a_consent_that_holds_for_just_that() -> None:
    consents = [recorded(), recorded(purpose=Purpose.SCHOOL, giver=None, until=None, not_needed=NotNeeded.KNOWN_THERE)]
    require_consent(consents, Purpose.YOUTH_COACH, TODAY)
    require_consent(consents, Purpose.SCHOOL, date.max)
    for purpose, day in ((Purpose.CLB, TODAY), (Purpose.YOUTH_COACH, IN_A_MONTH + timedelta(days=1))):
        with pytest.raises(Conflict) as refused:
            require_consent(consents, purpose, day)
        assert refused.value.ids == {"missing": "consent", "purpose": purpose.value}


def test_every_receiver_has_its_purpose() -> None:
    assert PURPOSE_OF.keys() == set(Receiver)
    assert set(PURPOSE_OF.values()) == set(Purpose)
    assert set(PURPOSE_OF_ROLE.values()) < set(Purpose)


def test_events_tell_the_purpose_and_the_last_day_and_nothing_of_a_discreet_type() -> None:
    consent = recorded()
    consent.end(new_case(), Ending.PAST, BY_HAND)
    told, ended = consent.events
    assert (type(told), type(ended)) == (ConsentRecorded, ConsentEnded)
    assert isinstance(told, ConsentRecorded)
    assert (told.purpose, told.until) == ("share-with-youth-coach", IN_A_MONTH)
    quiet = Consent.record(uuid4(), discreet(), given(), cause=BY_HAND)
    quiet.end(discreet(), Ending.PAST, BY_HAND)
    assert (quiet.events, len(quiet.entries)) == ([], 2)


def test_the_timeline_says_who_gave_it_for_what_until_when() -> None:
    dutch = Dutch(WORDS, REFERRAL_WORDS)
    consent = recorded(purpose=Purpose.CLB, instead=InsteadOfPupil.UNDER_12)
    consent.end(new_case(), Ending.PAST, BY_HAND)
    not_needed = recorded(giver=None, until=None, not_needed=NotNeeded.LEGAL_DUTY)
    assert [dutch.sentence(entry) for entry in (*consent.entries, *not_needed.entries)] == [
        (
            "Toestemming genoteerd om gegevens te delen met het CLB, van de ouders, tot en met 23/12/2026. "
            "De leerling is jonger dan 12 jaar."
        ),
        "De toestemming om gegevens te delen met het CLB geldt niet meer: de laatste dag is voorbij.",
        "Genoteerd dat er geen toestemming nodig is om gegevens te delen met de jongerencoach: de wet verplicht het.",
    ]
    for name, words in (
        ("purpose", Purpose),
        ("giver", Giver),
        ("instead", InsteadOfPupil),
        ("not_needed", NotNeeded),
        ("ending", Ending),
    ):
        assert all(dutch.word(name, word) != word for word in words)
