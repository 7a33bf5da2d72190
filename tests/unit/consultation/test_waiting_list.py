"""The waiting list of an activity: order of arrival, nobody passes, and places that come free are given at once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from consultation.activities.domain.activity_kind import ActivityKind
from consultation.activities.domain.register import Register
from consultation.activities.domain.registering import certifying, confirming, declining, shrinking, withdrawing
from consultation.activities.domain.registration import Registration, RegistrationStatus
from consultation.activities.kinds.registry import activity_kinds
from consultation.testing.factories import NOW
from shared.domain.errors import Conflict, InvalidField, NotFound

KINDS = activity_kinds()
GROUPS, TRAINING, INTERNSHIPS = KINDS["brede-school"], KINDS["vormingen"], KINDS["stages"]
LATER = NOW + timedelta(hours=1)
P, W = RegistrationStatus.PLACED, RegistrationStatus.WAITING


def group(number: int, places: int, **fields: Any) -> Registration:
    plain = {"organisation_id": "school-1", "label": f"groep {number}", "registered_at": NOW}
    return Registration(registration_id=UUID(int=number), number=1, places=places, **{**plain, **fields})


def register(capacity: int | None, *places: int, waits: bool = True) -> Register:
    made = Register(capacity, waits)
    for number, asked in enumerate(places, 1):
        made = made.registered(group(number, asked))
    return made


def statuses(made: Register) -> list[RegistrationStatus]:
    return [row.status for row in made.registrations]


def test_places_go_in_order_of_arrival_and_a_smaller_group_waits_behind_a_larger():
    made = register(10, 6, 6, 4)
    assert (statuses(made), made.taken) == ([P, W, W], 6)
    assert [row.number for row in made.registrations] == [1, 2, 3]


def test_a_withdrawal_moves_up_whoever_fits_in_order():
    made = register(10, 6, 6, 4, 3)
    after = withdrawing(UUID(int=1), LATER)(made, GROUPS)
    assert statuses(after) == [RegistrationStatus.WITHDRAWN, P, P, W]
    assert [row.registration_id.int for row in after.since(made)] == [1, 2, 3]
    assert after.find(UUID(int=2)).placed_at == LATER
    assert withdrawing(UUID(int=1), LATER)(after, GROUPS) == after


def test_a_withdrawal_from_the_waiting_list_lets_those_behind_move_up():
    after = withdrawing(UUID(int=2), LATER)(register(10, 6, 6, 4), GROUPS)
    assert statuses(after) == [P, RegistrationStatus.WITHDRAWN, P]


def test_who_gives_places_back_lets_others_move_up_and_may_not_ask_for_more():
    made = register(10, 6, 6, 4)
    assert statuses(shrinking(UUID(int=1), 4, LATER)(made, GROUPS)) == [P, P, W]
    assert statuses(shrinking(UUID(int=2), 4, LATER)(made, GROUPS)) == [P, P, W]
    with pytest.raises(InvalidField, match="places"):
        shrinking(UUID(int=1), 7, LATER)(made, GROUPS)
    with pytest.raises(Conflict, match="ended"):
        shrinking(UUID(int=1), 1, LATER)(withdrawing(UUID(int=1), LATER)(made, GROUPS), GROUPS)


def test_without_a_limit_nobody_waits_and_without_a_list_the_next_is_refused():
    assert statuses(register(None, 600, 600)) == [P, P]
    with pytest.raises(Conflict, match="full"):
        register(10, 6, 6, waits=False)


def test_who_stands_in_it_registers_once_and_again_after_a_withdrawal():
    made = register(10, 6)
    with pytest.raises(Conflict, match="already"):
        made.registered(group(2, 1, label="groep 1"))
    gone = withdrawing(UUID(int=1), LATER)(made, GROUPS)
    assert statuses(gone.registered(group(2, 1, label="groep 1"))) == [RegistrationStatus.WITHDRAWN, P]
    with pytest.raises(InvalidField, match="places"):
        made.registered(group(2, 11))
    with pytest.raises(NotFound):
        made.find(UUID(int=9))
    full = replace(made, registrations=made.registrations * 2000)
    with pytest.raises(Conflict, match="2000"):
        full.registered(group(3, 1))


def test_more_places_move_up_and_fewer_than_were_asked_for_are_refused():
    made = register(10, 6, 6)
    assert statuses(made.with_capacity(12, LATER)) == [P, P]
    assert statuses(made.with_capacity(None, LATER)) == [P, P]
    with pytest.raises(InvalidField, match="capacity"):
        made.with_capacity(5, LATER)


def test_an_internship_is_confirmed_with_a_mentor_or_declined():
    made = register(2, 1, 1, 1)
    confirmed = confirming(UUID(int=1), "Jo Voorbeeld", LATER)(made, INTERNSHIPS)
    assert (confirmed.find(UUID(int=1)).mentor, confirmed.find(UUID(int=1)).confirmed_at) == ("Jo Voorbeeld", LATER)
    assert statuses(declining(UUID(int=2), LATER)(made, INTERNSHIPS)) == [P, RegistrationStatus.DECLINED, P]
    with pytest.raises(Conflict, match="no place"):
        confirming(UUID(int=3), "Jo Voorbeeld", LATER)(made, INTERNSHIPS)
    with pytest.raises(Conflict, match="ended"):
        withdrawing(UUID(int=2), LATER)(declining(UUID(int=2), LATER)(made, INTERNSHIPS), INTERNSHIPS)
    for step in (confirming(UUID(int=1), "Jo Voorbeeld", LATER), declining(UUID(int=1), LATER)):
        with pytest.raises(Conflict, match="not confirmed"):
            step(made, GROUPS)


@pytest.mark.parametrize(("kind", "number", "said"), [(GROUPS, 1, "no certificates"), (TRAINING, 2, "no place")])
def test_certificates_are_for_who_had_a_place_in_a_kind_that_gives_them(kind: ActivityKind, number: int, said: str):
    made = register(6, 6, 6)
    assert certifying(UUID(int=1), 4)(made, TRAINING).find(UUID(int=1)).certificates == 4
    with pytest.raises(Conflict, match=said):
        certifying(UUID(int=number), 1)(made, kind)
