"""A mail to parents: what it says, that it goes once, and that nobody's address is kept."""

import re
from datetime import date, timedelta
from html import escape
from uuid import UUID

import httpx
import pytest
import sqlalchemy as sa
from tests.component.notifications.conftest import authorized
from tests.component.notifications.events import case_closed, case_escalated, case_opened, level_fallen, person
from tests.component.notifications.harness import Harness

from notifications.testing.factories import CASE, PERSON, SCHOOL
from shared.contracts import attendance_persons
from shared.contracts.counted_half_day import CountedHalfDay
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.runtime.ids import new_id
from shared.testing.logs import Logs

from .test_receiver_pages import browser_of

PLACE = f"/berichten/ouders/{CASE}"
ADDRESS = "ouder.verzonnen@thuis.example"


@pytest.fixture
async def told(harness: Harness) -> Harness:
    """A case, told to CLB and coach."""
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.all_in("sent")
    return harness


async def everything_kept(harness: Harness) -> str:
    """All rows of all tables, as text."""
    async with harness.service.engine.connect() as connection:
        names = await connection.execute(sa.text("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        rows = [await connection.execute(sa.text(f'SELECT * FROM "{name}"')) for name in names.scalars()]
        return str([row for result in rows for row in result.all()])


def once_in(page: httpx.Response) -> str:
    return re.search(r'name="once" value="([^"]+)"', page.text)[1]


async def test_parents_get_their_childs_days_once_and_nobody_keeps_the_address(told: Harness, logs: Logs) -> None:
    before = len(told.mail.taken)
    async with browser_of(told, Role.CASEWORKER, "caseworker-1") as browser:
        page = await browser.get(PLACE)
        assert "Dit lezen de ouders." in page.text
        fields = {"address": ADDRESS, "once": once_in(page)}
        sent = await browser.post(PLACE, data=fields)
        assert (sent.status_code, sent.headers["location"]) == (303, f"{PLACE}?gedaan=sent")
        assert (await browser.post(PLACE, data=fields)).status_code == 303
        page = (await browser.get(f"{PLACE}?gedaan=sent")).text
    assert "De mail is verstuurd." in page
    assert ADDRESS not in page
    [mail] = told.mail.taken[before:]
    assert mail["To"] == ADDRESS
    assert mail["Subject"] == "Aanwezigheid op school, ons kenmerk SP-2026-000123"
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert "zonder geldige reden" in text
    assert "Klopt een dag niet?" in text
    for line in re.findall(r"^- .+$", text, re.MULTILINE):
        assert line.removeprefix("- ") in page
    assert ADDRESS not in await everything_kept(told)
    assert ADDRESS not in logs.text
    assert logs.line("parents.mailed")["outcome"] == "sent"


async def test_an_address_that_is_refused_is_said_and_a_new_mail_can_go(told: Harness) -> None:
    told.mail.to_recipient = lambda address: "550 unknown" if address == ADDRESS else None
    async with browser_of(told, Role.COORDINATOR, None) as browser:
        sent = await browser.post(PLACE, data={"address": ADDRESS, "once": once_in(await browser.get(PLACE))})
        assert sent.headers["location"] == f"{PLACE}?gedaan=refused"
        page = await browser.get(sent.headers["location"])
        assert "de mailserver weigert dit adres" in page.text
        told.mail.to_recipient = lambda address: None
        sent = await browser.post(PLACE, data={"address": ADDRESS, "once": once_in(page)})
        assert sent.headers["location"] == f"{PLACE}?gedaan=sent"
        page = (await browser.get(PLACE)).text
        assert page.index("verstuurd</span>") < page.index("geweigerd</span>")
        wrong = await browser.post(PLACE, data={"address": "geen adres"})
        assert (wrong.status_code, 'value="geen adres"' in wrong.text) == (422, True)


@pytest.mark.parametrize("address", [f"<{ADDRESS}>", "ouder..twee@thuis.example", "ouder@thuis.example."])
async def test_what_no_mail_can_be_addressed_to_is_refused_before_anything_is_kept(
    told: Harness, http: httpx.AsyncClient, logs: Logs, address: str
) -> None:
    async with browser_of(told, Role.CASEWORKER, "caseworker-1") as browser:
        wrong = await browser.post(PLACE, data={"address": address})
    assert (wrong.status_code, "Geef één e-mailadres" in wrong.text) == (422, True)
    assert f'value="{escape(address)}"' in wrong.text
    headers = authorized("caseworker")
    refused = await http.post(f"/cases/{CASE}/parent-mails", json={"address": address}, headers=headers)
    reason = "must be one e-mail address such as name@example.org"
    assert (refused.status_code, refused.json()["errors"]) == (422, [{"field": "address", "reason": reason}])
    listed = await http.get(f"/cases/{CASE}/parent-mails", headers=headers)
    assert listed.json()["items"] == []
    assert "thuis.example" not in refused.text + logs.text


async def test_parents_are_not_told_of_half_days_that_were_taken_back(told: Harness) -> None:
    day = CountedHalfDay(date=date(2026, 11, 17), half_day=HalfDay.AM, school=SCHOOL)
    level = new_id()
    escalated = case_escalated(new_school_year=False)
    higher = escalated.model_copy(update={"signal_id": level, "half_days": (*escalated.half_days, day)})
    await told.publish(higher)
    await told.settled()
    async with browser_of(told, Role.CASEWORKER, "caseworker-1") as browser:
        assert "17 november" in (await browser.get(PLACE)).text
        await told.publish(level_fallen().model_copy(update={"signal_id": level}))
        await told.settled()
        page = (await browser.get(PLACE)).text
    assert "17 november" not in page
    assert "9 oktober" in page


async def test_a_case_that_is_over_or_unknown_tells_nobody(told: Harness, http: httpx.AsyncClient) -> None:
    unknown = await http.post(
        f"/cases/{new_id()}/parent-mails", json={"address": ADDRESS}, headers=authorized("caseworker")
    )
    assert unknown.status_code == 404
    await told.publish(case_closed())
    await told.settled()
    headers = authorized("caseworker")
    over = await http.post(f"/cases/{CASE}/parent-mails", json={"address": ADDRESS}, headers=headers)
    assert (over.status_code, ADDRESS in over.text) == (409, False)
    async with browser_of(told, Role.CASEWORKER, "caseworker-1") as browser:
        assert "niets aan de ouders te mailen" in (await browser.get(PLACE)).text
    listed = await http.get(f"/cases/{CASE}/parent-mails", headers=headers)
    assert listed.json() == {"items": [], "next": None}


async def test_nothing_is_told_of_a_person_who_is_erased(told: Harness, http: httpx.AsyncClient) -> None:
    await told.erase(attendance_persons.TOPIC, str(PERSON))
    await told.settled()
    headers = authorized("caseworker")
    sent = await http.post(f"/cases/{CASE}/parent-mails", json={"address": ADDRESS}, headers=headers)
    assert sent.status_code == 404


async def test_software_sends_one_too_and_reads_what_became_of_it(told: Harness, http: httpx.AsyncClient) -> None:
    headers = authorized("caseworker", contact="caseworker-1")
    sent = await http.post(f"/cases/{CASE}/parent-mails", json={"address": ADDRESS}, headers=headers)
    assert (sent.status_code, sent.json()["status"], sent.json()["sent_by"]) == (201, "sent", "caseworker-1")
    assert UUID(sent.json()["mail_id"])
    listed = await http.get(f"/cases/{CASE}/parent-mails", headers=headers)
    assert listed.json()["items"] == [sent.json()]
    for role in ("clb", "youth-coach", "counsellor", "operator"):
        refused = await http.get(f"/cases/{CASE}/parent-mails", headers=authorized(role, contact="clb-1"))
        assert (role, refused.status_code) == (role, 403)


async def test_who_mailed_parents_is_kept_for_a_term(told: Harness, logs: Logs) -> None:
    async with browser_of(told, Role.CASEWORKER, "caseworker-1") as browser:
        await browser.post(PLACE, data={"address": ADDRESS, "once": once_in(await browser.get(PLACE))})
    purge = next(ticker for ticker in told.service.tickers if ticker.name == "parents")

    async def kept() -> int:
        async with told.service.units() as uow:
            return len(await uow.parent_mails.of_case(CASE, after=None, limit=5))

    told.clock.advance(timedelta(days=89))
    await purge._job()
    assert await kept() == 1
    told.clock.advance(timedelta(days=2))
    await purge._job()
    assert await kept() == 0
    assert logs.line("parents.purged")["purged"] == 1
