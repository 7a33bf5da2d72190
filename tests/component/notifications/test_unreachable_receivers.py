"""A notice does not reach its receiver: the address is given up, and a deputy or the coordinator is told instead."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from tests.unit.notifications import returned

from shared.domain.roles import Role

from .conftest import OpenHarness
from .events import case_opened, case_withdrawn, contact, person
from .harness import Harness
from .test_letters import KRING
from .test_silence import receivers
from .test_what_comes_back import Mailbox, about, read

OPENED, UNREACHED = "SP-2026-000123 geopend", "SP-2026-000123: niet aangekomen"


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "maildir")


async def tell(harness: Harness, *, deputy: bool, directory: bool = True) -> None:
    """CLB and coach were told of a case."""
    if directory:
        await harness.publish_directory()
    if deputy:
        await harness.publish(contact("clb-2", role=Role.CLB, deputy_of="clb-1"))
    await harness.publish(person())
    await harness.publish(case_opened())


@pytest.fixture
async def running(open_harness: OpenHarness, mailbox: Mailbox) -> AsyncIterator[Harness]:
    async with open_harness(maildir=mailbox.folder, mailbox_scan_s=0.05, bounce_tells_coordinator=True) as harness:
        yield harness


def come_back(harness: Harness, mailbox: Mailbox, name: str, to: str, code: str = "5.1.1") -> None:
    """The report about the first mail to this contact."""
    lost, *_ = [mail for mail in harness.mail.taken if mail["To"] == f"{to}@mail.example"]
    report = returned.POSTFIX.replace(b"5.1.1", code.encode()).replace(
        b"From: overleg@", f"To: {lost['To']}\r\nFrom: overleg@".encode()
    )
    mailbox.receive(name, about(harness, lost["Message-ID"], report))


async def suppressed(harness: Harness) -> list[str]:
    async with harness.service.units() as uow:
        return [row.suppression.contact_id for row in await uow.suppressions.page(None, 9)]


async def test_the_deputy_is_told_the_same_then_the_coordinator_and_both_addresses_are_given_up(
    running: Harness, mailbox: Mailbox
) -> None:
    await tell(running, deputy=True)
    await running.mails(2)
    await running.all_in("sent")
    come_back(running, mailbox, "1", "clb-1")
    await running.mails(3)
    come_back(running, mailbox, "2", "clb-1")  # once more
    come_back(running, mailbox, "3", "clb-2")
    await running.mails(4)
    await read(running, mailbox)
    assert receivers(running) == [
        ("clb-1", OPENED),
        ("clb-2", OPENED),
        ("coach-1", OPENED),
        ("coordinator-1", UNREACHED),
    ]
    assert sorted(await suppressed(running)) == ["clb-1", "clb-2"]
    told = [data for kind, data in await running.deliveries(6) if kind == "notification-bounced"]
    assert [(data["contact_id"], data["address_refused"]) for data in told] == [("clb-1", True), ("clb-2", True)]


async def test_a_full_mailbox_gives_no_address_up(running: Harness, mailbox: Mailbox) -> None:
    await tell(running, deputy=False)
    await running.mails(2)
    await running.all_in("sent")
    come_back(running, mailbox, "1", "clb-1", "5.2.2")
    await running.mails(3)
    assert receivers(running)[-1] == ("coordinator-1", UNREACHED)
    assert await suppressed(running) == []


async def test_an_address_that_the_mail_server_refuses_is_given_up_at_once(running: Harness) -> None:
    running.mail.to_recipient = lambda address: "550 5.1.1 unknown" if address.startswith("clb") else None
    await tell(running, deputy=False)
    await running.mails(2)
    assert receivers(running) == [("coach-1", OPENED), ("coordinator-1", UNREACHED)]
    assert await suppressed(running) == ["clb-1"]
    [failed] = [data for kind, data in await running.deliveries(3) if kind == "notification-failed"]
    assert (failed["contact_id"], failed["address_refused"]) == ("clb-1", True)


async def test_out_of_the_box_the_coordinator_is_told_by_no_mail(open_harness: OpenHarness, mailbox: Mailbox) -> None:
    async with open_harness(maildir=mailbox.folder, mailbox_scan_s=0.05) as harness:
        await tell(harness, deputy=False)
        await harness.mails(2)
        await harness.all_in("sent")
        come_back(harness, mailbox, "1", "clb-1")
        await read(harness, mailbox)
        assert await suppressed(harness) == ["clb-1"]
        assert len(await harness.notices()) == 2


async def test_a_letter_follows_a_mail_that_came_back_and_nobody_else_is_told(
    open_harness: OpenHarness, mailbox: Mailbox, tmp_path: Path
) -> None:
    (queue := tmp_path / "queue").mkdir()
    async with open_harness(maildir=mailbox.folder, mailbox_scan_s=0.05, print_queue=queue) as harness:
        await harness.publish_directory("clb-1")
        await harness.publish(KRING)
        await harness.publish(contact("clb-1", organisation_id="clb-kring"))
        await tell(harness, deputy=True, directory=False)
        await harness.mails(2)
        await harness.all_in("sent")
        come_back(harness, mailbox, "1", "clb-1")
        await read(harness, mailbox)
        await harness.all_in("sent")
        assert [row["channel"] for row in await harness.notices()] == ["letter", "email"]
        assert len(list(queue.iterdir())) == 1
        come_back(harness, mailbox, "2", "clb-1", code="5.2.1")  # of another mail server on the way
        await read(harness, mailbox)
        assert await harness.statuses() == ["sent", "sent"]


async def test_no_letter_follows_a_mail_that_comes_back_once_it_was_taken_back(
    open_harness: OpenHarness, mailbox: Mailbox, tmp_path: Path
) -> None:
    (queue := tmp_path / "queue").mkdir()
    async with open_harness(maildir=mailbox.folder, mailbox_scan_s=0.05, print_queue=queue) as harness:
        await harness.publish_directory("clb-1")
        await harness.publish(KRING)
        await harness.publish(contact("clb-1", organisation_id="clb-kring"))
        await tell(harness, deputy=False, directory=False)
        await harness.mails(2)
        await harness.publish(case_withdrawn())
        await harness.mails(4)
        await harness.all_in("sent")
        come_back(harness, mailbox, "1", "clb-1")
        await read(harness, mailbox)
        assert sorted(await harness.statuses()) == ["bounced", "sent", "sent", "sent"]
        assert list(queue.iterdir()) == []
