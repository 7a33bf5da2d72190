"""Each mail holds exactly what its view has: nothing about anybody in headers, the same words in text and HTML."""

import re
from dataclasses import replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any
from uuid import uuid4

import pytest
from icalendar import Calendar, Component

from notifications.channels.email.blocks import Bullets, Paragraph, Rows, blocks_of
from notifications.channels.email.writer import Sender, Writer
from notifications.domain.acknowledgement import AcknowledgementLinks, AcknowledgementTokens
from notifications.domain.labels import Appointment, CounsellorLabel, Invited, PupilLabel, SchoolLabel
from notifications.domain.message import Message
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.preparation import Ready, Receiver
from notifications.subjects.case.domain.views import (
    CaseForClb,
    CaseForCoach,
    CaseForCoordinator,
    EndForClb,
    EndForOthers,
)
from notifications.subjects.case.domain.vocabulary import CaseTemplate, about_case
from notifications.subjects.case.subject import CASE as CASES
from notifications.subjects.meeting.domain.prepare import entry_of
from notifications.subjects.meeting.domain.views import MeetingView
from notifications.subjects.meeting.domain.vocabulary import MeetingTemplate
from notifications.subjects.meeting.subject import MEETING as MEETINGS
from notifications.testing.cases import opening
from notifications.testing.factories import CASE, NOW
from notifications.testing.harness import Harness
from notifications.testing.meetings import planned
from shared.domain.roles import Role
from shared.testing.clock import FixedClock

TOKENS = AcknowledgementTokens("a secret of at least thirty-two bytes", FixedClock(NOW).now)
SENDER = Sender("onderwijs@stad.example", "Dienst Onderwijs")
TEMPLATES = [CASES.templates, MEETINGS.templates]
WRITER = Writer(SENDER, TEMPLATES, AcknowledgementLinks("https://stad.example", TOKENS).link)
SCHOOL = SchoolLabel("123456", "Atheneum")
PUPIL = PupilLabel("Ona <b>Canaryname</b>", None, SCHOOL)
LINK = "https://stad.example/x"
CLB = CaseForClb(
    "SP-2026-000123",
    SCHOOL,
    LINK,
    PUPIL,
    "3A",
    5,
    opening().half_days,
    CounsellorLabel("An Canarycounsellor", None),
    "2026-2027",
)
COACH = CaseForCoach("SP-2026-000123", SCHOOL, LINK)
COORDINATOR = CaseForCoordinator("SP-2026-000123", SCHOOL, LINK, Role.CLB)
WITHDRAWAL = EndForClb("SP-2026-000123", SCHOOL, LINK, "2026-2027", PUPIL)
WITHDRAWAL_FOR_OTHERS = EndForOthers("SP-2026-000123", SCHOOL, LINK, "2026-2027")
OTHERS = (Invited("c-2@mail.example", Role.CASEWORKER, True), Invited("c-3@mail.example", Role.COUNSELLOR, True))
MEETING = MeetingView(("SP-2026-000123",), SCHOOL, LINK, (PUPIL,), planned().appointment, None, None)

MAILS: list[tuple[str, object]] = [
    (CaseTemplate.OPENED, CLB),
    (CaseTemplate.OPENED, COACH),
    (CaseTemplate.OPENED, COORDINATOR),
    (CaseTemplate.REOPENED, CLB),
    (CaseTemplate.REOPENED, COACH),
    (CaseTemplate.REOPENED, replace(COORDINATOR, missing=Role.YOUTH_COACH)),
    (CaseTemplate.ESCALATED, CLB),
    (CaseTemplate.ESCALATED, COORDINATOR),
    (CaseTemplate.WITHDRAWN, WITHDRAWAL),
    (CaseTemplate.WITHDRAWN, replace(WITHDRAWAL, pupil=None)),
    (CaseTemplate.WITHDRAWN, WITHDRAWAL_FOR_OTHERS),
    (CaseTemplate.LEVEL_WITHDRAWN, WITHDRAWAL),
    (CaseTemplate.LEVEL_WITHDRAWN, replace(WITHDRAWAL, pupil=None)),
    (CaseTemplate.LEVEL_WITHDRAWN, WITHDRAWAL_FOR_OTHERS),
    (MeetingTemplate.INVITATION, MEETING),
    (MeetingTemplate.MOVED, replace(MEETING, before=planned(day=14).appointment)),
    (MeetingTemplate.INVITATION, replace(MEETING, reply="https://stad.example/replies/abc")),
    (MeetingTemplate.CANCELLED, MEETING),
]


def a_notice(template: str) -> Notice:
    harness = Harness()
    harness.arrive(opening(1))
    notice = harness.notices[0]
    notice.key = NoticeKey(template, about_case(CASE), 1, "clb")
    return notice


def ready(template: str, view: object, address: str = "c-1@mail.example") -> Ready:
    """The view for the reader that the table of its subject has for it."""
    rows = [*CASES.tellings, *MEETINGS.tellings]
    telling = next(row for row in rows if row.template == template and row.view is type(view))
    entry = None
    if isinstance(view, MeetingView):
        off = template == MeetingTemplate.CANCELLED
        entry = entry_of(planned(3), view, cancelled=off, invited=(Invited(address, Role.CLB, False), *OTHERS))
    return Ready(Receiver("c-1", Role.CLB, address), telling, view, entry)


def written(template: str, view: object) -> EmailMessage:
    letter = WRITER.write(Message.of(a_notice(template), ready(template, view)), NOW)
    assert letter.content.isascii()
    mail = BytesParser(policy=default).parsebytes(letter.content)
    assert isinstance(mail, EmailMessage)
    return mail


def subject(template: str, view: object) -> str:
    return WRITER.text(a_notice(template), ready(template, view)).subject


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    content: str = found.get_content()
    return content.replace("\r\n", "\n")


@pytest.mark.parametrize(("template", "view"), MAILS)
def test_headers_say_nothing_about_anybody(template: str, view: object) -> None:
    mail = written(template, view)
    headers = "\n".join(f"{name}: {value}" for name, value in mail.items())
    assert "Canary" not in headers
    assert (mail["From"], mail["To"]) == ("onderwijs@stad.example", "c-1@mail.example")
    assert "SP-2026-000123" in mail["Subject"]
    assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(("template", "view"), MAILS)
def test_html_says_what_the_text_says_and_escapes_it(template: str, view: object) -> None:
    mail = written(template, view)
    html = part(mail, "html")
    assert "<b>Canaryname" not in html
    words = re.sub(r"<style>.*?</style>|<title>.*?</title>|<[^>]+>", " ", html, flags=re.DOTALL)
    plain = words.replace("&lt;", "<").replace("&gt;", ">").split()
    for line in part(mail, "plain").splitlines():
        for word in line.removeprefix("- ").replace(": ", " ").rstrip(":").split():
            assert word in plain or f"{word}:" in plain
    assert 'lang="nl"' in html


@pytest.mark.parametrize(("template", "view"), MAILS)
def test_only_views_with_a_name_show_one(template: str, view: object) -> None:
    shown = "Canaryname" in part(written(template, view), "plain")
    assert shown == ("Canaryname" in repr(view))


@pytest.mark.parametrize(("template", "view"), MAILS)
def test_the_greeting_and_the_sender_are_there(template: str, view: object) -> None:
    text = part(written(template, view), "plain")
    assert text.startswith("Beste")
    assert "Dienst Onderwijs" in text
    assert "None" not in text
    assert "\n\n\n" not in text


def test_a_repeat_has_the_same_message_id_and_a_correction_answers_what_it_corrects() -> None:
    notice = a_notice(CaseTemplate.WITHDRAWN)
    first_told, last_told = a_notice(CaseTemplate.OPENED), a_notice(CaseTemplate.ESCALATED)
    thread = (first_told.id, last_told.id)
    prepared = replace(ready(CaseTemplate.WITHDRAWN, WITHDRAWAL_FOR_OTHERS), thread=thread)
    letters = (WRITER.write(Message.of(notice, prepared), NOW) for _ in range(2))
    first, second = (BytesParser().parsebytes(letter.content) for letter in letters)
    assert first["Message-ID"] == second["Message-ID"] == f"<{notice.id}@stad.example>"
    assert first["References"].split() == [f"<{told}@stad.example>" for told in thread]
    assert first["In-Reply-To"] == f"<{last_told.id}@stad.example>"


def test_a_long_thread_is_referred_to_by_its_first_and_its_last() -> None:
    thread = tuple(uuid4() for _ in range(50))
    prepared = replace(ready(CaseTemplate.WITHDRAWN, WITHDRAWAL_FOR_OTHERS), thread=thread)
    letter = WRITER.write(Message.of(a_notice(CaseTemplate.WITHDRAWN), prepared), NOW)
    references = BytesParser().parsebytes(letter.content)["References"].split()
    assert references == [f"<{told}@stad.example>" for told in (thread[0], *thread[-19:])]


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(Exception, match="addr"):
        WRITER.write(Message.of(a_notice(CaseTemplate.OPENED), ready(CaseTemplate.OPENED, COACH, "a,b>@x")), NOW)


def test_what_is_not_known_is_left_out() -> None:
    bare = replace(CLB, class_name=None, count=None, half_days=(), counsellor=None)
    text = part(written(CaseTemplate.OPENED, bare), "plain")
    assert "Klas" not in text
    assert "halve" not in text
    assert "Leerlingbegeleider: nog niet gekend" in text
    one = part(written(CaseTemplate.OPENED, replace(CLB, count=1)), "plain")
    assert "1 halve dag\n" in one


def test_what_is_told_of_a_school_year_names_it() -> None:
    escalated = part(written(CaseTemplate.ESCALATED, CLB), "plain")
    assert "Schooljaar: 2026-2027" in escalated
    assert "Problematische afwezigheden in dit schooljaar: 5 halve dagen" in escalated
    assert "Laat ons weten" in escalated
    for view in (WITHDRAWAL, WITHDRAWAL_FOR_OTHERS):
        corrected = part(written(CaseTemplate.LEVEL_WITHDRAWN, view), "plain")
        assert "in het schooljaar 2026-2027" in corrected
        assert "het dossier zelf is hiermee niet ingetrokken" in corrected


def test_a_pupil_without_a_name_goes_by_number_and_a_school_too() -> None:
    school = SchoolLabel("123456", None)
    view = replace(CLB, pupil=PupilLabel(None, "7654321", school), school=school)
    text = part(written(CaseTemplate.OPENED, view), "plain")
    assert "Leerling: stamnummer 7654321 van school 123456" in text
    assert "School: instellingsnummer 123456\n" in text


def test_a_school_goes_by_its_name_where_there_is_one_and_not_by_its_number() -> None:
    text = part(written(CaseTemplate.OPENED, replace(CLB, pupil=PupilLabel(None, "7654321", SCHOOL))), "plain")
    assert "Leerling: stamnummer 7654321 van Atheneum\n" in text
    assert "School: Atheneum\n" in text
    assert "123456" not in text


def test_a_meeting_about_many_cases_or_none_keeps_a_short_subject() -> None:
    many = replace(MEETING, references=("A", "B", "C", "D", "E"))
    assert subject(MeetingTemplate.MOVED, many) == "Zorgoverleg A, B, C en 2 andere verplaatst"
    by_day = "Zorgoverleg op donderdag 15 oktober 2026 verplaatst"
    assert subject(MeetingTemplate.MOVED, replace(MEETING, references=())) == by_day


def test_a_meeting_over_midnight_without_a_place_is_said_in_full() -> None:
    overnight = Appointment(planned(day=15).appointment.starts_at, planned(day=16).appointment.ends_at, None)
    text = part(written(MeetingTemplate.INVITATION, replace(MEETING, appointment=overnight)), "plain")
    assert "van 9.00 uur tot vrijdag 16 oktober 2026, 9.45 uur" in text
    assert "Plaats: nog niet bekend" in text


def test_without_a_secret_there_is_no_link_to_confirm() -> None:
    writer = Writer(SENDER, TEMPLATES, None)
    prepared = ready(CaseTemplate.OPENED, CLB)
    assert "bevestigen" not in writer.text(a_notice(CaseTemplate.OPENED), prepared).body
    assert "https://stad.example/acknowledgements/" in WRITER.text(a_notice(CaseTemplate.OPENED), prepared).body


def invitation(**sender: Any) -> EmailMessage:
    writer = Writer(replace(SENDER, **sender), TEMPLATES, None)
    content = writer.write(
        Message.of(a_notice(MeetingTemplate.INVITATION), ready(MeetingTemplate.INVITATION, MEETING)), NOW
    ).content
    mail = BytesParser(policy=default).parsebytes(content)
    assert isinstance(mail, EmailMessage)
    return mail


def event_of(mail: EmailMessage) -> Component:
    [text] = [part.get_content() for part in mail.walk() if part.get_content_type() == "text/calendar"]
    [event] = Calendar.from_ical(text).walk("VEVENT")
    return event


def attendees(mail: EmailMessage) -> list[tuple[str, str, str, str]]:
    event = event_of(mail)
    listed = event["ATTENDEE"] if isinstance(event["ATTENDEE"], list) else [event["ATTENDEE"]]
    return [(str(who), *(str(who.params[name]) for name in ("CN", "ROLE", "RSVP"))) for who in listed]


def test_calendars_are_asked_to_answer_where_somebody_reads_the_answers() -> None:
    mail = invitation(replies_to="overleg@stad.example")
    kinds = [(part.get_content_type(), part.get_filename()) for part in mail.walk() if not part.is_multipart()]
    assert kinds == [
        ("text/plain", None),
        ("text/html", None),
        ("text/calendar", None),
        ("application/ics", "zorgoverleg.ics"),
    ]
    assert (mail["From"], mail["Reply-To"]) == ("onderwijs@stad.example", "overleg@stad.example")
    assert attendees(mail) == [("mailto:c-1@mail.example", "CLB", "OPT-PARTICIPANT", "TRUE")]
    organiser = event_of(mail)["ORGANIZER"]
    assert (str(organiser), organiser.params["CN"]) == ("mailto:overleg@stad.example", "Dienst Onderwijs")


def test_the_mail_says_where_to_answer_if_there_is_such_a_link() -> None:
    for template in (MeetingTemplate.INVITATION, MeetingTemplate.MOVED):
        text = part(written(template, replace(MEETING, reply="https://stad.example/replies/abc")), "plain")
        assert "stel een ander moment voor of stuur een vervanger" in text
        assert "\nhttps://stad.example/replies/abc\n" in text
        assert "Laat het ons" not in text
        assert "Laat het ons" in part(written(template, MEETING), "plain")


def test_a_session_of_a_series_is_known_by_the_start_it_was_fixed_for() -> None:
    prepared = ready(MeetingTemplate.INVITATION, MEETING)
    fixed_for = MEETING.appointment.starts_at
    session = replace(prepared, entry=replace(prepared.entry, recurrence_id=fixed_for))
    content = WRITER.write(Message.of(a_notice(MeetingTemplate.INVITATION), session), NOW).content
    mail = BytesParser(policy=default).parsebytes(content)
    assert isinstance(mail, EmailMessage)
    assert event_of(mail)["RECURRENCE-ID"].dt == fixed_for


def test_nobody_is_asked_to_answer_to_an_address_that_nobody_reads() -> None:
    mail = invitation()
    kinds = [(part.get_content_type(), part.get_filename()) for part in mail.walk() if not part.is_multipart()]
    assert kinds[2:] == [("text/calendar", "zorgoverleg.ics")]
    assert "Reply-To" not in mail
    assert [rsvp for *_, rsvp in attendees(mail)] == ["FALSE"]


def test_all_participants_are_listed_by_role_where_that_was_agreed() -> None:
    assert [(who, name, part) for who, name, part, _ in attendees(invitation(lists_all=True))] == [
        ("mailto:c-1@mail.example", "CLB", "OPT-PARTICIPANT"),
        ("mailto:c-2@mail.example", "dossierbeheerder", "CHAIR"),
        ("mailto:c-3@mail.example", "leerlingenbegeleider", "REQ-PARTICIPANT"),
    ]


def test_a_text_falls_apart_into_rows_bullets_and_paragraphs() -> None:
    text = "Beste\n\nDossier: A\nSchool: B: C\n\n- een\n- twee\n\nHier:\nhttps://x.example/y\n\nEen: twee\ndrie\n\nhttps://x.example/z"
    assert blocks_of(text) == [
        Paragraph(("Beste",)),
        Rows((("Dossier", "A"), ("School", "B: C"))),
        Bullets(("een", "twee")),
        Paragraph(("Hier:",), link="https://x.example/y"),
        Paragraph(("Een: twee", "drie")),
        Paragraph((), link="https://x.example/z"),
    ]


def test_who_can_say_what_they_do_with_it_is_told_so_beside_the_link() -> None:
    asked = "Laat ons weten of u dit opneemt"
    assert asked in WRITER.text(a_notice(CaseTemplate.OPENED), ready(CaseTemplate.OPENED, CLB)).body
    to_coach = replace(ready(CaseTemplate.OPENED, COACH), receiver=Receiver("c-1", Role.YOUTH_COACH, "c@mail.example"))
    assert asked not in WRITER.text(a_notice(CaseTemplate.OPENED), to_coach).body
