"""Who has no mail, or whom no mail reaches, gets a letter in the print queue."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from tests.pdfs import Pdf

from notifications.delivery.application.purge_letters import purge_letters
from notifications.storage.print_queue import PrintQueue
from notifications.subjects.registry import SUBJECTS, by_kind
from notifications.testing.factories import PERSON
from shared.contracts import attendance_persons
from shared.contracts.consultation_directory import OrganisationChanged
from shared.contracts.vocabulary import OrganisationKind
from shared.domain.roles import Role
from shared.runtime.ids import new_id
from shared.testing.browser import SAME_SITE, signed_in

from .conftest import OpenHarness, authorized
from .events import case_opened, contact, person
from .harness import Harness

KRING = OrganisationChanged(
    organisation_id="clb-kring",
    kind=OrganisationKind.CLB,
    name="CLB De Kring",
    school=None,
    board=None,
    levels=(),
    sites=(),
    serves=(),
    street="Kringstraat 3",
    postcode="3500",
    municipality="Hasselt",
)


@pytest.fixture
async def harness(open_harness: OpenHarness, tmp_path: Path) -> AsyncIterator[Harness]:
    """The service with a print queue, and a CLB that has a postal address."""
    async with open_harness(print_queue=tmp_path) as running:
        await running.publish_directory("clb-1")
        await running.publish(person())
        await running.publish(KRING)
        yield running


async def test_who_has_no_mail_gets_a_letter_and_who_has_mail_gets_none(harness: Harness, tmp_path: Path) -> None:
    await harness.publish(contact("clb-1", email=None, organisation_id="clb-kring"))
    await harness.settled()
    await harness.publish(case_opened())
    await harness.all_in("sent")
    to_clb, to_coach = await harness.notices()
    assert (to_clb["channel"], to_coach["channel"]) == ("letter", "email")
    assert [mail["To"] for mail in harness.mail.taken] == ["coach-1@mail.example"]
    assert [path.name for path in tmp_path.iterdir()] == [f"{to_clb['id']}.pdf"]
    letter = Pdf((tmp_path / f"{to_clb['id']}.pdf").read_bytes())
    assert "CLB De Kring T.a.v. Naam van clb-1 Kringstraat 3 3500 Hasselt" in letter.text
    assert "Ona Canaryname" in letter.text
    sent = {data["contact_id"]: (kind, data["channel"]) for kind, data in await harness.deliveries(2)}
    assert sent == {"clb-1": ("notification-sent", "letter"), "coach-1": ("notification-sent", "email")}


async def test_a_letter_follows_a_mail_that_is_refused(harness: Harness, tmp_path: Path) -> None:
    harness.mail.to_recipient = lambda to: "550 5.1.1 no such mailbox" if to.startswith("clb") else None
    await harness.publish(contact("clb-1", organisation_id="clb-kring"))
    await harness.settled()
    await harness.publish(case_opened())
    await harness.all_in("sent")
    assert [(row["channel"], row["attempt"]) for row in await harness.notices()] == [("letter", 1), ("email", 1)]
    assert len(list(tmp_path.iterdir())) == 1
    kinds = [(kind, data["contact_id"]) for kind, data in await harness.deliveries(2)]
    assert sorted(kinds) == [("notification-sent", "clb-1"), ("notification-sent", "coach-1")]


async def test_who_left_the_organisation_gets_no_letter_at_its_address(harness: Harness, tmp_path: Path) -> None:
    await harness.publish(contact("clb-1", organisation_id="clb-kring"))
    await harness.publish(contact("clb-1", email=None))
    await harness.settled()
    await harness.publish(case_opened())
    await harness.all_in("sent", "failed")
    assert await harness.statuses() == ["failed", "sent"]
    assert list(tmp_path.iterdir()) == []


async def test_without_an_address_a_refused_mail_has_bounced_as_before(harness: Harness, tmp_path: Path) -> None:
    harness.mail.to_recipient = lambda to: "550 5.1.1 no such mailbox" if to.startswith("clb") else None
    await harness.publish(contact("clb-1"))
    await harness.settled()
    await harness.publish(case_opened())
    await harness.all_in("sent", "bounced")
    assert sorted(await harness.statuses()) == ["bounced", "sent"]
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
async def letter_id(harness: Harness) -> str:
    """The notice of a letter that waits for a printer."""
    await harness.publish(contact("clb-1", email=None, organisation_id="clb-kring"))
    await harness.settled()
    await harness.publish(case_opened())
    await harness.all_in("sent")
    return str((await harness.notices())[0]["id"])


async def test_a_coordinator_reads_prints_and_ticks_off_what_waits(
    harness: Harness, http: httpx.AsyncClient, letter_id: str
) -> None:
    coordinator = authorized("coordinator")
    [waiting] = (await http.get("/letters?status=to-print", headers=coordinator)).json()["items"]
    assert (waiting["notification_id"], waiting["contact_name"]) == (letter_id, "Naam van clb-1")
    pdf = await http.get(f"/letters/{letter_id}", headers=coordinator)
    assert (pdf.headers["content-type"], pdf.headers["cache-control"]) == ("application/pdf", "no-store")
    assert pdf.headers["content-disposition"] == f'inline; filename="{letter_id}.pdf"'
    assert "Ona Canaryname" in Pdf(pdf.content).text
    for _ in range(2):
        printed = await http.post(f"/letters/{letter_id}/printed", headers=coordinator)
        assert (printed.status_code, printed.json()["status"]) == (200, "printed")
    assert (await http.get("/letters?status=to-print", headers=coordinator)).json()["items"] == []
    [ticked] = (await http.get("/letters?status=printed", headers=coordinator)).json()["items"]
    assert ticked["printed_at"] == printed.json()["printed_at"]


async def test_letters_are_for_the_coordinator_and_a_mail_is_no_letter(
    harness: Harness, http: httpx.AsyncClient, letter_id: str
) -> None:
    mail_id = (await harness.notices())[1]["id"]
    for role in ("caseworker", "clb", "youth-coach", "operator"):
        assert (await http.get(f"/letters/{letter_id}", headers=authorized(role))).status_code == 403
    for other_id in (mail_id, new_id()):
        for method, path in (("GET", f"/letters/{other_id}"), ("POST", f"/letters/{other_id}/printed")):
            assert (await http.request(method, path, headers=authorized("coordinator"))).status_code == 404


async def test_the_page_shows_what_waits_until_it_is_printed(harness: Harness, letter_id: str) -> None:
    service = harness.service
    cookies = await signed_in(service.engine, "notifications", service.settings, Role.COORDINATOR, contact="x-1")
    address = f"http://127.0.0.1:{service.server.port}"
    headers = {"Accept": "text/html", **SAME_SITE}
    async with httpx.AsyncClient(base_url=address, cookies=cookies, headers=headers, follow_redirects=True) as browser:
        page = await browser.get("/berichten/afdrukken")
        opened = await browser.get(f"/berichten/afdrukken/{letter_id}")
        printed = await browser.post(f"/berichten/afdrukken/{letter_id}")
    assert "Naam van clb-1" in page.text
    assert "Canaryname" not in page.text
    assert opened.content.startswith(b"%PDF")
    assert "De brief is afgedrukt." in printed.text
    assert "Er wacht geen brief" in printed.text


async def test_a_printed_letter_leaves_the_queue_after_its_term_and_an_erased_persons_at_once(
    harness: Harness, http: httpx.AsyncClient, letter_id: str, tmp_path: Path
) -> None:
    async def purge() -> bool:
        await purge_letters(
            harness.service.units,
            queue=PrintQueue(tmp_path),
            subjects=by_kind(SUBJECTS),
            clock=harness.clock,
            kept_for=timedelta(days=30),
        )
        return list(tmp_path.iterdir()) == []

    letter = (tmp_path / f"{letter_id}.pdf").read_bytes()
    assert not await purge(), "not printed yet"
    await http.post(f"/letters/{letter_id}/printed", headers=authorized("coordinator"))
    harness.clock.advance(timedelta(days=29))
    assert not await purge(), "printed not long ago"
    harness.clock.advance(timedelta(days=2))
    assert await purge()
    assert (await http.get(f"/letters/{letter_id}", headers=authorized("coordinator"))).status_code == 404
    (tmp_path / f"{letter_id}.pdf").write_bytes(letter)
    harness.clock.advance(timedelta(days=-31))
    assert not await purge()
    await harness.erase(attendance_persons.TOPIC, str(PERSON))
    await harness.settled()
    assert await purge()
