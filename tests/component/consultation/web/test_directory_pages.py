"""The pages of the directory: what is there and what is missing, and forms that change it."""

import httpx
import pytest
from tests.component.consultation.harness import OTHER_SCHOOL, SCHOOL

from shared.domain.roles import Role

from .visitor import Visitor

NEW = {"kind": "school", "organisation_id": "school-1", "name": "Atheneum De Wilg", "school": SCHOOL, "local": "ja"}
TABLE = f"organisation_id;kind;name;school\nschool-1;school;Atheneum De Wilg;{SCHOOL}\n"


async def post(visitor: Visitor, path: str, role: Role, fields: dict[str, str]) -> httpx.Response:
    async with await visitor.by(role) as browser:
        return await browser.post(path, data=fields)


@pytest.fixture
async def founded(visitor: Visitor) -> Visitor:
    answer = await visitor.send(
        "/directory/nieuwe-organisatie",
        Role.COORDINATOR,
        **NEW,
        **{"level-secundair": "ja", "sites": "1 | Hoofdgebouw | Wilgenlaan 1\n2"},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/directory?gedaan=organisatie")
    return visitor


async def test_an_organisation_that_was_typed_is_kept_and_shown(founded: Visitor):
    async with founded.harness.units() as uow:
        organisation = await uow.organisations.get("school-1")
    details = organisation.details
    assert (details.levels, [(at.site, at.name) for at in details.sites]) == (
        ("secundair",),
        [("1", "Hoofdgebouw"), ("2", None)],
    )
    listed = (await founded.see("/directory")).text
    assert "Atheneum De Wilg" in listed
    page = (await founded.see("/directory/organisaties/school-1")).text
    assert "Vestigingsplaats 1" in page
    assert "Bewaren" not in page


async def test_the_directory_says_what_is_missing(founded: Visitor):
    await founded.send(
        "/directory/nieuwe-organisatie",
        Role.COORDINATOR,
        kind="school",
        organisation_id="school-2",
        name="Lyceum De Linde",
        school=OTHER_SCHOOL,
        local="ja",
    )
    text = (await founded.see("/directory")).text
    assert "Lyceum De Linde</a>: geen leerlingenbegeleider" in text
    assert "Atheneum De Wilg</a>: niemand met een e-mailadres" in text


async def test_a_change_takes_away_what_was_emptied_and_keeps_the_form_of_who_was_late(founded: Visitor):
    path = "/directory/organisaties/school-1"
    changed = {"name": "Lyceum De Wilg", "school": SCHOOL, "version": "1", "level-lager": "ja"}
    assert (await founded.send(path, Role.COORDINATOR, **changed)).status_code == 303
    late = await founded.send(path, Role.COORDINATOR, **{**changed, "name": "Te laat"})
    assert (late.status_code, "Te laat" in late.text, 'value="2"' in late.text) == (412, True, True)
    async with founded.harness.units() as uow:
        details = (await uow.organisations.get("school-1")).details
    assert (details.name, details.levels, details.sites, details.local) == ("Lyceum De Wilg", ("lager",), (), False)


async def test_a_number_of_another_school_is_wrong_at_its_field(founded: Visitor):
    answer = await founded.send(
        "/directory/nieuwe-organisatie", Role.COORDINATOR, **{**NEW, "organisation_id": "school-2"}
    )
    assert answer.status_code == 422
    assert "Dit nummer heeft een andere school" in answer.text
    taken = await founded.send("/directory/nieuwe-organisatie", Role.COORDINATOR, **{**NEW, "school": OTHER_SCHOOL})
    assert (taken.status_code, "Die code is er al" in taken.text) == (409, True)


async def test_a_coordinator_adds_and_changes_contacts(founded: Visitor):
    new = {"contact_id": "c-9", "name": "Nele Voorbeeld", "role": "counsellor", "language": "nl"}
    more = {"organisation_id": "school-1", f"school-{SCHOOL}": "ja", "email": "nele@school.example"}
    added = await post(founded, "/directory/nieuw-contact", Role.COORDINATOR, new | more)
    assert added.status_code == 303
    form = (await founded.see("/directory/contacten/c-9", Role.COORDINATOR)).text
    assert f'name="school-{SCHOOL}" value="ja" checked' in form
    fields = {"name": "Nele Nieuwenaam", "role": "counsellor", "language": "nl", "version": "1"}
    assert (await post(founded, "/directory/contacten/c-9", Role.COORDINATOR, fields)).status_code == 303
    async with founded.harness.units() as uow:
        details = (await uow.contacts.get("c-9")).details
    assert (details.name, details.email, details.schools) == ("Nele Nieuwenaam", None, ())
    assert (details.organisation_id, details.organisation) == (None, None)


async def test_a_participant_changes_the_own_data_and_nothing_else(founded: Visitor):
    path = "/directory/contacten/counsellor-1"
    page = (await founded.see(path, Role.COUNSELLOR)).text
    assert 'name="phone"' in page
    assert 'name="role"' not in page
    own = {"name": "Els Voorbeeld", "phone": "0470 00 00 00", "language": "nl", "version": "1"}
    more = {"role": "coordinator", "valid_until": "2040-01-01"}
    answer = await post(founded, path, Role.COUNSELLOR, own | more)
    assert answer.status_code == 303
    async with founded.harness.units() as uow:
        details = (await uow.contacts.get("counsellor-1")).details
    assert (details.phone, details.role, details.valid_until) == ("0470 00 00 00", Role.COUNSELLOR, None)
    assert (await founded.send("/directory/contacten/clb-1", Role.COUNSELLOR, **own)).status_code == 403
    assert 'name="phone"' not in (await founded.see("/directory/contacten/clb-1", Role.COUNSELLOR)).text


async def test_contacts_are_listed_as_far_as_the_reader_may_see(founded: Visitor):
    await founded.harness.add("counsellor-2", Role.COUNSELLOR, OTHER_SCHOOL)
    assert "counsellor-2" not in (await founded.see("/directory/contacten", Role.COUNSELLOR)).text
    text = (await founded.see("/directory/contacten?rol=counsellor")).text
    assert "counsellor-2" in text
    assert "Atheneum De Wilg" in text
    assert "clb-1" not in text


async def upload(visitor: Visitor, content: bytes, **fields: str) -> httpx.Response:
    async with await visitor.by(Role.COORDINATOR) as browser:
        files = {"bestand": ("tabel.csv", content)} if content else None
        return await browser.post("/directory/inlezen", data=fields, files=files)


async def test_a_table_is_shown_before_it_is_taken_over(visitor: Visitor):
    preview = await upload(visitor, TABLE.encode())
    assert (preview.status_code, "1 nieuwe regel" in preview.text, "school-1" in preview.text) == (200, True, True)
    assert await visitor.harness.sent("organisation:school-1") == []
    done = await upload(visitor, b"", tabel=TABLE.replace("\n", "\r\n"), stap="overnemen")
    assert (done.status_code, done.headers["location"]) == (303, "/directory?gedaan=tabel")
    assert len(await visitor.harness.sent("organisation:school-1")) == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Kies een bestand"),
        (b"\xff\xfe", "CSV in UTF-8"),
        (b"naam;rol\nEls;clb", "geen kolom contact_id"),
    ],
)
async def test_what_is_no_table_says_why(visitor: Visitor, content: bytes, words: str):
    answer = await upload(visitor, content)
    assert (answer.status_code, words in answer.text) == (422, True)


async def test_a_faulty_line_is_named_and_nothing_is_offered_to_take_over(visitor: Visitor):
    answer = await upload(visitor, TABLE.replace(SCHOOL, "12").encode())
    assert "1 fout: er is niets veranderd" in answer.text
    assert "instellingsnummer" in answer.text
    assert "Neem dit over" not in answer.text


async def test_the_directory_as_a_file_is_what_is_read_in_again(founded: Visitor):
    export = await founded.see("/directory?als=organisations")
    assert export.headers["content-type"].startswith("text/csv")
    preview = await upload(founded, export.content)
    assert "1 blijft zoals het is" in preview.text
