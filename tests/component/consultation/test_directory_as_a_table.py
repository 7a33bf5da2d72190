"""`/directory`: imports with a preview, the export that imports read again, and the gaps."""

from typing import Any

import pytest

from shared.domain.roles import Role

from .harness import OTHER_SCHOOL, SCHOOL, Harness

SCHOOLS = f"""organisation_id;kind;name;school;board
school-1;school;Atheneum De Wilg;{SCHOOL};Scholengroep
school-2;school;Lyceum De Linde;{OTHER_SCHOOL};
"""
PEOPLE = f"""contact_id,name,role,organisation_id,schools,email,weekly,deputy_of
c-1,Els Voorbeeld,counsellor,school-1,{SCHOOL},els@school.example,1 08:30-12:00,
c-2,Jan Voorbeeld,counsellor,school-1,{SCHOOL},,,c-1
"""


async def send(harness: Harness, table: str | bytes, *, dry_run: bool = False, role: str = "coordinator") -> Any:
    async with harness.asking(role, school=SCHOOL) as client:
        content = table if isinstance(table, bytes) else table.encode()
        return await client.post(f"/directory/imports?dry_run={dry_run}".lower(), content=content)


async def told(harness: Harness) -> list[str]:
    return [data.get("contact_id") or data["organisation_id"] for _, data in await harness.sent()]


async def test_a_preview_says_what_would_change_and_changes_nothing(harness: Harness):
    preview = (await send(harness, SCHOOLS, dry_run=True)).json()
    assert (preview["of"], preview["added"], preview["mistakes"]) == ("organisations", ["school-1", "school-2"], [])
    assert await told(harness) == []
    assert (await send(harness, SCHOOLS)).json() == {**preview, "dry_run": False}
    assert await told(harness) == ["school-1", "school-2"]
    again = (await send(harness, SCHOOLS.replace("Lyceum De Linde", "Lyceum"), dry_run=True)).json()
    assert (again["added"], again["changed"], again["unchanged"]) == ([], [{"id": "school-2", "fields": ["name"]}], 1)


async def test_every_faulty_line_is_named_and_nothing_is_half_done(harness: Harness):
    await send(harness, SCHOOLS)
    faulty = (
        PEOPLE.replace("els@school.example", "els")
        + "c-3,Pia,clb,school-9,,,,\nc-4,Noor,clb,,,,,c-9\nc-5,Tom,clb,,,pia@clb.example,,\nc-6,Pia\u202e V,clb,,,,,"
    )
    preview = (await send(harness, faulty, dry_run=True)).json()
    refused = await send(harness, faulty)
    assert [(mistake["line"], mistake["field"]) for mistake in preview["mistakes"]] == [
        (2, "email"),
        (3, "deputy_of"),
        (4, "organisation_id"),
        (5, "deputy_of"),
        (7, "name"),
    ]
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]][:2] == ["line 2.email", "line 3.deputy_of"]
    assert "els" not in refused.text.replace("errors", "")
    assert await told(harness) == ["school-1", "school-2"]


async def test_a_column_that_is_left_out_changes_nothing_and_an_empty_cell_takes_away(harness: Harness):
    await send(harness, SCHOOLS)
    await send(harness, PEOPLE)
    answer = await send(harness, "contact_id,name,role,email\nc-1,Els Nieuwenaam,counsellor,\n")
    assert answer.json()["changed"] == [{"id": "c-1", "fields": ["name", "email"]}]
    async with harness.units() as uow:
        contact = await uow.contacts.get("c-1")
    details = contact.details
    assert (details.name, details.email, details.schools) == ("Els Nieuwenaam", None, (SCHOOL,))
    assert (details.organisation, len(contact.availability.weekly)) == ("Atheneum De Wilg", 1)


async def test_schools_may_swap_their_numbers_and_not_share_one(harness: Harness):
    await send(harness, SCHOOLS)
    swapped = SCHOOLS.replace(SCHOOL, "x").replace(OTHER_SCHOOL, SCHOOL).replace("x", OTHER_SCHOOL)
    shared = SCHOOLS.replace(OTHER_SCHOOL, SCHOOL)
    assert (await send(harness, swapped)).status_code == 200
    mistakes = (await send(harness, shared, dry_run=True)).json()["mistakes"]
    assert [(mistake["line"], mistake["field"]) for mistake in mistakes] == [(2, "school"), (3, "school")]


@pytest.mark.parametrize("table", [b"\xff\xfe", b"name,role\nEls,clb", b""])
async def test_a_file_of_neither_kind_is_refused(harness: Harness, table: bytes):
    answer = await send(harness, table, dry_run=True)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "file")


async def test_what_is_exported_changes_nothing_when_it_is_imported(harness: Harness):
    await send(harness, SCHOOLS)
    await send(harness, PEOPLE)
    for of, lines in (("organisations", 2), ("contacts", 2)):
        async with harness.asking("caseworker") as client:
            export = await client.get(f"/directory/export?of={of}")
        assert export.headers["content-type"].startswith("text/csv")
        answer = (await send(harness, export.content)).json()
        assert (answer["of"], answer["unchanged"], answer["added"], answer["changed"]) == (of, lines, [], [])


async def test_gaps_are_listed_in_pages_with_names(harness: Harness):
    await send(harness, SCHOOLS)
    await harness.add("c-1", Role.COUNSELLOR, SCHOOL, email="els@school.example")
    async with harness.asking("caseworker") as client:
        first = (await client.get("/directory/gaps?limit=1")).json()
        rest = (await client.get(f"/directory/gaps?cursor={first['next']}")).json()
    gaps = [(item["kind"], item["school"], item["name"]) for item in first["items"] + rest["items"]]
    assert gaps == [
        ("no-counsellor", OTHER_SCHOOL, "Lyceum De Linde"),
        ("no-clb", SCHOOL, "Atheneum De Wilg"),
        ("no-clb", OTHER_SCHOOL, "Lyceum De Linde"),
    ]
    assert rest["next"] is None


@pytest.mark.parametrize("role", ["counsellor", "clb", "youth-coach", "school", "operator"])
async def test_the_directory_as_a_whole_is_for_who_runs_cases(harness: Harness, role: str):
    async with harness.asking(role, school=SCHOOL) as client:
        codes = {(await client.get(path)).status_code for path in ("/directory/gaps", "/directory/export")}
    assert codes == {403}
    assert (await send(harness, SCHOOLS, role=role)).status_code == 403
