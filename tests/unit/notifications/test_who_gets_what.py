"""The table is the only source: no text, in any version and language, says or reaches what its row does not allow."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email.parser import BytesParser
from email.policy import default
from typing import Any
from uuid import UUID

import orjson
import pytest
from jinja2 import UndefinedError

from notifications.application.subject import AnySubject
from notifications.channels.email.writer import Sender, Writer
from notifications.channels.letter.content import content_of
from notifications.channels.registry import words_on_paper
from notifications.domain.about import About, Origin
from notifications.domain.decision import Wanted
from notifications.domain.directory import Directory
from notifications.domain.known_case import KnownCase
from notifications.domain.labels import MissedHalfDay
from notifications.domain.message import Message, Section
from notifications.domain.notice import NoticeKey
from notifications.domain.persons import Enrolment, Person
from notifications.domain.preparation import Knowledge, Patience, Ready
from notifications.domain.telling import Naming, Telling
from notifications.subjects.body_session.domain.story import Guest, SessionStory
from notifications.subjects.case.domain.vocabulary import OF_RECEIVERS
from notifications.subjects.early_signal.domain.story import EarlySignalStory
from notifications.subjects.meeting.domain.story import Participant
from notifications.subjects.policy_agenda.domain.story import PolicyAgendaStory
from notifications.subjects.registry import SUBJECTS
from notifications.testing.body_sessions import body_session
from notifications.testing.cases import assignment, case, closing, level_fall, opening, raised, term
from notifications.testing.early_signals import early_signal
from notifications.testing.factories import CASE, MEETING, PERSON, contact, knowledge, notice
from notifications.testing.letters import POST
from notifications.testing.meetings import meeting, no_slot, session
from notifications.testing.policy_agendas import policy_agenda
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.papers.letterhead import Letterhead

READERS = (Role.CLB, Role.YOUTH_COACH, Role.COUNSELLOR, Role.CASEWORKER, Role.COORDINATOR)
CANARIES = {
    "given": "Canaryona",
    "family": "Canaryfamily",
    "number": "Canarynumber",
    "class_name": "Canaryclass",
    "count": "4711 ",
    "counsellor": "Canarycounsellor",
    "counsellor_address": "canarycounsellor@mail.example",
    "school_year": "2026-2027",
    "level": "4710 ",
    "place": "Canaryplace",
    "others": "canaryguest@mail.example",
}
"""What is planted in all that a mail can be made of, beside the half day, which each language writes in its own way."""

HALF_DAYS = {
    "nl": "woensdag 7 oktober 2026, namiddag",
    "fr": "mercredi 7 octobre 2026, après-midi",
    "en": "Wednesday 7 October 2026, afternoon",
}

ALLOWED_BY = {
    "pupil": {"given", "family"},
    "pupils": {"given", "family"},
    "cases": {"given", "family"},
    "class_name": {"class_name"},
    "count": {"count"},
    "half_days": {"half_days"},
    "counsellor": {"counsellor", "counsellor_address"},
    "school_year": {"school_year"},
    "level": {"level"},
    "appointment": {"place"},
    "pupil_page": {"number"},
}
"""Which of these a field of a row lets through."""

BY_FIRST_NAME = {"pupil": {"given"}, "pupils": {"given"}, "cases": {"given"}}
ALL: list[tuple[AnySubject, Telling]] = [(entry.subject, row) for entry in SUBJECTS for row in entry.subject.tellings]
WRITER = Writer(
    Sender("onderwijs@stad.example", "Dienst Onderwijs"), [entry.subject.templates for entry in SUBJECTS], None
)


def versions(subject: AnySubject, row: Telling) -> Iterator[int]:
    """The versions that there are words of: notices keep the version they were made with."""
    for path in (subject.templates / row.template).glob(f"*/{row.text}.txt.j2"):
        yield int(path.parent.name)


EVERY = [(subject, row, version) for subject, row in ALL for version in sorted(versions(subject, row))]
IN_EVERY_LANGUAGE = [(*entry, language) for entry in EVERY for language in HALF_DAYS]


def named(entry: Any) -> str:
    return entry.template + "-" + (entry.role or "others") if isinstance(entry, Telling) else ""


def the_directory() -> Directory:
    people = [contact(f"{role}-1", role) for role in READERS if role is not Role.COUNSELLOR]
    counsellor = replace(
        contact("counsellor-1", Role.COUNSELLOR), name=CANARIES["counsellor"], email=CANARIES["counsellor_address"]
    )
    guest = replace(contact("guest-1", Role.CLB), name="Canaryguest", email=CANARIES["others"])
    return Directory([*people, counsellor, guest])


def all_there_is() -> Knowledge:
    pupil = Person(
        PERSON,
        CANARIES["given"],
        CANARIES["family"],
        (Enrolment("123456", CANARIES["number"], CANARIES["class_name"], date(2026, 9, 1)),),
    )
    known_case = KnownCase("SP-2026-000123", PERSON, "123456", CANARIES["number"])
    return knowledge(
        persons=[pupil],
        known_directory=the_directory(),
        cases={CASE: known_case},
        patience=Patience(for_role_over=True, for_facts_over=True),
    )


def planted(subject: AnySubject, row: Telling) -> Ready:
    """The row's notice, made ready as the service does, of a story full of canaries."""
    about = About(subject.kind, MEETING if subject.kind == "meeting" else CASE)
    role = row.role or Role.COORDINATOR
    slot = f"clb:for:{role}-1" if row.template in OF_RECEIVERS else f"{role}-1"
    told = Wanted(NoticeKey(row.template, about, 3, slot), role, Origin(), f"{role}-1", (UUID(int=1),))
    prepared = subject.prepare(notice(told), _story(subject, row), all_there_is())
    assert isinstance(prepared, Ready), prepared
    return replace(prepared, telling=row)


def _story(subject: AnySubject, row: Telling) -> Any:
    if subject.kind == "case":
        planted = {
            "pupil": CANARIES["number"],
            "count": 4711,
            "half_days": (MissedHalfDay(date(2026, 10, 7), HalfDay.PM),),
        }
        news = replace(raised(3, 4710), **planted)
        first = replace(opening(1), **planted)
        return {
            "case-closed": case(first, closing(3)),
            "level-withdrawn": case(first, news, level_fall(4, 4710)),
            "case-escalated": case(first, news),
            "case-assigned": case(first, assignment(3)),
            "case-due": case(first, assignment(2), term(3)),
            "case-overdue": case(first, assignment(2), term(3, is_over=True)),
            "case-long-overdue": case(first, term(3, is_over=True, escalated_to=Role.COORDINATOR)),
        }.get(row.template, case(replace(opening(3), **planted)))
    if subject.kind == "body-session":
        guests = (*(Guest(f"{role}-1", role) for role in READERS), Guest("guest-1", Role.CLB))
        return SessionStory(CASE, (body_session(3, guests=guests, place=CANARIES["place"]),))
    if subject.kind == "policy-agenda":
        return PolicyAgendaStory(CASE, policy_agenda(3))
    if subject.kind == "early-signal":
        return EarlySignalStory(CASE, replace(early_signal(3), pupil=CANARIES["number"]))
    people = (*(Participant(f"{role}-1", role) for role in READERS), Participant("guest-1", Role.CLB))
    version = session(3, CASE, participants=people)
    appointment = replace(version.appointment, place=CANARIES["place"])
    return meeting(replace(version, appointment=appointment), no_slots=(no_slot(3),))


def canaries(language: str) -> dict[str, str]:
    return {**CANARIES, "half_days": HALF_DAYS[language]}


def written(row: Telling, ready: Ready, version: int, language: str = "nl") -> str:
    """All that leaves: headers of the mail and of its parts, text, HTML and calendar, decoded."""
    ready = replace(ready, receiver=replace(ready.receiver, language=language))
    made = notice(Wanted(NoticeKey(row.template, About("case", CASE), 3, "x"), ready.receiver.role, Origin()))
    made.template_version = version
    mail = BytesParser(policy=default).parsebytes(WRITER.write(Message.of(made, ready), all_there_is().now).content)
    parts = [part.get_content() for part in mail.walk() if not part.is_multipart()]
    texts = [part if isinstance(part, str) else part.decode() for part in parts]
    headers = [f"{name}: {value}" for part in mail.walk() for name, value in part.items()]
    return re.sub(r"\r?\n ", "", "\n".join([*headers, *texts]))


def allowed(row: Telling, ready: Ready) -> set[str]:
    let_through = {**ALLOWED_BY, **(BY_FIRST_NAME if row.naming is Naming.FIRST else {})}
    if row.naming is Naming.NONE:
        let_through["cases"] = set()
    return {canary for field in row.shown for canary in let_through.get(field, set())}


@pytest.mark.parametrize(("subject", "row", "version", "language"), IN_EVERY_LANGUAGE, ids=named)
def test_no_mail_of_any_version_and_language_says_what_its_row_does_not_allow(
    subject: AnySubject, row: Telling, version: int, language: str
) -> None:
    ready = planted(subject, row)
    mail = written(row, ready, version, language)
    own_address = {name for name, canary in CANARIES.items() if canary == ready.receiver.email}
    leaked = {name for name, canary in canaries(language).items() if canary in mail} - own_address
    assert leaked <= allowed(row, ready)
    if version == row.version:
        assert leaked >= allowed(row, ready) - {"school_year"}, "what the row allows is said, so it is looked for right"


@pytest.mark.parametrize(("subject", "row", "version"), EVERY, ids=named)
def test_no_letter_of_any_version_holds_what_its_row_does_not_allow(
    subject: AnySubject, row: Telling, version: int
) -> None:
    ready = planted(subject, row)
    ready = replace(ready, receiver=replace(ready.receiver, name="An Peeters", email=None, post=POST))
    made = notice(Wanted(NoticeKey(row.template, About("case", CASE), 3, "x"), ready.receiver.role, Origin()))
    made.template_version = version
    words = words_on_paper(WRITER, made, ready)
    content = content_of(Section(made, ready), words, all_there_is().now, letterhead=Letterhead())
    letter = orjson.dumps(content).decode()
    leaked = {name for name, canary in canaries("nl").items() if canary in letter}
    assert leaked <= allowed(row, ready)
    if version == row.version:
        assert leaked >= allowed(row, ready) - {"school_year"}, "what the row allows is said, so it is looked for right"
    assert "bijlage" not in letter
    assert not any(canary in words.subject for canary in CANARIES.values())


@pytest.mark.parametrize(("subject", "row", "version"), EVERY, ids=named)
def test_a_courtesy_says_as_much_as_the_dutch_text(subject: AnySubject, row: Telling, version: int) -> None:
    ready = planted(subject, row)
    for language in ("fr", "en"):
        receiver = replace(ready.receiver, language=language)
        made = notice(Wanted(NoticeKey(row.template, About("case", CASE), 3, "x"), receiver.role, Origin()))
        made.template_version = version
        text = WRITER.text(made, replace(ready, receiver=receiver))
        assert text.courtesy, f"{row.template}/{version}/{row.text} has no text in {language}"
        dutch, courtesy = (
            {name for name, canary in canaries(code).items() if canary in body}
            for code, body in (("nl", text.body), (language, text.courtesy.body))
        )
        assert courtesy == dutch
        assert text.body.count("https://") == text.courtesy.body.count("https://")
        assert "\n\n\n" not in text.whole


@pytest.mark.parametrize(("subject", "row"), ALL, ids=named)
def test_a_text_that_reaches_for_another_field_is_refused(subject: AnySubject, row: Telling) -> None:
    """Also a field that is made for the reader, and which the row alone leaves out."""
    ready = planted(subject, row)
    for field in row.shown:
        narrower = replace(row, shown=tuple(name for name in row.shown if name != field))
        reached = {name for name in _reached(subject, row) if name == field}
        if reached:
            with pytest.raises(UndefinedError, match=field):
                written(narrower, replace(ready, telling=narrower), row.version)


def _reached(subject: AnySubject, row: Telling) -> set[str]:
    """The fields that the text reaches without asking first whether they are there."""
    text = (subject.templates / row.template / str(row.version) / f"{row.text}.txt.j2").read_text()
    return set(re.findall(r"\{[{%][^}]*?mail\.([a-z_]+)", text))
