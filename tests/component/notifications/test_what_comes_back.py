"""Mails that come back: a Maildir that a mail server fills, read by the service while it runs."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from tests.unit.notifications import returned

from notifications.testing.factories import MEETING
from shared.testing.logs import Logs

from .conftest import OpenHarness, authorized
from .events import case_opened, meeting_scheduled, person
from .harness import Harness

OURS = "localhost"


class Mailbox:
    """A Maildir."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        for name in ("tmp", "new", "cur"):
            (folder / name).mkdir(parents=True)

    def receive(self, name: str, content: bytes) -> None:
        """A mail server delivers a mail."""
        (self.folder / "tmp" / name).write_bytes(content)
        (self.folder / "tmp" / name).rename(self.folder / "new" / name)

    @property
    def unread(self) -> list[str]:
        return sorted(file.name for file in (self.folder / "new").iterdir())

    @property
    def seen(self) -> list[str]:
        return sorted(file.name for file in (self.folder / "cur").iterdir())


@pytest.fixture
def mailbox(tmp_path: Path) -> Mailbox:
    return Mailbox(tmp_path / "maildir")


@pytest.fixture
async def told(open_harness: OpenHarness, mailbox: Mailbox) -> AsyncIterator[Harness]:
    """A case and its meeting, told to all; answers come to an address that is read."""
    async with open_harness(
        maildir=mailbox.folder, mailbox_scan_s=0.05, reply_address="overleg@localhost", mail_from="post@localhost"
    ) as harness:
        await harness.publish_directory()
        await harness.publish(person())
        await harness.publish(case_opened())
        await harness.publish(meeting_scheduled())
        await harness.mails(6)
        await harness.all_in("sent")
        yield harness


async def read(harness: Harness, mailbox: Mailbox) -> None:
    await harness.until(lambda: not mailbox.unread, "mailbox read")


async def incoming(harness: Harness, **asked: str) -> list[dict[str, object]]:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{harness.service.server.port}") as client:
        answer = await client.get("/incoming", params=asked, headers=authorized("coordinator"))
        assert answer.status_code == 200, answer.text
        items: list[dict[str, object]] = answer.json()["items"]
        return items


def about(harness: Harness, message_id: str, content: bytes) -> bytes:
    """The same mail, about one that the mail server took."""
    return content.replace(returned.MESSAGE_ID.encode(), message_id.encode())


async def test_a_mail_that_did_not_arrive_has_bounced_and_is_told_once(told: Harness, mailbox: Mailbox) -> None:
    [lost] = [mail for mail in told.mail.taken if mail["To"] == "clb-1@mail.example" and "dossier" in mail["Subject"]]
    report = about(told, lost["Message-ID"], returned.POSTFIX)
    mailbox.receive("1.report", report)
    await read(told, mailbox)
    mailbox.receive("2.report-once-more", report)
    await read(told, mailbox)

    [notice] = [row for row in await told.notices() if f"<{row['id']}@{OURS}>" == lost["Message-ID"]]
    assert (notice["status"], notice["reason"]) == ("bounced", "5.1.1")
    events = await told.deliveries(7)
    [bounced] = [data for kind, data in events if kind == "notification-bounced"]
    assert (bounced["notification_id"], bounced["contact_id"], bounced["code"]) == (str(notice["id"]), "clb-1", "5.1.1")
    [item] = await incoming(told)
    assert (item["kind"], item["notification_id"], item["code"]) == ("delivery-failed", str(notice["id"]), "5.1.1")
    assert mailbox.seen == ["1.report:2,S", "2.report-once-more:2,S"]


async def test_what_says_no_failure_leaves_the_notice_sent(told: Harness, mailbox: Mailbox) -> None:
    message_id = told.mail.taken[0]["Message-ID"]
    mailbox.receive("1", about(told, message_id, returned.POSTFIX_LATE))
    away = returned.mail("From: an@clb.example", f"In-Reply-To: {message_id}", "Auto-Submitted: auto-replied")
    mailbox.receive("2", away)
    mailbox.receive("3", returned.mail("From: An <an@clb.example>", body="Bel mij eens."))
    await read(told, mailbox)

    assert set(await told.statuses()) == {"sent"}
    kinds = {str(item["kind"]): item for item in await incoming(told)}
    assert set(kinds) == {"delivery-delayed", "automatic-reply", "other"}
    assert f"<{kinds['automatic-reply']['notification_id']}@{OURS}>" == message_id
    assert kinds["other"]["sender"] == "an@clb.example"
    assert [item["kind"] for item in await incoming(told, matched="false")] == ["other"]
    assert [item["kind"] for item in await incoming(told, kind="delivery-delayed")] == ["delivery-delayed"]


async def test_a_calendars_answer_goes_to_consultation_from_the_contact_who_was_invited(
    told: Harness, mailbox: Mailbox
) -> None:
    mailbox.receive("1", returned.reply("ATTENDEE;PARTSTAT=DECLINED:mailto:CLB-1@mail.example"))
    await read(told, mailbox)

    [reply] = [data for kind, data in await told.deliveries(7) if kind == "reply-arrived"]
    assert (reply["meeting_id"], reply["contact_id"], reply["answer"]) == (str(MEETING), "clb-1", "declined")
    [item] = await incoming(told)
    assert str(item["arrived_at"]).endswith(("+01:00", "+02:00"))
    assert (item["kind"], item["notification_id"]) == ("calendar-reply", reply["notification_id"])


async def test_an_answer_of_somebody_who_was_not_invited_is_kept_and_told_to_nobody(
    told: Harness, mailbox: Mailbox
) -> None:
    for number, who in enumerate(("nobody", "coordinator-1", "clb-1")):
        mailbox.receive(str(number), returned.reply(f"ATTENDEE;PARTSTAT=ACCEPTED:mailto:{who}@mail.example"))
    await read(told, mailbox)

    replies = [data for kind, data in await told.deliveries(7) if kind == "reply-arrived"]
    assert [reply["contact_id"] for reply in replies] == ["clb-1"]
    assert len(await incoming(told, matched="false")) == 2


async def test_a_mail_that_can_not_be_kept_as_it_is_is_left_to_a_person_and_holds_up_no_other(
    told: Harness, mailbox: Mailbox
) -> None:
    accepted = "ATTENDEE;PARTSTAT=ACCEPTED:mailto:clb-1@mail.example"
    for number, content in enumerate(
        (
            returned.reply(accepted, "UID:cafe\0"),
            returned.reply(accepted.replace("@", "\0@")),
            returned.reply("RECURRENCE-ID:00010101T000000", accepted),
            returned.reply(accepted).replace(b"20261012T080000Z", b"00010101T000000"),
            returned.reply(accepted),
        )
    ):
        mailbox.receive(str(number), content)
    await read(told, mailbox)

    assert len([kind for kind, _ in await told.deliveries(7) if kind == "reply-arrived"]) == 1
    assert len(await incoming(told, matched="false")) == 4
    assert len(await incoming(told, kind="other")) >= 3


async def test_a_mail_that_can_not_be_marked_as_seen_holds_up_no_other(
    told: Harness, mailbox: Mailbox, logs: Logs
) -> None:
    (mailbox.folder / "cur").rmdir()
    (mailbox.folder / "cur").touch()
    for number, who in enumerate(("an", "bo")):
        mailbox.receive(str(number), returned.mail(f"From: {who}@clb.example"))

    async def both() -> bool:
        return [item["sender"] for item in await incoming(told)] == ["bo@clb.example", "an@clb.example"]

    await told.until(both, "both taken in")
    assert mailbox.unread == ["0", "1"]
    await told.until(lambda: bool(logs.lines("ticker.failed")), "said")
    (mailbox.folder / "cur").unlink()
    await read(told, mailbox)
    assert len(await incoming(told)) == 2


async def test_who_wrote_is_seen_by_coordinators_alone_and_stands_in_no_log(
    told: Harness, mailbox: Mailbox, logs: Logs
) -> None:
    mailbox.receive("1", returned.mail("From: An <an@clb.example>", "Subject: Over Ona", body="Ona komt niet."))
    await read(told, mailbox)

    [line] = logs.lines("incoming.arrived")
    assert (line["kind"], line["outcome"]) == ("other", "unmatched")
    assert not any(words in str(logs.lines()) for words in ("an@clb.example", "Over Ona", "komt niet"))
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{told.service.server.port}") as client:
        for role in ("caseworker", "operator", "clb"):
            assert (await client.get("/incoming", headers=authorized(role))).status_code == 403
