"""From sessions of consultation bodies to mails with a calendar entry."""

from notifications.testing.body_sessions import BODY, SESSION
from shared.contracts.consultation_sessions import SessionCancelled, SessionMoved, SessionPlanned

from .events import session_of_council
from .harness import Harness
from .test_telling_of_meetings import entry_of, readable


async def test_who_is_invited_gets_an_entry_that_a_move_replaces_and_a_cancellation_removes(harness: Harness) -> None:
    await harness.publish_directory()
    for kind, sequence, day, subject in (
        (SessionPlanned, 0, 15, "Uitnodiging voor overleg op donderdag 15 oktober 2026"),
        (SessionMoved, 1, 16, "Overleg op vrijdag 16 oktober 2026 gewijzigd"),
        (SessionCancelled, 2, 16, "Overleg op vrijdag 16 oktober 2026 geannuleerd"),
    ):
        harness.mail.taken.clear()
        await harness.publish(session_of_council(kind, sequence, day=day))
        await harness.mails(2)
        await harness.all_in("sent")
        assert {mail["To"] for mail in harness.mail.taken} == {"clb-1@mail.example", "coach-1@mail.example"}
        for mail in harness.mail.taken:
            part, event = entry_of(mail)
            method = "CANCEL" if kind is SessionCancelled else "REQUEST"
            assert (mail["Subject"], part.get_param("method"), part.get_filename()) == (subject, method, "overleg.ics")
            assert (str(event["UID"]), event["SEQUENCE"], str(event["SUMMARY"])) == (
                "da7e@flankerend",
                sequence,
                "Onderwijsraad",
            )
            assert ("In plaats van: donderdag 15 oktober 2026" in readable(mail)) is (kind is SessionMoved)
            assert f"/bodies/{BODY}/sessions/{SESSION}" in readable(mail)
