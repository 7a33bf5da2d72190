"""An event that is heard after a person was erased brings nothing of that person back."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa

from casework.application.forget_erased import forget_erased
from casework.application.open_by_hand import UNKNOWN_PERSON
from shared.contracts.attendance_persons import PersonMerged
from shared.contracts.attendance_signals import EnrolmentMissing

from .harness import SCHOOL, Harness, level_reached, level_withdrawn, person

PERSONS = "attendance.persons.v1"
MINE = (SCHOOL, "Kanarienummer")


async def stored(harness: Harness) -> str:
    """All that casework's tables of persons, cases and grounds hold."""
    async with harness.service.engine.connect() as connection:
        tables = ("person", "person_enrolment", "case_record", "ground", "timeline")
        rows = [await connection.execute(sa.text(f"SELECT to_json({name}) FROM {name}")) for name in tables]
    return "\n".join(str(row) for result in rows for row in result)


@pytest.fixture
def child() -> UUID:
    return uuid4()


@pytest.mark.parametrize("known", [False, True])
async def test_a_state_of_the_person_is_not_taken_over(harness: Harness, child: UUID, known: bool) -> None:
    if known:
        await harness.receive(person(child, MINE), str(child))
    await harness.receive_null(PERSONS, str(child))
    for sequence in (1, 7):
        await harness.receive(person(child, MINE), str(child), sequence=sequence)
    kept = await stored(harness)
    assert "Vandeputte" not in kept
    assert "Kanarienummer" not in kept


async def test_a_level_opens_no_case(harness: Harness, child: UUID) -> None:
    await harness.receive_null(PERSONS, str(child))
    await harness.receive(level_reached(person_id=child, pupil=MINE[1]), str(child))
    assert await harness.cases() == []
    assert "Kanarienummer" not in await stored(harness)


async def test_nor_does_a_level_that_is_taken_back_first(harness: Harness, child: UUID) -> None:
    level = level_reached(person_id=child, pupil=MINE[1])
    await harness.receive_null(PERSONS, str(child))
    await harness.receive(level_withdrawn(level), str(child))
    assert "Kanarienummer" not in await stored(harness)


async def test_nor_does_an_enrolment_that_is_missing(harness: Harness, child: UUID) -> None:
    await harness.receive_null(PERSONS, str(child))
    missing: dict[str, Any] = {
        "signal_id": uuid4(),
        "person_id": child,
        "school_year": "2026-2027",
        "reference_date": "2026-10-01",
    }
    await harness.receive(EnrolmentMissing.model_validate(missing), str(child))
    assert await harness.cases() == []


async def test_a_case_that_there_is_takes_over_nothing_but_that_its_level_fell(harness: Harness, child: UUID) -> None:
    level = level_reached(person_id=child)
    await harness.receive(person(child, (SCHOOL, "P-1")), str(child))
    await harness.receive(level, str(child))
    await harness.receive_null(PERSONS, str(child))
    await harness.receive(level_reached(10, person_id=child, pupil=MINE[1]), str(child), sequence=2)
    assert (await harness.only_case())["level"] == 5
    await harness.receive(level_withdrawn(level, pupil=MINE[1]), str(child), sequence=3)
    assert (await harness.only_case())["status"] == "withdrawal-proposed"
    assert "Kanarienummer" not in await stored(harness)


@pytest.mark.parametrize("erased_first", [False, True])
async def test_it_holds_for_who_turned_out_to_be_the_person_too(
    harness: Harness, child: UUID, erased_first: bool
) -> None:
    former = uuid4()
    await harness.receive(person(former, MINE), str(former))
    merged = PersonMerged(person_id=former, merged_into=child)
    if erased_first:
        await harness.receive_null(PERSONS, str(child))
        await harness.receive(merged, str(former), sequence=2)
    else:
        await harness.receive(merged, str(former), sequence=2)
        await harness.receive_null(PERSONS, str(child))
    await harness.receive(person(former, MINE), str(former), sequence=3)
    await harness.receive(level_reached(person_id=former, pupil=MINE[1]), str(former))
    assert await harness.cases() == []
    assert "Kanarienummer" not in await stored(harness)


async def test_nobody_opens_a_case_of_the_person_by_hand(harness: Harness, child: UUID) -> None:
    await harness.receive_null(PERSONS, str(child))
    for case_type in ("not-enrolled", "truancy"):
        wanted = {"case_type": case_type, "person_id": str(child), "reason": "reden"}
        answer = await harness.http.post("/cases", json=wanted)
        assert (answer.status_code, answer.json()["errors"]) == (
            422,
            [{"field": "person_id", "reason": UNKNOWN_PERSON}],
        )


async def test_the_id_is_kept_for_its_term_and_no_longer(harness: Harness, child: UUID) -> None:
    await harness.receive_null(PERSONS, str(child))
    for days, is_kept in ((400, True), (1, False)):
        harness.clock.advance(timedelta(days=days))
        await forget_erased(harness.service.units, clock=harness.clock, kept_for=timedelta(days=400))
        assert (str(child) in await stored(harness)) is is_kept


async def test_guests_and_links_go_with_who_turns_out_to_be_an_erased_person(harness: Harness, child: UUID) -> None:
    former, sibling = uuid4(), uuid4()
    for number, person_id in enumerate((former, sibling)):
        await harness.receive(level_reached(person_id=person_id, pupil=f"P-{number}"), str(person_id))
    mine, other = [case["case_id"] for case in await harness.cases()]
    await harness.act(mine, "guests", role="parent", name="Mia Vandeputte")
    link = {"case_id": other, "relation": "sibling", "reason": "zus"}
    assert (await harness.http.post(f"/cases/{mine}/link", json=link)).status_code == 200
    await harness.receive_null(PERSONS, str(child))
    await harness.receive(PersonMerged(person_id=former, merged_into=child), str(former), sequence=2)
    for part in ("guests", "links"):
        assert (await harness.http.get(f"/cases/{mine}/{part}")).json()["items"] == []


async def test_others_are_told_of_each_case_of_who_is_erased_now_or_was_merged_before(
    harness: Harness, child: UUID
) -> None:
    former = uuid4()
    for number, person_id in enumerate((child, former)):
        await harness.receive(level_reached(person_id=person_id, pupil=f"P-{number}"), str(person_id))
    own, merged = sorted(case["case_id"] for case in await harness.cases())
    await harness.receive_null(PERSONS, str(child))
    await harness.receive(PersonMerged(person_id=former, merged_into=child), str(former), sequence=2)
    told = [data for name, data in await harness.sent() if name == "case-person-erased.v1"]
    assert sorted({data["case_id"] for data in told}) == [own, merged]
    assert {frozenset(data) for data in told} == {frozenset({"case_id", "reference", "case_type"})}
