"""The pages of rooms: a list, and a form that adds and changes."""

import pytest
from tests.component.consultation.harness import SCHOOL

from shared.domain.roles import Role

from .visitor import Visitor

NEW = {"room_id": "town-2", "name": "Lokaal 2", "site": "Stadhuis", "seats": "8", "weekly": "1 08:30-12:00"}


@pytest.fixture
async def furnished(visitor: Visitor) -> Visitor:
    answer = await visitor.send("/directory/nieuw-lokaal", Role.COORDINATOR, **NEW)
    assert (answer.status_code, answer.headers["location"]) == (303, "/directory/lokalen?gedaan=lokaal")
    return visitor


async def test_a_room_that_was_typed_is_listed_and_changed(furnished: Visitor):
    listed = (await furnished.see("/directory/lokalen")).text
    assert "Lokaal 2" in listed
    assert "Lokaal toevoegen" not in listed
    shown = (await furnished.see("/directory/lokalen/town-2")).text
    assert "1 08:30-12:00" in shown
    assert "Bewaren" not in shown
    changed = {**NEW, "weekly": "", "seats": "10", "version": "1", "valid_until": "2027-06-30"}
    assert (await furnished.send("/directory/lokalen/town-2", Role.COORDINATOR, **changed)).status_code == 303
    async with furnished.harness.units() as uow:
        room = await uow.rooms.get("town-2")
    assert (room.seats, room.weekly, f"{room.valid_until}", room.version) == (10, (), "2027-06-30", 2)
    assert 'datetime="2027-06-30"' in (await furnished.see("/directory/lokalen")).text


async def test_the_list_calls_schools_by_name(furnished: Visitor):
    school = {"organisation_id": "school-1", "kind": "school", "name": "Atheneum De Wilg", "school": SCHOOL}
    assert (await furnished.send("/directory/nieuwe-organisatie", Role.COORDINATOR, **school)).status_code == 303
    at_school = {**NEW, "room_id": "school-2", "site": f"Zorglokaal, school {SCHOOL}"}
    assert (await furnished.send("/directory/nieuw-lokaal", Role.COORDINATOR, **at_school)).status_code == 303
    assert "Zorglokaal, Atheneum De Wilg" in (await furnished.see("/directory/lokalen")).text


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"room_id": "town-2"}, "Die code is er al"),
        ({"weekly": "maandag"}, "Schrijf uren als"),
        ({"seats": "0"}, "aria-invalid"),
        ({}, "Een ander lokaal op die plaats heet al zo."),
        ({"valid_from": "2026-10-01", "valid_until": "2026-09-30"}, "Deze dag komt voor de eerste dag"),
    ],
)
async def test_what_does_not_fit_is_said_at_its_field(furnished: Visitor, change: dict[str, str], said: str):
    answer = await furnished.send("/directory/nieuw-lokaal", Role.COORDINATOR, **{**NEW, "room_id": "town-3", **change})
    assert answer.status_code in {409, 422}
    assert said in answer.text


async def test_a_form_for_an_older_version_is_shown_again(furnished: Visitor):
    answer = await furnished.send("/directory/lokalen/town-2", Role.COORDINATOR, **{**NEW, "version": "7"})
    assert answer.status_code == 412
    assert "Iemand heeft dit net gewijzigd" in answer.text
