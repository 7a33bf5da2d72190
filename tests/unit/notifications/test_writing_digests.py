"""A digest is one mail of several notices, each in its own words below its own subject."""

import re
from dataclasses import replace
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from uuid import UUID, uuid4

from notifications.channels.email.blocks import Heading, block_of
from notifications.channels.email.writer import Sender, Writer
from notifications.domain.labels import Invited, PupilLabel, SchoolLabel
from notifications.domain.message import Message, Section
from notifications.domain.notice import Notice, NoticeKey
from notifications.domain.preparation import Ready, Receiver
from notifications.subjects.case.domain.views import CaseForCoach, EndForClb
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

BUNDLE = UUID("00000000-0000-7000-8000-00000000b0b0")
SENDER = Sender("onderwijs@stad.example", "Dienst Onderwijs")
TEMPLATES = [CASES.templates, MEETINGS.templates]
WRITER = Writer(SENDER, TEMPLATES, lambda notice_id: f"https://stad.example/a/{notice_id}")
SCHOOL = SchoolLabel("123456", "Atheneum")
PUPIL = PupilLabel("Ona <b>Canaryname</b>", None, SCHOOL)
CLOSED = EndForClb("SP-2026-000123", SCHOOL, "https://stad.example/1", "2026-2027", PUPIL)
OPENED = CaseForCoach("SP-2026-000124", SCHOOL, "https://stad.example/2")
INVITED = MeetingView(("SP-2026-000125",), SCHOOL, "https://stad.example/3", (), planned().appointment, None, None)


def section(template: str, view: object, *, language: str = "nl", thread: tuple[UUID, ...] = ()) -> Section:
    rows = [*CASES.tellings, *MEETINGS.tellings]
    telling = next(row for row in rows if row.template == template and row.view is type(view))
    entry = None
    if isinstance(view, MeetingView):
        entry = entry_of(planned(3), view, cancelled=False, invited=(Invited("c-1@mail.example", Role.CLB, False),))
    ready = Ready(Receiver("c-1", Role.CLB, "c-1@mail.example", language), telling, view, entry, thread)
    return Section(a_notice(template), ready)


def a_notice(template: str) -> Notice:
    harness = Harness()
    harness.arrive(opening(1))
    key = NoticeKey(template, about_case(CASE), 1, "clb")
    return replace(harness.notices[0], id=uuid4(), key=key, bundle_id=BUNDLE)


def digest(*sections: Section) -> EmailMessage:
    letter = WRITER.write(Message(sections), NOW)
    assert letter.content.isascii()
    mail = BytesParser(policy=default).parsebytes(letter.content)
    assert isinstance(mail, EmailMessage)
    return mail


def part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body((kind,))
    assert body is not None
    content: str = body.get_content()
    return content.replace("\r\n", "\n")


TWO = (section(CaseTemplate.CLOSED, CLOSED), section(CaseTemplate.OPENED, OPENED))


def test_headers_say_how_many_notices_there_are_and_nothing_about_anybody() -> None:
    mail = digest(*TWO)
    assert mail["Subject"] == "Overzicht van Flankerend van maandag 12 oktober 2026: 2 berichten"
    assert mail["Message-ID"] == f"<{BUNDLE}@stad.example>"
    assert "Canary" not in "\n".join(f"{name}: {value}" for name, value in mail.items())
    assert mail["References"] is mail["X-Correlation-Id"] is None


def test_each_notice_has_its_own_words_below_its_subject_and_its_own_link() -> None:
    text = part(digest(*TWO), "plain")
    assert "\n1. Spijbeldossier SP-2026-000123 gesloten\n=======" in text
    assert "\n2. Spijbeldossier SP-2026-000124 geopend\n=======" in text
    for words in ("Beste collega", "Met vriendelijke groeten", "Dienst Onderwijs", "vertrouwelijk"):
        assert text.count(words) == 1, words
    assert text.startswith("Beste collega")
    assert f"https://stad.example/a/{TWO[1].notice.id}" in text
    assert f"https://stad.example/a/{TWO[0].notice.id}" not in text
    assert "\n\n\n" not in text
    assert "None" not in text


def test_html_says_what_the_text_says_and_escapes_it() -> None:
    mail = digest(*TWO)
    html = part(mail, "html")
    assert "<b>Canaryname" not in html
    assert ">1. Spijbeldossier SP-2026-000123 gesloten</h2>" in html
    words = re.sub(r"<style>.*?</style>|<title>.*?</title>|<[^>]+>", " ", html, flags=re.DOTALL)
    plain = words.replace("&lt;", "<").replace("&gt;", ">").split()
    for line in part(mail, "plain").splitlines():
        for word in line.strip("=").removeprefix("- ").replace(": ", " ").rstrip(":").split():
            assert word in plain or f"{word}:" in plain
    assert block_of("1. Zorgoverleg: verplaatst\n====") == Heading("1. Zorgoverleg: verplaatst")


def test_a_correction_refers_to_the_message_that_its_notice_was_in() -> None:
    first, second = uuid4(), uuid4()
    corrections = [section(CaseTemplate.WITHDRAWN, CLOSED, thread=thread) for thread in ((first, second), (first,))]
    assert digest(*corrections)["References"].split() == [f"<{first}@stad.example>", f"<{second}@stad.example>"]
    assert digest(*corrections)["In-Reply-To"] is None
    alone = corrections[1]
    assert digest(alone)["References"] == digest(alone)["In-Reply-To"] == f"<{first}@stad.example>"


def test_the_courtesy_is_of_all_notices_together() -> None:
    for language, subject in (("fr", "Aperçu de Flankerend du lundi 12 octobre 2026"), ("en", "Flankerend digest of")):
        sections = [section(CaseTemplate.CLOSED, CLOSED, language=language) for _ in range(2)]
        text = part(digest(*sections), "plain")
        dutch, courtesy = text.split("-" * 40)
        assert subject in courtesy
        assert dutch.count("=\n") == courtesy.count("=\n") == 2
        assert "2 messages" in courtesy
    assert "-" * 40 not in part(digest(*TWO), "plain")


def test_appointments_go_along_as_files_with_names_of_their_own() -> None:
    for writer in (
        WRITER,
        Writer(replace(SENDER, replies_to="o@stad.example"), [CASES.templates, MEETINGS.templates], None),
    ):
        letter = writer.write(Message((TWO[0], *(section(MeetingTemplate.INVITATION, INVITED) for _ in range(2)))), NOW)
        mail = BytesParser(policy=default).parsebytes(letter.content)
        kinds = [(file.get_content_type(), file.get_filename()) for file in mail.walk() if not file.is_multipart()]
        assert kinds == [
            ("text/plain", None),
            ("text/html", None),
            ("application/ics", "zorgoverleg-1.ics"),
            ("application/ics", "zorgoverleg-2.ics"),
        ]
