"""What is told where the municipality agreed so: over the wire and through the database, to mails."""

import re
from functools import partial

import httpx
import sqlalchemy as sa

from notifications.application.clocks import Clocks
from notifications.bundling.application.close_digests import close_digests
from notifications.testing.factories import PERSON
from shared.contracts import attendance_persons
from shared.domain.roles import Role
from shared.runtime.ids import new_id

from .conftest import OpenHarness, authorized
from .events import (
    attendance_dropped,
    case_assigned,
    case_closed,
    case_due,
    case_opened,
    case_overdue,
    consent_to_coach,
    meeting_held,
    person,
)
from .harness import Harness
from .test_telling_of_cases import body

_WORKERS = ("caseworker", "coordinator")


def told(harness: Harness) -> list[tuple[str, str]]:
    """Who got a mail that says what, by the last word of its subject, in the order they went."""
    return [(mail["To"].partition("@")[0], mail["Subject"].rpartition(" ")[2]) for mail in harness.mail.taken]


async def await_their_digest(harness: Harness, count: int) -> bool:
    return len([row for row in await harness.notices() if row["digest_at"] and row["status"] == "queued"]) == count


async def test_the_coach_is_told_once_a_meeting_was_held(open_harness: OpenHarness) -> None:
    async with open_harness(coach_after="meeting-held") as harness:
        await harness.publish_directory()
        await harness.publish(person())
        await harness.publish(case_opened())
        await harness.mails(1)
        await harness.settled()
        await harness.publish(meeting_held())
        await harness.publish(meeting_held(), sequence=1)
        await harness.mails(2)
        await harness.all_in("sent")
        await harness.publish(case_closed())
        await harness.mails(4)
        await harness.all_in("sent")
        assert told(harness)[:2] == [("clb-1", "geopend"), ("coach-1", "geopend")]
        assert sorted(told(harness)[2:]) == [("clb-1", "gesloten"), ("coach-1", "gesloten")]


async def test_the_coach_is_told_once_a_consent_was_recorded(open_harness: OpenHarness) -> None:
    async with open_harness(coach_after="consent") as harness:
        await harness.publish_directory()
        await harness.publish(person())
        await harness.publish(case_opened())
        await harness.publish(consent_to_coach(purpose="share-with-clb"))
        await harness.publish(meeting_held())
        await harness.mails(1)
        await harness.settled()
        await harness.publish(consent_to_coach())
        await harness.mails(2)
        await harness.all_in("sent")
        assert told(harness) == [("clb-1", "geopend"), ("coach-1", "geopend")]


async def test_work_and_status_are_told_where_both_were_agreed(open_harness: OpenHarness) -> None:
    async with open_harness(caseworker_digest=True, tell_overdue=True, tell_school_status=True) as harness:
        await harness.publish_directory()
        await harness.publish(person())
        for event in (case_opened(), case_assigned(), case_due(), case_overdue(), case_overdue(Role.COORDINATOR)):
            await harness.publish(event)
        for sequence, event in enumerate((case_opened(), case_assigned(), case_due(), case_overdue()), start=1):
            await harness.publish(event, sequence=sequence)
        await harness.settled()

        async def all_are_made() -> bool:
            made = {(row["template"], row["slot"]) for row in await harness.notices() if row["status"] != "cancelled"}
            return made >= {
                ("case-assigned", "caseworker-1"),
                ("case-overdue", "caseworker-1"),
                ("case-long-overdue", "coordinator"),
                ("case-status", "counsellor"),
            }

        await harness.until(all_are_made, "all notices")
        keys = [(row["template"], row["occasion"], row["slot"]) for row in await harness.notices()]
        assert len(set(keys)) == len(keys)
        await harness.until(lambda: ("counsellor-1", "stand") in told(harness), "the status")
        await harness.until(partial(await_their_digest, harness, 3), "three for a digest")
        harness.clock.advance(harness.a_day)
        await close_digests(harness.service.units, clocks=Clocks(harness.clock))
        await harness.mails(5)
        to_caseworker, to_coordinator = sorted(harness.mail.taken[3:], key=lambda mail: mail["To"])
        assert (to_caseworker["To"], to_coordinator["To"]) == tuple(f"{who}-1@mail.example" for who in _WORKERS)
        assert {"toegewezen", "voorbij"} <= set(re.findall(r"\w+", body(to_caseworker)))
        assert "Ona" not in body(to_caseworker) + body(to_coordinator)


async def test_whoever_has_a_case_hears_once_that_the_clb_takes_it_up(open_harness: OpenHarness) -> None:
    async with open_harness(caseworker_digest=True) as harness:
        await harness.publish_directory()
        await harness.publish(person())
        for event in (case_opened(), case_assigned()):
            await harness.publish(event)
        await harness.mails(2)

        async def are_sent() -> bool:
            return [row["status"] for row in await harness.notices()].count("sent") == 2

        await harness.until(are_sent, "both sent")
        [to_clb] = [row for row in await harness.notices() if row["slot"] == "clb"]
        url = f"http://127.0.0.1:{harness.service.server.port}/notifications/{to_clb['id']}/answer"
        async with httpx.AsyncClient(headers=authorized("clb", contact="clb-1")) as client:
            for answer in ("received", "taken-up", "taken-up", "closed"):
                assert (await client.post(url, json={"answer": answer})).status_code == 200
        made = [(row["template"], row["slot"]) for row in await harness.notices() if row["template"] == "case-answered"]
        assert made == [("case-answered", "clb:for:caseworker-1")]


async def test_the_school_is_told_of_an_early_signal_and_nothing_of_it_is_kept_of_an_erased_pupil(
    open_harness: OpenHarness,
) -> None:
    signal_id = new_id()
    async with open_harness(tell_early_signals=True) as harness:
        await harness.publish_directory()
        await harness.publish(person())
        await harness.publish(attendance_dropped(signal_id))
        await harness.publish(attendance_dropped(signal_id))
        await harness.until(partial(await_their_digest, harness, 1), "for a digest")
        harness.clock.advance(harness.a_day)
        await close_digests(harness.service.units, clocks=Clocks(harness.clock))
        await harness.mails(1)
        await harness.all_in("sent")
        assert [mail["To"] for mail in harness.mail.taken] == ["counsellor-1@mail.example"]
        assert "Ona Canaryname" in body(harness.mail.taken[0])
        assert "0.61" not in body(harness.mail.taken[0])
        await harness.erase(attendance_persons.TOPIC, str(PERSON))
        await harness.settled()
        await harness.publish(attendance_dropped(new_id()))
        await harness.settled()

        async def nothing_is_kept() -> bool:
            async with harness.service.engine.connect() as connection:
                return not list(await connection.execute(sa.text("SELECT signal_id FROM early_signal")))

        await harness.until(nothing_is_kept, "nothing kept")
