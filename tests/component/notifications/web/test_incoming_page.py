"""What came back by mail as a page for coordinators."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from tests.component.notifications.events import case_opened, meeting_scheduled, person
from tests.component.notifications.harness import Harness

from notifications.incoming.domain.arrived import Kept, Kind
from notifications.incoming.storage.arrivals import Arrivals
from notifications.testing.factories import CASE, MEETING
from shared.domain.roles import Role
from shared.runtime.clock import BRUSSELS
from shared.runtime.ids import new_id

from .test_notice_pages import see

PLACE = "/berichten/binnengekomen"
MOMENT = datetime(2026, 11, 23, 9, 30, tzinfo=BRUSSELS)


@pytest.fixture
async def told(harness: Harness) -> Harness:
    """A case and its meeting, told to all."""
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.publish(meeting_scheduled())
    await harness.all_in("sent")
    return harness


async def notice_to(harness: Harness, contact_id: str, template: str) -> UUID:
    rows = [row for row in await harness.notices() if (row["contact_id"], row["template"]) == (contact_id, template)]
    return UUID(str(rows[0]["id"]))


async def arrive(
    harness: Harness, *kinds: Kind, sender: str | None = "iemand@clb.example", about: UUID | None = None, code: str = ""
) -> None:
    """A mail of each of these kinds, each a minute after the one before."""
    async with harness.service.units() as uow:
        for minute, kind in enumerate(kinds):
            kept = Kept(
                id=new_id(),
                key=str(new_id()),
                kind=kind,
                sender=sender,
                arrived_at=MOMENT + timedelta(minutes=minute),
                notification_id=about,
                code=code or None,
            )
            assert await uow.stories(Arrivals).add(kept)


async def page(harness: Harness, asked: str = "") -> str:
    answer = await see(harness, f"{PLACE}{asked}", Role.COORDINATOR)
    assert answer.status_code == 200, answer.text
    return answer.text


async def test_what_came_back_says_what_it_is_and_leads_to_what_it_answers(told: Harness) -> None:
    opened = await notice_to(told, "clb-1", "case-opened")
    invited = await notice_to(told, "clb-1", "meeting-invitation")
    await arrive(told, Kind.DELIVERY_FAILED, sender="mailer-daemon@mta.example", about=opened, code="5.1.1")
    await arrive(told, Kind.CALENDAR_REPLY, about=invited)
    text = await page(told)
    for words in (
        "niet aangekomen",
        "het adres klopt niet of bestaat niet",
        "mailer-daemon@mta.example",
        "09:30",
        f'href="/berichten/dossier/{CASE}">melding van een nieuw dossier',
        "SP-2026-000123",
        f'href="/berichten/overleg/{MEETING}">uitnodiging voor het zorgoverleg',
        "aan Naam van clb-1, CLB",
        'href="/directory/contacten/clb-1">Adres nakijken',
        "Onderwerp en tekst blijven in het postvak",
    ):
        assert words in text, words
    assert text.index("antwoord van een agenda</span>") < text.index("niet aangekomen</span>"), "newest first"


async def test_an_address_is_put_right_only_where_the_address_is_to_blame(told: Harness) -> None:
    opened = await notice_to(told, "clb-1", "case-opened")
    await arrive(told, Kind.DELIVERY_FAILED, about=opened, code="5.2.2")
    await arrive(told, Kind.DELIVERY_DELAYED, about=opened, code="4.4.1")
    await arrive(told, Kind.DELIVERY_FAILED, code="5.1.1")
    text = await page(told)
    assert "het postvak is vol" in text
    assert "de mailserver probeerde het toen nog" in text
    assert "Adres nakijken" not in text


async def test_a_coordinator_looks_for_a_kind_and_for_what_answers_nothing(told: Harness) -> None:
    opened = await notice_to(told, "clb-1", "case-opened")
    await arrive(told, Kind.OTHER, sender="hoort@bij.example", about=opened)
    await arrive(told, Kind.OTHER, sender="staat@los.example")
    await arrive(told, Kind.AUTOMATIC_REPLY, sender="is@afwezig.example")
    shown = {
        asked: [sender for sender in ("hoort@bij", "staat@los", "is@afwezig") if sender in await page(told, asked)]
        for asked in ("?soort=&los=", "?soort=other", "?los=ja", "?soort=other&los=ja", "?soort=delivery-failed")
    }
    assert list(shown.values()) == [
        ["hoort@bij", "staat@los", "is@afwezig"],
        ["hoort@bij", "staat@los"],
        ["staat@los", "is@afwezig"],
        ["staat@los"],
        [],
    ]
    assert "Hiervan kwam niets binnen" in await page(told, "?soort=delivery-failed")
    assert (await see(told, f"{PLACE}?soort=x", Role.COORDINATOR)).status_code == 422


async def test_a_long_list_goes_on_with_the_same_choice(told: Harness) -> None:
    await arrive(told, Kind.OTHER, Kind.AUTOMATIC_REPLY, Kind.OTHER)
    first = await page(told, "?soort=other&los=ja&limit=1")
    address = first.split('rel="next" href="')[1].split('"')[0].replace("&amp;", "&")
    assert "soort=other&los=ja&cursor=" in address
    rest = await page(told, address.removeprefix(PLACE))
    assert ("09:32" in first, "09:30" in rest) == (True, True)
    assert "automatisch antwoord</span>" not in first + rest


async def test_what_a_mail_says_of_its_sender_is_shown_as_text(told: Harness) -> None:
    await arrive(told, Kind.OTHER, sender="<b>An</b>@clb.example")
    await arrive(told, Kind.OTHER, sender=None, about=new_id())
    text = await page(told)
    assert "&lt;b&gt;An&lt;/b&gt;@clb.example" in text
    assert "onbekende afzender" in text
    assert "een bericht dat er niet meer is" in text


async def test_coordinators_alone_open_it_and_read_that_no_mailbox_is_read(told: Harness) -> None:
    statuses = {role: (await see(told, PLACE, role)).status_code for role in Role}
    assert {role for role, status in statuses.items() if status == 200} == {Role.COORDINATOR}
    assert set(statuses.values()) == {200, 403}
    assert "Flankerend leest geen postvak" in await page(told)
