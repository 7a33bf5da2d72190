"""From meeting events to mails with a calendar entry."""

from email.message import EmailMessage

from icalendar import Calendar, Component

from notifications.testing.factories import SCHOOL

from .events import (
    EVERYBODY,
    case_opened,
    meeting_cancelled,
    meeting_moved,
    meeting_scheduled,
    no_time_for_the_meeting,
    person,
    reply_awaited,
    reply_received,
    school,
)
from .harness import Harness


def entry_of(mail: EmailMessage) -> tuple[EmailMessage, Component]:
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    assert isinstance(part, EmailMessage)
    calendar = Calendar.from_ical(part.get_content())
    [event] = calendar.walk("VEVENT")
    assert part.get_param("method") == calendar["METHOD"]
    return part, event


def readable(mail: EmailMessage) -> str:
    parts = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    return "\n".join([mail["Subject"], *parts])


async def known_case(harness: Harness) -> None:
    """A case whose own mails are out."""
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.mails(2)
    harness.mail.taken.clear()


async def test_every_participant_is_invited_with_an_entry_that_names_nobody(harness: Harness) -> None:
    await known_case(harness)
    await harness.publish(meeting_scheduled())
    await harness.mails(4)
    assert {mail["To"] for mail in harness.mail.taken} == {f"{who}@mail.example" for who in EVERYBODY}
    for mail in harness.mail.taken:
        part, event = entry_of(mail)
        assert part.get_content_disposition() == "attachment"
        assert (part.get_filename(), part.get_param("method")) == ("zorgoverleg.ics", "REQUEST")
        assert (str(event["UID"]), event["SEQUENCE"], str(event["LOCATION"])) == (
            "cafe@flankerend",
            0,
            "Stadhuis, lokaal 2",
        )
        assert "SP-2026-000123" in str(event["SUMMARY"])
        assert not any(name in part.get_content() for name in ("Ona", "Canaryname", "Naam van"))


async def test_whoever_meets_about_a_case_that_nobody_is_told_of_is_invited_with_its_reference(
    harness: Harness,
) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(meeting_scheduled())
    await harness.all_wait()
    told = {"case_type": "a-later-type", "reference": "LT-2026-000001", "level": None, "count": None, "half_days": ()}
    await harness.publish(case_opened().model_copy(update=told))
    await harness.mails(4)
    assert all("LT-2026-000001" in mail["Subject"] for mail in harness.mail.taken)
    [to_counsellor] = [mail for mail in harness.mail.taken if mail["To"].startswith("counsellor")]
    assert "Ona" in readable(to_counsellor)
    assert {notice["template"] for notice in await harness.notices()} == {"meeting-invitation"}


async def test_the_school_and_the_place_go_by_the_name_of_the_school(harness: Harness) -> None:
    await known_case(harness)
    await harness.publish(school("Atheneum De Wilg"))
    await harness.publish(meeting_scheduled().model_copy(update={"place": f"Zorglokaal, school {SCHOOL}"}))
    await harness.mails(4)
    for mail in harness.mail.taken:
        assert "School: Atheneum De Wilg" in readable(mail)
        assert str(entry_of(mail)[1]["LOCATION"]) == "Zorglokaal, Atheneum De Wilg"
        assert SCHOOL not in readable(mail)


async def test_the_pupil_is_named_as_each_role_may(harness: Harness) -> None:
    await known_case(harness)
    await harness.publish(meeting_scheduled((*EVERYBODY, "coordinator-1")))
    await harness.mails(5)
    texts = {mail["To"].partition("@")[0]: readable(mail) for mail in harness.mail.taken}
    for full in ("counsellor-1", "caseworker-1", "clb-1"):
        assert "Ona Canaryname" in texts[full]
    assert "Ona" in texts["coach-1"]
    assert "Canaryname" not in texts["coach-1"]
    assert "Ona" not in texts["coordinator-1"]
    assert not any("Canary" in mail["Subject"] or "Ona" in mail["Subject"] for mail in harness.mail.taken)


async def test_a_moved_and_a_cancelled_meeting_are_told_to_who_was_invited(harness: Harness) -> None:
    await known_case(harness)
    await harness.publish(meeting_scheduled())
    await harness.mails(4)
    await harness.publish(meeting_moved())
    await harness.mails(8)
    await harness.publish(meeting_cancelled())
    await harness.mails(12)
    moved, cancelled = harness.mail.taken[4], harness.mail.taken[8]
    assert "donderdag 15 oktober 2026" in readable(moved)
    assert "vrijdag 16 oktober 2026" in readable(moved)
    part, event = entry_of(cancelled)
    assert (part.get_param("method"), event["SEQUENCE"], str(event["STATUS"])) == ("CANCEL", 2, "CANCELLED")
    await harness.settled()
    await harness.all_in("sent")
    assert len(harness.mail.taken) == 12


async def test_the_coordinator_hears_once_that_there_is_no_time_and_once_that_there_is(harness: Harness) -> None:
    await known_case(harness)
    for sequence in (1, 2, 2):
        await harness.publish(no_time_for_the_meeting(), sequence=sequence)
    await harness.mails(1)
    await harness.publish(meeting_scheduled(), sequence=3)
    await harness.mails(6)
    await harness.settled()
    await harness.all_in("sent")
    told = [mail for mail in harness.mail.taken if mail["To"] == "coordinator-1@mail.example"]
    assert [mail["Subject"] for mail in told] == [
        "Geen moment voor zorgoverleg SP-2026-000123",
        "Zorgoverleg SP-2026-000123: rechtzetting",
    ]
    assert told[1]["References"] == told[0]["Message-ID"]
    assert not any(name in readable(mail) for mail in told for name in ("Ona", "Canaryname", "7654321"))


async def test_who_does_not_answer_is_reminded_once_with_the_invitation_again(harness: Harness) -> None:
    await known_case(harness)
    await harness.publish(meeting_scheduled())
    await harness.mails(4)
    await harness.publish(reply_received("clb-1"))
    await harness.publish(reply_awaited("counsellor-1"), event_id="awaited")
    await harness.mails(5)
    await harness.publish(reply_awaited("counsellor-1"), sequence=3, event_id="told-again")
    await harness.settled()
    await harness.all_in("sent")
    [reminder] = harness.mail.taken[4:]
    assert (reminder["To"], reminder["Subject"]) == (
        "counsellor-1@mail.example",
        "Komt u naar het zorgoverleg SP-2026-000123?",
    )
    [invitation] = [mail for mail in harness.mail.taken[:4] if mail["To"] == reminder["To"]]
    (part, event), (_, invited) = entry_of(reminder), entry_of(invitation)
    assert part.get_param("method") == "REQUEST"
    assert all(event[name] == invited[name] for name in ("UID", "SEQUENCE", "DTSTART", "ATTENDEE"))
    assert "/replies/" in readable(reminder)
    assert "donderdag 15 oktober 2026 van 9.00 uur" in readable(reminder)
    assert not any("Canary" in value or "Naam" in value for value in reminder.values())


async def test_an_invitation_waits_for_its_case_and_its_contacts(harness: Harness) -> None:
    await harness.publish(meeting_scheduled())
    await harness.all_wait()
    await harness.publish(person())
    await harness.publish_directory()
    await harness.publish(case_opened())
    await harness.mails(6)
    await harness.all_in("sent")


async def test_a_contact_that_never_arrives_is_given_up_and_the_others_are_told(harness: Harness) -> None:
    await harness.publish_directory("caseworker-1")
    await harness.publish(meeting_scheduled(("caseworker-1", "counsellor-1")))
    await harness.all_wait()
    harness.clock.advance(harness.a_day)
    await harness.all_in("failed", "sent")
    [mail] = harness.mail.taken
    assert mail["To"] == "counsellor-1@mail.example"
    assert "Zorgoverleg" in mail["Subject"] or "zorgoverleg" in mail["Subject"]
    events = dict(await harness.deliveries(2))
    assert events["notification-failed"]["contact_id"] == "caseworker-1"
