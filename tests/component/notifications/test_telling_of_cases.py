"""From case events to mails: who gets which fields, and when."""

from datetime import timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest
import sqlalchemy as sa

from notifications.testing.factories import CASE, PERSON, PUPIL
from shared.contracts import attendance_persons
from shared.contracts.attendance_persons import PersonMerged
from shared.contracts.casework_cases import CaseClosed, CaseEvent, CaseWithdrawn
from shared.messaging.tables import dead_letter
from shared.runtime.ids import new_id

from .events import (
    case_closed,
    case_escalated,
    case_merged,
    case_of_a_child_not_enrolled,
    case_opened,
    case_reopened,
    case_transferred,
    case_withdrawn,
    contact,
    escalation_withdrawn,
    person,
)
from .harness import Harness


def body(mail: EmailMessage) -> str:
    """All that a receiver can read: text and HTML."""
    return "\n".join(part.get_content() for part in mail.walk() if part.get_content_maintype() == "text")


def mail_to(harness: Harness, address: str) -> EmailMessage:
    [mail] = [mail for mail in harness.mail.taken if mail["To"] == address]
    return mail


async def test_clb_and_coach_are_told_with_the_fields_of_their_role(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.mails(2)
    to_clb, to_coach = mail_to(harness, "clb-1@mail.example"), mail_to(harness, "coach-1@mail.example")
    for expected in (
        "Ona Canaryname",
        "3A",
        "Organisatie van counsellor-1",
        "maandag 5 oktober 2026, voormiddag en namiddag",
        "counsellor-1",
    ):
        assert expected in body(to_clb)
    for hidden in ("Canaryname", " Ona", "Klas", "oktober", "counsellor-1@", PUPIL):
        assert hidden not in body(to_coach)
    assert f"https://flankerend.example/cases/{CASE}" in body(to_coach)
    assert to_clb["Subject"] == to_coach["Subject"] == "Spijbeldossier SP-2026-000123 geopend"


async def test_delivery_is_told_with_the_story_of_the_case(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    events = await harness.deliveries(2)
    assert {kind for kind, _ in events} == {"notification-sent"}
    by_role = {data["recipient_role"]: data for _, data in events}
    assert set(by_role) == {"clb", "youth-coach"}
    sent = by_role["clb"]
    assert sent["about"] == {"kind": "case", "id": str(CASE)}
    assert (sent["contact_id"], sent["channel"], sent["template"]) == ("clb-1", "email", "case-opened")
    assert sent["headers"]["ce_correlationid"] == "story-of-case-opened"
    assert harness.mail.taken[0]["X-Correlation-Id"] == "story-of-case-opened"


async def test_a_notice_waits_for_the_name_and_the_other_goes(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(case_opened())
    await harness.mails(1)
    assert harness.mail.taken[0]["To"] == "coach-1@mail.example"
    [waiting] = [row for row in await harness.notices() if row["waiting_for"]]
    assert (waiting["status"], waiting["waiting_for"]) == ("queued", f"person:{PERSON}")
    await harness.publish(person())
    await harness.mails(2)
    assert "Ona Canaryname" in body(mail_to(harness, "clb-1@mail.example"))


async def test_a_pupil_without_a_name_is_named_by_school_and_register_number(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(person(None, None))
    await harness.publish(case_opened())
    await harness.mails(2)
    assert f"stamnummer {PUPIL} van Organisatie van counsellor-1" in body(mail_to(harness, "clb-1@mail.example"))


async def test_without_a_contact_of_the_role_the_coordinator_is_told(harness: Harness) -> None:
    await harness.publish_directory("clb-1")
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.mails(2)
    told = mail_to(harness, "coordinator-1@mail.example")
    assert "CLB-contact" in told["Subject"]
    assert "Canaryname" not in body(told)
    roles = {data["recipient_role"] for _, data in await harness.deliveries(2)}
    assert roles == {"coordinator", "youth-coach"}


async def test_a_contact_that_arrives_a_moment_later_is_told_all_the_same(harness: Harness) -> None:
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.settled()
    await harness.publish_directory()
    await harness.mails(2)
    assert {mail["To"] for mail in harness.mail.taken} == {"clb-1@mail.example", "coach-1@mail.example"}


async def test_a_level_of_a_newer_school_year_is_mailed_to_the_clb_and_corrected_once(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened(school_year="2025-2026"))
    await harness.publish(case_escalated())
    await harness.publish(case_escalated(new_school_year=False, by_merger=True))
    await harness.mails(1)
    await harness.settled()
    await harness.all_in("sent", "cancelled")
    [told] = harness.mail.taken  # of the opening nobody is told any more: its school year has ended
    assert (told["To"], told["Subject"]) == ("clb-1@mail.example", "Spijbeldossier SP-2026-000123 opgeschaald")
    for expected in ("Ona Canaryname", "3A", "2026-2027", "6 halve dagen", "dinsdag 13 oktober 2026, voormiddag"):
        assert expected in body(told)
    for version in (4, 4, 5):
        await harness.publish(escalation_withdrawn(), sequence=version)
    await harness.mails(2)
    await harness.publish(case_withdrawn())
    await harness.settled()
    await harness.all_in("sent", "cancelled")
    [_, corrected] = harness.mail.taken
    assert (corrected["To"], corrected["Subject"]) == (
        "clb-1@mail.example",
        "Spijbeldossier SP-2026-000123: rechtzetting",
    )
    assert corrected["References"] == told["Message-ID"]
    assert {data["template"] for _, data in await harness.deliveries(2)} == {"case-escalated", "level-withdrawn"}


async def test_an_escalation_of_an_erased_person_keeps_neither_number_nor_half_days(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(case_escalated())
    await harness.settled()
    await harness.erase(attendance_persons.TOPIC, str(PERSON))
    await harness.all_in("cancelled")
    assert harness.mail.taken == []
    async with harness.service.engine.connect() as connection:
        rows = await connection.exec_driver_sql("SELECT kind, pupil, half_days FROM case_fact")
        assert [tuple(row) for row in rows] == [("escalated", None, [])]


async def test_a_withdrawn_case_gives_each_who_was_told_one_correction(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.mails(2)
    await harness.publish(contact("clb-0"))
    await harness.publish(case_withdrawn())
    await harness.publish(case_withdrawn(), sequence=2)
    await harness.settled()
    await harness.all_in("sent")
    corrections = harness.mail.taken[2:]
    assert sorted(mail["To"] for mail in corrections) == ["clb-1@mail.example", "coach-1@mail.example"]
    assert {mail["Subject"] for mail in corrections} == {"Spijbeldossier SP-2026-000123 ingetrokken"}
    assert not any("Canaryreason" in body(mail) for mail in corrections)


async def test_what_waits_is_cancelled_with_its_case(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(case_opened())
    await harness.mails(1)
    await harness.publish(case_withdrawn())
    await harness.settled()
    await harness.publish(person())
    await harness.settled()
    await harness.all_in("sent", "cancelled")
    assert [mail["To"] for mail in harness.mail.taken] == ["coach-1@mail.example"] * 2


async def test_a_reopened_case_is_told_again_and_a_merged_one_to_nobody(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.mails(2)
    await harness.publish(case_merged())
    await harness.publish(case_reopened())
    await harness.mails(4)
    await harness.all_in("sent")
    assert {mail["Subject"] for mail in harness.mail.taken[2:]} == {"Spijbeldossier SP-2026-000123 heropend"}


@pytest.mark.parametrize("late", ["the merger", "the withdrawal"])
async def test_whoever_was_told_of_a_case_that_went_on_in_another_is_corrected_when_that_one_is_withdrawn(
    harness: Harness, late: str
) -> None:
    other = UUID("00000000-0000-7000-8000-0000000007e2")
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.publish(case_opened(other))
    await harness.mails(4)
    merged_at = harness.clock.now()
    ends = [(case_merged(into=other), merged_at), (case_withdrawn(other), merged_at + timedelta(minutes=1))]
    for event, time in reversed(ends) if late == "the merger" else ends:
        harness.clock.set(time)
        await harness.publish(event)
        await harness.settled()
    await harness.mails(8)
    await harness.all_in("sent")
    assert [mail["To"] for mail in harness.mail.taken].count("clb-1@mail.example") == 4
    assert sorted(len(row["corrects"]) for row in await harness.notices()) == [0, 0, 0, 0, 1, 1, 1, 1]


async def test_whoever_was_told_of_a_case_that_went_on_in_one_of_an_earlier_year_is_corrected_when_its_year_falls(
    harness: Harness,
) -> None:
    other = UUID("00000000-0000-7000-8000-0000000007e2")
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened())
    await harness.mails(2)
    for event in (case_merged(into=other), escalation_withdrawn(other), case_withdrawn(other)):
        harness.clock.set(harness.clock.now() + timedelta(minutes=1))
        await harness.publish(event)
        await harness.settled()
        await harness.all_in("sent")
    corrections = harness.mail.taken[2:]
    assert sorted(mail["To"] for mail in corrections) == ["clb-1@mail.example", "coach-1@mail.example"]
    assert {mail["Subject"] for mail in corrections} == {"Spijbeldossier SP-2026-000123: rechtzetting"}


async def test_replaying_everything_sends_nothing(harness: Harness) -> None:
    events = [person(), case_opened(), case_withdrawn(), case_reopened()]
    await harness.publish_directory()
    for event in events:
        await harness.publish(event)
        await harness.settled()
        if await harness.notices():
            await harness.all_in("sent")
    assert len(harness.mail.taken) == 6
    for number, event in enumerate(events[1:], start=1):
        await harness.publish(event, sequence=number)
    await harness.publish(person(), sequence=1)
    await harness.settled()
    assert len(harness.mail.taken) == len(await harness.notices()) == 6


async def test_of_a_school_year_that_has_ended_nobody_is_told(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(person())
    await harness.publish(case_opened(school_year="2025-2026"))
    await harness.all_in("cancelled")
    assert {row["reason"] for row in await harness.notices()} == {"school-year-ended"}
    assert harness.mail.taken == []


async def test_of_an_erased_person_nothing_is_kept_and_nothing_is_told(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(case_opened())
    await harness.mails(1)
    await harness.erase(attendance_persons.TOPIC, str(PERSON))
    await harness.all_in("sent", "cancelled")
    assert len(harness.mail.taken) == 1


@pytest.mark.parametrize("event", [case_opened(), case_reopened(), case_escalated(), case_transferred(school="123456")])
async def test_a_case_that_is_heard_of_after_the_erasure_brings_nothing_back(
    harness: Harness, event: CaseEvent
) -> None:
    await harness.publish_directory()
    await harness.erase(attendance_persons.TOPIC, str(PERSON))
    await harness.publish(person())
    await harness.until(lambda: erased(harness), "erased")
    await harness.publish(event)
    await harness.settled()
    async with harness.service.engine.connect() as connection:
        cases = await connection.execute(sa.text("SELECT pupil, half_days FROM case_fact"))
        names = await connection.execute(sa.text("SELECT given_name, family_name, enrolments FROM person"))
        assert [tuple(row) for row in (*cases, *names)] == [(None, []), (None, None, [])]
    await harness.all_in("sent", "cancelled")
    assert not any("Canaryname" in body(mail) for mail in harness.mail.taken)


async def erased(harness: Harness) -> bool:
    async with harness.service.engine.connect() as connection:
        return list(await connection.scalars(sa.text("SELECT erased FROM person"))) == [True]


async def test_what_came_in_during_the_erasure_is_forgotten_and_the_id_after_its_term(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.publish(case_opened())
    await harness.settled()
    await harness.erase(attendance_persons.TOPIC, str(PERSON))
    await harness.until(lambda: erased(harness), "erased")
    async with harness.service.engine.begin() as connection:
        await connection.execute(sa.text("UPDATE case_fact SET pupil = 'P-1'"))
    [forget] = [ticker for ticker in harness.service.tickers if ticker.name == "erased-persons"]
    await forget._job()
    async with harness.service.engine.connect() as connection:
        assert list(await connection.scalars(sa.text("SELECT pupil FROM case_fact"))) == [None]
    harness.clock.advance(timedelta(days=401))
    await forget._job()
    async with harness.service.engine.connect() as connection:
        assert list(await connection.scalars(sa.text("SELECT person_id FROM person"))) == []


async def test_a_merged_person_goes_by_the_name_of_the_other(harness: Harness) -> None:
    other = new_id()
    await harness.publish_directory()
    await harness.publish(PersonMerged(person_id=PERSON, merged_into=other))
    await harness.publish(case_opened())
    await harness.mails(1)
    await harness.publish(person("Ann").model_copy(update={"person_id": other}))
    await harness.mails(2)
    assert "Ann Canaryname" in body(mail_to(harness, "clb-1@mail.example"))


@pytest.mark.parametrize("erased_first", [False, True])
async def test_of_an_erased_person_nothing_is_kept_under_former_ids_either(
    harness: Harness, erased_first: bool
) -> None:
    other, last = new_id(), new_id()
    await harness.publish_directory()
    await harness.publish(person("Ann"))
    await harness.publish(case_opened())
    await harness.mails(2)
    mergers = [PersonMerged(person_id=PERSON, merged_into=other), PersonMerged(person_id=other, merged_into=last)]
    for merger in [] if erased_first else mergers:
        await harness.publish(merger)
    await harness.settled()
    await harness.erase(attendance_persons.TOPIC, str(last))
    for merger in mergers if erased_first else []:
        await harness.publish(merger)

    async def nothing_is_kept() -> bool:
        async with harness.service.engine.connect() as connection:
            names = await connection.execute(sa.text("SELECT given_name, family_name, enrolments FROM person"))
            cases = await connection.execute(sa.text("SELECT pupil, half_days FROM case_fact"))
            kept = {*(str(tuple(row)) for row in names), *(str(tuple(row)) for row in cases)}
        return kept == {"(None, None, [])", "(None, [])"}

    await harness.until(nothing_is_kept, "nothing kept")


async def test_a_key_that_is_no_person_goes_to_the_dead_letters_and_stops_nobody(harness: Harness) -> None:
    await harness.publish_directory()
    await harness.erase(attendance_persons.TOPIC, "not-a-person")
    await harness.publish(case_closed())
    await harness.publish(case_opened())
    await harness.mails(1)
    async with harness.service.engine.connect() as connection:
        [error] = list(await connection.scalars(sa.select(dead_letter.c.error)))
    assert error == "key: expected the id of a person"


async def test_nobody_is_told_of_a_case_whose_type_is_not_one_to_tell_of(harness: Harness) -> None:
    """A child that is not enrolled is nobody's pupil; a type of case that comes later is unknown here."""
    await harness.publish_directory()
    for case_type in ("not-enrolled", "bullying", "newcomer", "a-later-type"):
        opened = case_of_a_child_not_enrolled(case_type)
        await harness.publish(opened)
        told = {"case_id": opened.case_id, "reference": opened.reference, "case_type": case_type}
        await harness.publish(CaseClosed(**told, reason=None, outcome="enrolled"))
        await harness.publish(CaseWithdrawn(**told, reason=None))
    await harness.settled()
    async with harness.service.engine.connect() as connection:
        assert list(await connection.scalars(sa.text("SELECT case_id FROM case_fact"))) == []
        assert list(await connection.scalars(sa.select(dead_letter.c.error))) == []
    assert (await harness.notices(), harness.mail.taken) == ([], [])


async def test_nobody_is_told_of_a_pupil_whose_case_is_not_one_to_tell_of(harness: Harness) -> None:
    await harness.publish_directory()
    for case_type in ("toddler-participation", "dropout-risk"):
        opened = case_opened(new_id()).model_copy(update={"case_type": case_type})
        await harness.publish(opened)
        told = {"case_id": opened.case_id, "reference": opened.reference, "case_type": case_type}
        await harness.publish(CaseWithdrawn(**told, reason=None))
    await harness.settled()
    assert (await harness.notices(), harness.mail.taken) == ([], [])
