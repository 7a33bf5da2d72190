"""The pages of offers: open to everybody, kept by providers, asked for by schools, judged by the coordinator."""

from typing import Any

from tests.component.consultation.councils import posted
from tests.component.consultation.harness import SCHOOL
from tests.component.consultation.offered import OFFER, offered, with_providers

from shared.domain.roles import Role
from shared.testing.browser import signed_in

from .visitor import Visitor

TYPED = {
    "title": "Judo voor beginners",
    "provider": "sportraad",
    "theme": "sports",
    "level:lager": "ja",
    "from": "2026-09-01",
    "cost": "3,5",
    "cost_per": "participant",
}


async def as_(visitor: Visitor, role: Role, **claims: Any):
    """A browser in which a school or a partner is signed in."""
    browser = visitor.nobody()
    service = visitor.service
    browser.cookies.update(await signed_in(service.engine, "consultation", service.settings, role, **claims))
    return browser


async def test_everybody_finds_an_offer_and_reads_where_to_ask(visitor: Visitor):
    await with_providers(visitor.harness)
    offer = await offered(visitor.harness)
    await offered(visitor.harness, title="Zwemlessen", theme="sports")
    async with visitor.nobody() as browser:
        assert "Hoofdnavigatie" not in (await browser.get("/aanbod")).text
        listed = (await browser.get("/aanbod", params={"theme": "culture", "level": "", "age": "", "q": ""})).text
        assert ("Schoolvoorstelling" in listed, "Zwemlessen" in listed) == (True, False)
        assert "Hierbij is geen aanbod gevonden" in (await browser.get("/aanbod", params={"q": "judo"})).text
        page = (await browser.get(f"/aanbod/{offer['offer_id']}")).text
        told = (OFFER["booking"], "jeugd@stad.example", "3,50 per deelnemer", "Aanvragen voor een school")
        assert [text in page for text in told] == [True] * len(told)
        assert (await browser.get("/aanbod/0199a000-0000-7000-8000-00000000000a")).status_code == 404
        assert (await browser.get("/aanbod/beheer")).status_code == 303


async def test_a_partner_adds_changes_and_withdraws_its_own_offer(visitor: Visitor):
    await with_providers(visitor.harness)
    async with await as_(visitor, Role.PARTNER, organisation="sportraad") as browser:
        wrong = await browser.post("/aanbod/nieuw", data={**TYPED, "cost": "veel", "cost_per": ""})
        assert (wrong.status_code, "Judo voor beginners" in wrong.text) == (422, True)
        assert (await browser.post("/aanbod/nieuw", data={**TYPED, "once": "one form"})).status_code == 303
        assert (await browser.post("/aanbod/nieuw", data={**TYPED, "once": "another"})).status_code == 409
        async with visitor.harness.asking("coordinator") as client:
            (offer,) = (await client.get("/offers")).json()["items"]
        assert (offer["cost"], offer["levels"]) == ("3.50", ["lager"])
        path = f"/aanbod/{offer['offer_id']}"
        assert "3,50" in (await browser.get(f"{path}/wijzigen")).text
        changed = {name: value for name, value in TYPED.items() if not name.startswith("cost")}
        seen = {**changed, "version": "1"}
        assert (await browser.post(f"{path}/wijzigen", data={**seen, "capacity": "20"})).status_code == 303
        late = await browser.post(f"{path}/wijzigen", data={**seen, "title": "Judo voor gevorderden"})
        assert (late.status_code, "Iemand heeft dit net gewijzigd" in late.text) == (412, True)
        assert ('name="version" value="2"' in late.text, "Judo voor gevorderden" in late.text) == (True, True)
        assert "Intrekken" in (await browser.get("/aanbod/beheer")).text
        for public in ("/aanbod", path):
            page = (await browser.get(public)).text
            assert [text in page for text in ("Hoofdnavigatie", "Meld u aan", "Aanvragen voor")] == [True, False, False]
        assert (await browser.post(f"{path}/intrekken")).status_code == 303
        assert "ingetrokken" in (await browser.get("/aanbod/beheer")).text
        assert (await browser.post(f"{path}/terugzetten")).status_code == 303
        other = await offered(visitor.harness)
        assert (await browser.get(f"/aanbod/{other['offer_id']}/wijzigen")).status_code == 403


async def test_a_provider_says_who_answers_for_an_offer_and_whether_everybody_sees_that(visitor: Visitor):
    await with_providers(visitor.harness)
    for contact, works_for in (("an", "sportraad"), ("bo", "jeugd")):
        said = {"contact_id": contact, "role": "caseworker", "name": f"{contact} Peeters", "organisation_id": works_for}
        await posted(visitor.harness, "/contacts", {**said, "email": f"{contact}@stad.example"})
    async with await as_(visitor, Role.PARTNER, organisation="sportraad") as browser:
        form = (await browser.get("/aanbod/nieuw")).text
        assert ("an Peeters" in form, "bo Peeters" in form) == (True, False)
        nobody = await browser.post("/aanbod/nieuw", data={**TYPED, "shows_contact": "ja"})
        assert (nobody.status_code, "Kies eerst wie de contactpersoon is." in nobody.text) == (422, True)
        another = await browser.post("/aanbod/nieuw", data={**TYPED, "contact_id": "bo", "once": "a form"})
        assert (another.status_code, "die voor deze organisatie werkt" in another.text) == (422, True)
        shown = {**TYPED, "contact_id": "an", "shows_contact": "ja", "once": "another"}
        assert (await browser.post("/aanbod/nieuw", data=shown)).status_code == 303
    async with visitor.harness.asking("coordinator") as client:
        (offer,) = (await client.get("/offers")).json()["items"]
    assert (offer["contact_id"], offer["shows_contact"]) == ("an", True)
    async with visitor.nobody() as browser:
        assert "an Peeters" in (await browser.get(f"/aanbod/{offer['offer_id']}")).text


async def test_a_file_of_offers_is_seen_before_it_is_taken_over_as_a_spreadsheet_too(visitor: Visitor):
    await with_providers(visitor.harness)
    offer = await offered(visitor.harness, provider="sportraad")
    header = "title;provider;theme;from;until"
    wrong = f"{header}\nJudo;sportraad;magic;2026-09-01;\nYoga;jeugd;sports;2026-09-01;\n"
    async with await as_(visitor, Role.PARTNER, organisation="sportraad") as browser:

        async def sent(content: bytes, **data: str):
            files = {"bestand": ("aanbod", content)} if content else {}
            return await browser.post("/aanbod/inlezen", files=files or {"bestand": ("", b"")}, data=data)

        assert "Toon wat er zou veranderen" in (await browser.get("/aanbod/inlezen")).text
        for content, said in ((b"", "Kies een bestand."), (b"name\nA\n", "kan niet gelezen worden")):
            refused = await sent(content)
            assert (refused.status_code, said in refused.text) == (422, True)
        faults = (await sent(wrong.encode())).text
        assert [text in faults for text in ("2 fouten", "theme", "is not your own organisation")] == [True] * 3
        assert "Neem dit over" not in faults
        workbook = (await browser.get("/aanbod/beheer?als=xlsx")).content
        assert "0 gewijzigd, 1 blijft zoals het is" in (await sent(workbook)).text
        good = f"{header}\nJudo;sportraad;sports;2026-09-01;\n".encode()
        looked = (await sent(good)).text
        assert "1 nieuw aanbod" in looked
        seen = looked.split('aria-label="Het bestand">')[1].split("</textarea>")[0]
        assert "Judo" not in (await browser.get("/aanbod/beheer")).text
        assert (await sent(b"", gezien=seen, stap="overnemen")).status_code == 303
        listed = (await browser.get("/aanbod/beheer")).text
        assert ("Judo" in listed, offer["title"] in listed) == (True, True)
        assert (await sent(b"", gezien="no file", stap="overnemen")).status_code == 422
    async with await as_(visitor, Role.SCHOOL, school=SCHOOL) as browser:
        assert "U werkt voor geen organisatie" in (await browser.get("/aanbod/inlezen")).text
        assert (await browser.post("/aanbod/inlezen", files={"bestand": ("a", b"x")})).status_code == 403


async def test_a_school_asks_once_and_the_provider_answers(visitor: Visitor):
    await with_providers(visitor.harness)
    offer = await offered(visitor.harness, provider="sportraad")
    path = f"/aanbod/{offer['offer_id']}/aanvragen"
    wish = {"group": "3A", "participants": "22", "from": "2027-01-11"}
    async with await as_(visitor, Role.SCHOOL, school=SCHOOL) as browser:
        assert "aanvragen" in (await browser.get("/aanbod/beheer")).text
        assert (await browser.get(path)).status_code == 200
        assert (await browser.post(path, data={**wish, "once": "a form"})).status_code == 303
        again = await browser.post(path, data={**wish, "once": "another form"})
        assert (again.status_code, "al aangevraagd" in again.text) == (409, True)
    async with visitor.harness.asking("coordinator") as client:
        (request,) = (await client.get("/offers/requests")).json()["items"]
    one = f"{path}/{request['request_id']}"
    async with await as_(visitor, Role.PARTNER, organisation="sportraad") as browser:
        assert "3A, 22 deelnemers" in (await browser.get("/aanbod/aanvragen")).text
        assert (await browser.post(f"{one}/niet-mogelijk", data={"reason": ""})).status_code == 422
        assert (await browser.post(f"{one}/gepland", data={"on": "2027-01-19"})).status_code == 303
        assert (await browser.post(f"{one}/afgerond", data={"took_part": "21"})).status_code == 303
        assert (await browser.post(f"{one}/gepland", data={"on": "2027-01-19"})).status_code == 409
    async with await as_(visitor, Role.SCHOOL, school=SCHOOL) as browser:
        assert "afgerond" in (await browser.get("/aanbod/aanvragen")).text


async def test_a_coordinator_judges_two_offers_that_are_called_alike(visitor: Visitor):
    await with_providers(visitor.harness)
    first = await offered(visitor.harness, title="Zwemlessen in het bad")
    second = await offered(visitor.harness, title="Zwemlessen in het bad Noord", provider="sportraad")
    assert "lijken voor" in (await visitor.see("/aanbod/overlap")).text
    said = {"first": first["offer_id"], "second": second["offer_id"], "verdict": "complementary"}
    assert (await visitor.send("/aanbod/overlap", Role.COORDINATOR, **said)).status_code == 422
    assert (await visitor.send("/aanbod/overlap", Role.COORDINATOR, **said, why="Andere wijk")).status_code == 303
    assert "Er is niets te beoordelen." in (await visitor.see("/aanbod/overlap")).text
    assert "ze vullen elkaar aan: Andere wijk" in (await visitor.see("/aanbod/overlap?toon=beoordeeld")).text
