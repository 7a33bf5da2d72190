"""The pages of activities: planned by a partner, registered for by a school, noted on a phone, and its subsidy file."""

import re
from datetime import datetime
from uuid import UUID

import httpx
from tests.component.consultation.afternoons import opened, planned, registered, with_providers
from tests.component.consultation.harness import SCHOOL

from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS
from shared.testing.browser import signed_in

from .visitor import Visitor

NEW = {"title": "Circus na school", "from": "2026-09-01", "until": "2027-06-30"}
PARTNER = {"organisation": "circus"}
AT_SCHOOL = {"school": SCHOOL}


async def browser(visitor: Visitor, role: Role, **who: str) -> httpx.AsyncClient:
    """A browser of somebody of a partner or a school."""
    made = visitor.nobody()
    service = visitor.service
    made.cookies.update(await signed_in(service.engine, "consultation", service.settings, role, **who))
    return made


async def sent(client: httpx.AsyncClient, path: str, status: int = 303, **fields: str) -> httpx.Response:
    """What a form gets."""
    answer = await client.post(path, data=fields)
    assert answer.status_code == status, answer.text
    return answer


async def test_a_partner_plans_a_school_registers_waits_and_moves_up_and_who_came_is_noted(visitor: Visitor):
    await with_providers(visitor.harness)
    async with (
        await browser(visitor, Role.PARTNER, **PARTNER) as partner,
        await browser(visitor, Role.SCHOOL, **AT_SCHOOL) as school,
    ):
        assert "Huiswerkbegeleiding" in (await partner.get("/activiteiten/nieuw")).text
        new = "/activiteiten/nieuw/brede-school"
        fields = {**NEW, "provider": "circus", "target_group": "Lager", "capacity": "20", "budget": "450,50"}
        refused = await sent(partner, new, 422, **{**fields, "until": "2026-08-01"})
        assert "Deze dag komt voor de eerste dag" in refused.text
        path = (await sent(partner, new, **fields, once="planned once")).headers["location"]
        assert (await sent(partner, new, **fields, once="planned once")).headers["location"] == "/activiteiten"
        await sent(partner, f"{path}/sessies", starts_at="2026-11-12T15:30", ends_at="2026-11-12T17:00")
        assert (await school.get(path)).status_code == 404
        await sent(partner, f"{path}/openen")

        assert "Circus na school" in (await school.get("/activiteiten", params={"soort": "brede-school"})).text
        assert "Circus na school" not in (await school.get("/activiteiten", params={"soort": "stages"})).text
        group = {"organisation_id": "school-1", "label": "4A", "places": "15"}
        await sent(school, f"{path}/inschrijvingen", **group)
        again = await sent(school, f"{path}/inschrijvingen", 409, **group)
        assert "al ingeschreven" in again.text
        await sent(school, f"{path}/inschrijvingen", **{**group, "label": "4B", "places": "10"})
        page = (await school.get(path)).text
        assert "op de wachtlijst" in page
        assert "nummer 1 in de rij" in page
        withdraw = re.findall(rf"{path}/inschrijvingen/[0-9a-f-]+/intrekken", page)
        assert len(withdraw) == 2
        await sent(school, withdraw[0])
        assert "op de wachtlijst" not in (await school.get(path)).text

        shown = (await partner.get(path)).text
        assert "nog te noteren" in shown
        session = re.findall(rf"{path}/sessies/[0-9a-f-]+", shown)[0]
        presence = (await partner.get(session)).text
        (came,) = re.findall(r'name="(came:[0-9a-f-]+)"', presence)
        (version,) = re.findall(r'name="version" value="(\d+)"', presence)
        await sent(partner, f"{session}/aanwezig", 412, **{came: "9", "version": "1"})
        wrong = await sent(partner, f"{session}/aanwezig", 422, **{came: "veel", "version": version})
        assert "veel" in wrong.text
        await sent(partner, f"{session}/aanwezig", **{came: "9", "others": "1", "version": version})
        await sent(partner, f"{path}/afronden")
        assert "afgelopen" in (await partner.get(path)).text
        await sent(partner, f"{path}/bijlagen", title="Verslag", link="https://voorbeeld.test/verslag")
        file = (await partner.get(f"{path}/subsidiedossier")).text
        assert "€ 450,50" in file
        assert "wat het gekost heeft" in file
        assert ">10<" in file
        assert (await school.get(f"{path}/subsidiedossier")).status_code == 403


async def test_more_places_and_a_reason_for_calling_off(visitor: Visitor):
    await with_providers(visitor.harness)
    path = await opened(visitor.harness, target_group="Lager", capacity=5)
    await registered(visitor.harness, path, label="4A", places=5)
    await registered(visitor.harness, path, label="4B", places=5)
    page = path.replace("/activities/", "/activiteiten/")
    async with await visitor.by(Role.COORDINATOR) as client:
        change = {"fields": "theme target_group place capacity least budget cost", **NEW, "version": "2"}
        less = await sent(client, f"{page}/wijzigen", 422, **change, target_group="Lager", capacity="4")
        assert "niet minder dan er gevraagd zijn" in less.text
        await sent(client, f"{page}/wijzigen", **change, target_group="Lager", capacity="10", cost="99,5")
        shown = (await client.get(page)).text
        assert "10 van 10 bezet" in shown
        assert "€ 99,50" in shown
        assert 'value="99,50"' in shown
        await sent(client, f"{page}/starten")
        await sent(client, f"{page}/afzeggen", why="Te weinig begeleiders")
        assert "Te weinig begeleiders" in (await client.get(page)).text


async def test_stock_is_noted_and_a_mistake_is_put_right(visitor: Visitor):
    await with_providers(visitor.harness)
    activity = await planned(visitor.harness, "boekstart", target_group="Baby’s")
    page = f"/activiteiten/{activity['activity_id']}"
    async with await visitor.by(Role.COORDINATOR) as client:
        move = {"point": "Bibliotheek", "moved": "received", "number": "40", "on": "2026-10-01"}
        await sent(client, f"{page}/voorraad", **move)
        await sent(client, f"{page}/voorraad", **{**move, "moved": "handed-out", "number": "30"})
        refused = await sent(client, f"{page}/voorraad", 422, **{**move, "moved": "handed-out", "number": "11"})
        assert "Zoveel heeft dit punt niet" in refused.text
        await sent(client, f"{page}/voorraad", **{**move, "moved": "handed-out", "number": "-10"})
        await sent(client, f"{page}/voorraad", **{**move, "moved": "redeemed", "number": "10"})
        shown = (await client.get(page)).text
        assert 'data-label="Nog over">20<' in shown
        assert "50 bonnen terug per 100 uitgedeelde pakketten" in shown


async def test_an_internship_gets_its_mentor_and_training_its_certificates(visitor: Visitor):
    await with_providers(visitor.harness)
    internships = await opened(visitor.harness, "stages", capacity=3, place="Groendienst", confirmed_by="personeel")
    first = await registered(visitor.harness, internships)
    second = await registered(visitor.harness, internships, organisation_id="school-2")
    page = internships.replace("/activities/", "/activiteiten/")
    async with await visitor.by(Role.COORDINATOR) as client:
        of_first = f"{page}/inschrijvingen/{first['registration_id']}"
        await sent(client, f"{of_first}/bevestigen", mentor="Jo Voorbeeld")
        await sent(client, f"{page}/inschrijvingen/{second['registration_id']}/weigeren")
        shown = (await client.get(page)).text
        assert "mentor Jo Voorbeeld" in shown
        assert "geweigerd" in shown
        training = await opened(visitor.harness, "vormingen", capacity=20)
        row = await registered(visitor.harness, training, places=4)
        page = training.replace("/activities/", "/activiteiten/")
        await sent(client, f"{page}/starten")
        certificates = f"{page}/inschrijvingen/{row['registration_id']}/attesten"
        refused = await sent(client, certificates, 422, certificates="5")
        assert "meer dan er plaatsen zijn" in refused.text
        await sent(client, certificates, certificates="3")
        assert 'data-label="Attesten">3<' in (await client.get(page)).text
    async with await browser(visitor, Role.SCHOOL, **AT_SCHOOL) as school:
        assert "mentor Jo Voorbeeld" in (await school.get(internships.replace("/activities/", "/activiteiten/"))).text


async def test_a_child_is_ticked_as_present_and_named_to_nobody_else(visitor: Visitor):
    await with_providers(visitor.harness)
    path = await opened(visitor.harness, "huiswerkbegeleiding", capacity=6, place="Bibliotheek")
    await registered(visitor.harness, path, name="Kind Voorbeeld", **{"class": "4A"})
    page = path.replace("/activities/", "/activiteiten/")
    async with await visitor.by(Role.COORDINATOR) as client:
        await sent(
            client, f"{page}/sessies", starts_at="2026-11-12T15:30", ends_at="2026-11-12T17:00", instructor="Mia"
        )
        async with visitor.harness.units() as uow:
            activity = await uow.activities.find(UUID(page.rsplit("/", 1)[1]))
        session = f"{page}/sessies/{activity.sessions[0].session_id}"
        presence = (await client.get(session)).text
        assert "Kind Voorbeeld (4A)" in presence
        (came,) = re.findall(r'type="checkbox" name="(came:[0-9a-f-]+)"', presence)
        noted = {came: "1", "guides": "1", "hours": "1,5", "version": str(activity.version)}
        await sent(client, f"{session}/aanwezig", **noted)
        assert 'data-label="Uren begeleiding">1,5<' in (await client.get(page)).text
        assert "checked" in (await client.get(session)).text
        visitor.harness.clock.set(datetime(2026, 11, 13, 11, tzinfo=BRUSSELS))
        await sent(client, f"{page}/sessies", starts_at="2026-11-20T15:30", ends_at="2026-11-20T17:00")
        async with visitor.harness.units() as uow:
            activity = await uow.activities.find(activity.activity_id)
        later = f"{page}/sessies/{activity.sessions[1].session_id}"
        assert "nog niet begonnen" in (await client.get(later)).text
        await sent(client, f"{later}/afzeggen")
        assert "ging niet door" in (await client.get(page)).text
    shown = (await visitor.see(page, Role.CASEWORKER)).text
    assert "Kind Voorbeeld" not in shown
    assert "naam niet te zien" in shown
