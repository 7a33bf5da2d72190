"""Cases are found by their reference, and by words, as far as the reader sees what they stand in."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from tests.tokens import bearer

from casework.domain.lists import Search
from casework.storage.case_search import SearchShape, found_by, search_values
from shared.contracts.attendance_persons import TOPIC as PERSONS
from shared.testing.logs import Logs

from .harness import OTHER_SCHOOL, SCHOOL, Harness, contact, level_reached, person

COACH = bearer("youth-coach", contact="coach-1")
PUPILS = {
    "P-1": {"given_name": "Amina", "family_name": "Vandeputte"},
    "P-2": {"given_name": "Zoë", "family_name": "Yıldız"},
    "P-3": {"given_name": "Bo", "family_name": "Müller_Løve"},
    "P-4": {"given_name": None, "family_name": None},
}


async def open_case(harness: Harness, pupil: str, *, klass: str | None = "3A", **names: Any) -> UUID:
    """A case of a pupil in a class; the person."""
    signal = level_reached(pupil=pupil)
    await tell(harness, signal.person_id, pupil, 1, klass=klass, **names)
    await harness.receive(signal, str(signal.person_id))
    return signal.person_id


async def tell(
    harness: Harness, person_id: UUID, pupil: str, sequence: int, *, klass: str | None, **names: Any
) -> None:
    """A person with one enrolment, as attendance tells it."""
    told = person(person_id, (SCHOOL, pupil), **names)
    [enrolment] = told.enrolments
    told = told.model_copy(update={"enrolments": (enrolment.model_copy(update={"class_": klass}),)})
    await harness.receive(told, str(person_id), sequence=sequence)


@pytest.fixture
async def pupils(harness: Harness) -> dict[str, UUID]:
    """Four cases, SP-2026-000001 to -000004; the person of each pupil."""
    classes = {"P-1": "3A", "P-2": "5 TSO", "P-3": "3B", "P-4": None}
    await harness.receive(contact("coach-1", "youth-coach"), "coach-1")
    return {pupil: await open_case(harness, pupil, klass=classes[pupil], **names) for pupil, names in PUPILS.items()}


async def found(harness: Harness, headers: dict[str, str] | None = None, **params: Any) -> list[str]:
    answer = await harness.http.get("/cases", params=params, headers=headers)
    assert answer.status_code == 200, answer.text
    return [case["pupil"] for case in answer.json()["items"]]


async def test_a_reference_finds_the_case_that_has_it(harness: Harness, pupils: object) -> None:
    for reference in ("SP-2026-000002", "sp-2026-000002"):
        assert await found(harness, reference=reference) == ["P-2"]
        assert await found(harness, COACH, reference=reference) == ["P-2"]


async def test_a_reference_that_no_case_has_finds_none(harness: Harness, pupils: object) -> None:
    assert await found(harness, reference="SP-2026-000009") == []
    assert await found(harness, reference="SP-2026-000002", school=OTHER_SCHOOL) == []


ALL = ["P-1", "P-2", "P-3", "P-4"]
FOUND_BY_CASEWORKERS = {
    "SP-2026-000003": ["P-3"],
    "sp-2026-0000": ALL,
    "000004": ["P-4"],
    "Vandeputte": ["P-1"],
    "  VANDE\tputte  ": ["P-1"],
    "amina vandeputte": ["P-1"],
    "vandeputte amina": ["P-1"],
    "amina yildiz": [],
    "zoe": ["P-2"],
    "ZOË": ["P-2"],
    "Zoe\u0308": ["P-2"],
    "yildiz": ["P-2"],
    "YILDIZ": ["P-2"],
    "YİLDİZ": ["P-2"],
    "muller": ["P-3"],
    "love": ["P-3"],
    "bo": ["P-3"],
    "3a": ["P-1"],
    "5 tso": ["P-2"],
    "tso zoe": ["P-2"],
    "3b amina": [],
    "nobody": [],
    "%": [],
    "_": ["P-3"],
    "muller_l": ["P-3"],
    "a_ina": [],
    "vand%te": [],
    "\\": [],
    "\uff05": [],  # a wide percent sign
    "'; --": [],
    "": ALL,
    "   ": ALL,
}
FOUND_BY_YOUTH_COACHES = {
    "amina": ["P-1"],
    "zoe": ["P-2"],
    "3a": ["P-1"],
    "000001": ["P-1"],
    "vandeputte": [],
    "amina vandeputte": [],
    "amina v": [],
    "yildiz": [],
}


async def test_words_find_cases_by_reference_name_and_class(harness: Harness, pupils: object) -> None:
    assert {q: await found(harness, q=q) for q in FOUND_BY_CASEWORKERS} == FOUND_BY_CASEWORKERS


async def test_words_tell_a_youth_coach_no_more_than_is_shown(harness: Harness, pupils: object) -> None:
    assert {q: await found(harness, COACH, q=q) for q in FOUND_BY_YOUTH_COACHES} == FOUND_BY_YOUTH_COACHES


async def test_words_find_no_case_of_another_school(harness: Harness, pupils: object) -> None:
    for role in ("counsellor", "clb"):
        await harness.receive(contact(f"{role}-1", role, SCHOOL), f"{role}-1")
        await harness.receive(contact(f"{role}-2", role, OTHER_SCHOOL), f"{role}-2")
        assert await found(harness, bearer(role, contact=f"{role}-1"), q="vandeputte") == ["P-1"]
        assert await found(harness, bearer(role, contact=f"{role}-2"), q="vandeputte") == []


async def test_words_go_together_with_other_filters_and_pages(harness: Harness, pupils: object) -> None:
    assert await found(harness, q="sp-2026", status="closed") == []
    page = (await harness.http.get("/cases", params={"q": "sp-2026", "limit": 3})).json()
    rest = (await harness.http.get("/cases", params={"q": "sp-2026", "limit": 3, "cursor": page["next"]})).json()
    assert [len(page["items"]), len(rest["items"]), rest["next"]] == [3, 1, None]


async def test_a_class_of_before_or_of_another_school_finds_nothing(harness: Harness, pupils: dict[str, UUID]) -> None:
    told = person(pupils["P-1"], (SCHOOL, "P-1"), (SCHOOL, "P-1"), (SCHOOL, "P-1"), (OTHER_SCHOOL, "P-1"))
    periods = [
        {"class_": "2X", "valid_from": date(2025, 9, 1), "valid_until": date(2026, 8, 31)},
        {"class_": "3C", "valid_from": date(2026, 9, 1), "valid_until": date(2027, 8, 31)},
        {"class_": "4X", "valid_from": date(2027, 9, 1)},
        {"class_": "9Z", "valid_from": date(2026, 9, 1)},
    ]
    enrolments = [item.model_copy(update=period) for item, period in zip(told.enrolments, periods, strict=True)]
    await harness.receive(told.model_copy(update={"enrolments": tuple(enrolments)}), str(pupils["P-1"]), sequence=2)
    [case] = await harness.cases(q="amina")
    assert case["class"] == "3C"
    assert [await found(harness, q=q) for q in ("3c", "2x", "4x", "9z", "3a")] == [["P-1"], [], [], [], []]


async def test_a_new_name_is_found_and_the_old_one_is_not(harness: Harness, pupils: dict[str, UUID]) -> None:
    await tell(harness, pupils["P-1"], "P-1", 2, klass="3A", given_name="Amina", family_name="De Smet")
    assert [await found(harness, q=q) for q in ("smet", "vandeputte")] == [["P-1"], []]


async def test_an_erased_person_is_found_by_the_reference_alone(harness: Harness, pupils: dict[str, UUID]) -> None:
    await harness.receive_null(PERSONS, str(pupils["P-1"]))
    assert [await found(harness, q=q) for q in ("amina", "vandeputte", "3a", "000001")] == [[], [], [], ["P-1"]]


async def test_what_can_be_neither_is_422(harness: Harness) -> None:
    expected = {
        ("reference", "nope"): "must be a whole reference such as SP-2026-000123",
        ("reference", ""): "must be a whole reference such as SP-2026-000123",
        ("q", "x" * 101): "Should have at most 100 characters",
        ("q", "a b c d e f g h i j k"): "Should have at most 10 words",
        ("q", "a\x01b"): "Should have no control characters",
    }
    for (field, value), reason in expected.items():
        answer = await harness.http.get("/cases", params={field: value})
        assert answer.status_code == 422
        assert answer.json()["errors"] == [{"field": field, "reason": reason}]


async def test_words_are_in_no_log(harness: Harness, pupils: object, logs: Logs) -> None:
    for canary in ("kanarievogel", "kanarievogel" * 20):
        await harness.http.get("/cases", params={"q": canary})
    assert logs.lines("http.request_handled")
    assert "kanarievogel" not in logs.text


async def test_words_of_three_letters_are_looked_up_in_indexes(harness: Harness) -> None:
    """Where there are many cases and persons; what is asked is a part of one name in thousands."""
    many = 30_000
    async with harness.service.engine.begin() as connection:
        await connection.execute(
            sa.text("""
                INSERT INTO person (person_id, sequence, given_name, family_name)
                SELECT md5(n::text)::uuid, 1, 'Voornaam' || n, 'Familienaam' || n FROM generate_series(1, :many) AS n
            """),
            {"many": many},
        )
        await connection.execute(
            sa.text("""
                INSERT INTO case_record
                    (case_id, reference, case_type, person_id, school_year, opened_at, status, version)
                SELECT gen_random_uuid(), 'SP-2026-' || lpad(n::text, 6, '0'), 'truancy', md5(n::text)::uuid,
                    '2026-2027', now(), 'new', 1
                FROM generate_series(1, :many) AS n
            """),
            {"many": many},
        )
        await connection.execute(
            sa.text("""
                INSERT INTO person_enrolment
                    (person_id, position, school, pupil, level_of_education, valid_from, class_name)
                SELECT person_id, 0, '123456', 'P-' || row_number() OVER (), 'secundair', '2026-09-01', '3A' FROM person
            """)
        )
    async with harness.service.engine.connect() as connection:
        await (await connection.execution_options(isolation_level="AUTOCOMMIT")).execute(sa.text("VACUUM ANALYZE"))
        search = Search(("familienaam29999",), family_names=True)
        shape, values = SearchShape.of(search), search_values(search, harness.clock.today())
        assert shape
        statement = sa.select(found_by(shape).c.case_id).params(**values)
        asked = statement.compile(connection.engine.sync_engine, compile_kwargs={"literal_binds": True})
        plan = "\n".join((await connection.exec_driver_sql(f"EXPLAIN {asked}")).scalars())
    assert {"person_plain", "person_enrolment_plain", "case_record_reference_part"} <= set(
        plan.replace("\n", " ").split()
    )
    assert "Seq Scan on person " not in plan
    assert "Seq Scan on case_record" not in plan


async def test_a_case_of_nobody_known_is_found_by_its_reference(harness: Harness) -> None:
    signal = level_reached(person_id=uuid4())
    await harness.receive(signal, str(signal.person_id))
    assert await found(harness, q="000001") == ["P-1"]


async def test_words_find_cases_by_the_notes_that_the_reader_reads(harness: Harness, pupils: dict[str, UUID]) -> None:
    cases = {case["pupil"]: case["case_id"] for case in await harness.cases()}
    for pupil, visibility in (("P-1", "own"), ("P-2", "team"), ("P-3", "partners")):
        await harness.act(cases[pupil], "notes", text="Er waren honden in de keuken.", visibility=visibility)
    await harness.receive(contact("c-1", "counsellor", SCHOOL), "c-1")
    colleague, counsellor = bearer("caseworker", contact="cw-2"), bearer("counsellor", contact="c-1")
    assert await found(harness, q="hond") == ["P-1", "P-2", "P-3"]
    assert await found(harness, colleague, q="HONDEN keuken") == ["P-2", "P-3"]
    assert await found(harness, counsellor, q="hond") == ["P-3"]
    assert await found(harness, q="hond zoë") == ["P-2"]
    for words in ("hon", "waren", "hond & !", "oerwoud hond"):
        assert await found(harness, q=words) == []
    work = (await harness.http.get("/worklist", headers=colleague, params={"q": "hond"})).json()
    assert {item["pupil"] for item in work["items"]} == {"P-2", "P-3"}
    note = (await harness.http.get(f"/cases/{cases['P-3']}/notes")).json()["items"][0]
    changed = {"text": "Niets.", "visibility": "partners"}
    path = f"/cases/{cases['P-3']}/notes/{note['note_id']}"
    assert (await harness.http.put(path, json=changed, headers={"If-Match": '"1"'})).status_code == 200
    assert await found(harness, counsellor, q="hond") == []
