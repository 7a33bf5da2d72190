"""Who has no mail, or whom no mail reaches, gets a letter in the print queue."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.pdfs import Pdf

from shared.contracts.consultation_directory import OrganisationChanged
from shared.contracts.vocabulary import OrganisationKind

from .conftest import OpenHarness
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


async def test_without_an_address_a_refused_mail_has_bounced_as_before(harness: Harness, tmp_path: Path) -> None:
    harness.mail.to_recipient = lambda to: "550 5.1.1 no such mailbox" if to.startswith("clb") else None
    await harness.publish(contact("clb-1"))
    await harness.settled()
    await harness.publish(case_opened())
    await harness.all_in("sent", "bounced")
    assert sorted(await harness.statuses()) == ["bounced", "sent"]
    assert list(tmp_path.iterdir()) == []
