"""From sessions of consultation bodies to mails with a calendar entry, and from there to an answer."""

from pathlib import Path

from tests.unit.notifications import returned

from notifications.testing.body_sessions import BODY, SESSION
from shared.contracts.consultation_sessions import SessionCancelled, SessionMoved, SessionPlanned

from .conftest import OpenHarness
from .events import session_of_council
from .test_telling_of_meetings import readable
from .test_what_comes_back import Mailbox, read

TOLD = (
    (SessionPlanned, 0, 15, "Uitnodiging voor overleg op donderdag 15 oktober 2026"),
    (SessionMoved, 1, 16, "Overleg op vrijdag 16 oktober 2026 gewijzigd"),
    (SessionCancelled, 2, 16, "Overleg op vrijdag 16 oktober 2026 geannuleerd"),
)


async def test_an_invitation_brings_an_entry_that_is_answered_replaced_by_a_move_and_removed(
    open_harness: OpenHarness, tmp_path: Path
) -> None:
    mailbox = Mailbox(tmp_path / "maildir")
    async with open_harness(
        maildir=mailbox.folder, mailbox_scan_s=0.05, reply_address="overleg@localhost", mail_from="post@localhost"
    ) as harness:
        await harness.publish_directory()
        for kind, sequence, day, subject in TOLD:
            harness.mail.taken.clear()
            await harness.publish(session_of_council(kind, sequence, day=day))
            await harness.mails(2)
            await harness.all_in("sent")
            assert {mail["To"] for mail in harness.mail.taken} == {"clb-1@mail.example", "coach-1@mail.example"}
            for mail in harness.mail.taken:
                text = readable(mail)
                assert mail["Subject"] == subject
                assert f"METHOD:{'CANCEL' if kind is SessionCancelled else 'REQUEST'}" in text
                assert "UID:da7e@flankerend" in text
                assert f"SEQUENCE:{sequence}" in text
                assert "SUMMARY:Onderwijsraad" in text
                assert f"/bodies/{BODY}/sessions/{SESSION}" in text
                assert ("In plaats van: donderdag 15 oktober 2026" in text) is (kind is SessionMoved)
        declined = returned.reply("ATTENDEE;PARTSTAT=DECLINED:mailto:clb-1@mail.example")
        mailbox.receive("1", declined.replace(b"cafe@", b"da7e@"))
        await read(harness, mailbox)
        [reply] = [data for kind, data in await harness.deliveries(7) if kind == "reply-arrived"]
        assert (reply["meeting_id"], reply["contact_id"], reply["answer"]) == (str(SESSION), "clb-1", "declined")
