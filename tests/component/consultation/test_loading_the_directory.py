"""The directory's file at the start: what is new or other is told, and nothing else."""

from pathlib import Path

import pytest

from consultation.domain.availability import Availability
from consultation.domain.weekly_hours import parse_weekly
from shared.domain.roles import Role

from .conftest import Opened
from .harness import Harness

HEADER = "contact_id,name,role,schools,email,deputy_of,weekly"
ELS = "c-1,Els Voorbeeld,counsellor,125001,els@school.example,,1 08:30-12:00"
JAN = "c-2,Jan Voorbeeld,clb,,jan@clb.example,c-3,"
PIA = "c-3,Pia Voorbeeld,clb,,pia@clb.example,,"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "contacts.csv"


async def load(open_harness: Opened, file: Path, *lines: str) -> Harness:
    file.write_text("\n".join((HEADER, *lines)), encoding="utf-8")
    harness = await open_harness(FLANKEREND_CONTACTS_FILE=str(file))
    await harness.service.prepare()
    return harness


async def told(harness: Harness) -> list[tuple[str, str]]:
    return [(data["contact_id"], data["name"]) for _, data in await harness.sent()]


async def test_every_contact_is_told_the_first_time(open_harness: Opened, file: Path):
    harness = await load(open_harness, file, ELS, JAN, PIA)
    assert await told(harness) == [("c-1", "Els Voorbeeld"), ("c-2", "Jan Voorbeeld"), ("c-3", "Pia Voorbeeld")]


async def test_a_second_start_tells_nothing(open_harness: Opened, file: Path):
    await load(open_harness, file, ELS, JAN, PIA)
    harness = await load(open_harness, file, PIA, ELS, JAN)
    assert len(await told(harness)) == 3


async def test_only_the_contact_that_changed_is_told(open_harness: Opened, file: Path):
    await load(open_harness, file, ELS, JAN, PIA)
    harness = await load(open_harness, file, ELS, JAN.replace("Jan", "Johan"), PIA)
    assert (await told(harness))[3:] == [("c-2", "Johan Voorbeeld")]


async def test_weekly_hours_are_taken_over_without_telling(open_harness: Opened, file: Path):
    await load(open_harness, file, ELS)
    harness = await load(open_harness, file, ELS.replace("1 08:30", "2 08:30"))
    async with harness.units() as uow:
        contact = await uow.contacts.get("c-1")
    assert (contact.availability.weekly, contact.version) == (parse_weekly("2 08:30-12:00"), 2)
    assert len(await told(harness)) == 1


async def test_what_was_changed_by_hand_stays_until_the_file_says_otherwise(open_harness: Opened, file: Path):
    harness = await load(open_harness, file, ELS)
    async with harness.asking("coordinator") as client:
        await client.patch("/contacts/c-1", json={"name": "Els Nieuwenaam"}, headers={"If-Match": "*"})
    harness = await load(open_harness, file, ELS)
    assert (await told(harness))[-1] == ("c-1", "Els Nieuwenaam")
    harness = await load(open_harness, file, ELS.replace("els@", "e.voorbeeld@"))
    assert (await told(harness))[-1] == ("c-1", "Els Voorbeeld")


async def test_exceptions_and_limit_are_not_in_the_file_and_stay(open_harness: Opened, file: Path):
    harness = await load(open_harness, file, ELS)
    async with harness.asking("coordinator") as client:
        body = {"weekly": [], "exceptions": [], "max_meetings_per_day": 2}
        await client.put("/contacts/c-1/availability", json=body, headers={"If-Match": "*"})
    harness = await load(open_harness, file, ELS.replace("Els", "Elsje"))
    async with harness.units() as uow:
        availability = (await uow.contacts.get("c-1")).availability
    assert availability == Availability(parse_weekly("1 08:30-12:00"), (), 2)


async def test_a_contact_the_file_no_longer_has_stays(open_harness: Opened, file: Path):
    await load(open_harness, file, ELS, PIA)
    harness = await load(open_harness, file, PIA)
    async with harness.units() as uow:
        assert [contact.contact_id for contact in await uow.contacts.all()] == ["c-1", "c-3"]


async def test_a_bad_file_ends_the_start_with_line_and_column(open_harness: Opened, file: Path):
    with pytest.raises(SystemExit, match=r"FLANKEREND_CONTACTS_FILE(.|\n)*line 2, column email"):
        await load(open_harness, file, ELS.replace("els@school.example", "els"))


async def test_the_invented_directory_serves_any_school(open_harness: Opened):
    harness = await open_harness(FLANKEREND_CONTACTS_FILE="default")
    await harness.service.prepare()
    async with harness.units() as uow:
        counsellors = await uow.contacts.for_meeting("999999", [Role.COUNSELLOR])
    assert any(contact.serves("999999") for contact in counsellors)
    meeting = await harness.request()
    assert meeting.slot.participants[0].contact_id == "counsellor-125001"


async def test_without_a_file_the_directory_is_left_alone(harness: Harness):
    await harness.service.prepare()
    assert await harness.sent() == []
