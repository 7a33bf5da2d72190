"""What can wait comes once a day: all notices of a receiver in one mail."""

from datetime import datetime
from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.note_bounce import BounceRules
from notifications.bundling.application.close_digests import close_digests
from notifications.incoming.application.take_mail import Consequences, take_mail
from notifications.incoming.domain.arrived import Arrived, Kind, Report
from notifications.subjects.registry import SUBJECTS, by_kind
from notifications.testing.factories import CASE
from shared.runtime.clock import BRUSSELS
from shared.testing.logs import Logs

from .conftest import OpenHarness
from .events import case_closed, case_escalated, case_opened, case_reopened, level_fallen, person
from .harness import Harness

EVENING, MORNING = datetime(2026, 10, 12, 20, tzinfo=BRUSSELS), datetime(2026, 10, 13, 8, tzinfo=BRUSSELS)
OTHER = UUID("00000000-0000-7000-8000-00000000ca5f")


async def close(harness: Harness) -> None:
    """What the ticker does twice a minute."""
    await close_digests(harness.service.units, clocks=Clocks(harness.clock))


async def in_the_evening(harness: Harness) -> None:
    """Two cases are opened, and each receiver is told of it."""
    harness.clock.set(EVENING)
    await harness.publish_directory()
    await harness.publish(person())
    for case_id in (CASE, OTHER):
        await harness.publish(case_opened(case_id))
    await harness.mails(4)
    await harness.all_in("sent")


async def waiting(harness: Harness, count: int) -> list[str]:
    """What notices wait for, once so many do."""

    async def so() -> bool:
        return len([row for row in await harness.notices() if row["digest_at"] and row["status"] == "queued"]) == count

    await harness.until(so, f"{count} that wait for a digest")
    return [row["waiting_for"] for row in await harness.notices() if row["status"] == "queued"]


async def test_a_digest_holds_what_still_holds_and_is_repeated_as_it_was(open_harness: OpenHarness, logs: Logs) -> None:
    async with open_harness(digest=True) as harness:
        await in_the_evening(harness)
        for event in (case_closed(CASE), case_closed(OTHER)):
            await harness.publish(event)
        assert sorted(await waiting(harness, 4)) == ["digest:clb-1", "digest:clb-1", "digest:coach-1", "digest:coach-1"]
        await harness.publish(case_reopened(OTHER))
        await harness.mails(6)
        await harness.publish(case_closed(OTHER))
        await waiting(harness, 4)
        await close(harness)
        assert len(harness.mail.taken) == 6
        lost = iter(["hang-up after taking it"] * 2)
        harness.mail.to_content = lambda _: next(lost, None)
        harness.clock.set(MORNING)
        await close(harness)
        await harness.all_in("sent", "cancelled")
        digests = [mail for mail in harness.mail.taken if "Overzicht" in mail["Subject"]]
        assert len({mail["Message-ID"] for mail in digests}) == 2 < len(digests)
        by_id = {mail["Message-ID"]: (mail["To"], mail["Subject"]) for mail in digests}
        assert sorted(by_id.values()) == [
            (f"{contact}@mail.example", "Overzicht van Flankerend van dinsdag 13 oktober 2026: 2 berichten")
            for contact in ("clb-1", "coach-1")
        ]
        told = [data for kind, data in await harness.deliveries(10) if kind == "notification-sent"]
        closings = [data["message_id"] for data in told if data["template"] == "case-closed"]
        assert sorted(closings) == sorted(2 * [message_id[1:37] for message_id in by_id])
        alone = [data for data in told if data["template"] != "case-closed"]
        assert all(data["message_id"] == data["notification_id"] for data in alone)
        report = Arrived(
            key="report",
            kind=Kind.DELIVERY_FAILED,
            mentions=(UUID(closings[0]),),
            reports=(Report("failed", "5.1.1"),),
        )
        async with harness.service.units() as uow:
            consequences = Consequences(by_kind(SUBJECTS), BounceRules(), Clocks(harness.clock))
            await take_mail(uow, report, consequences=consequences)
        bounced = [row for row in await harness.notices() if row["status"] == "bounced"]
        assert [row["bundle_id"] for row in bounced] == [UUID(closings[0])] * 2
        assert [line["notices"] for line in logs.lines("digest.closed")] == [2, 2]


async def test_a_digest_with_one_notice_is_a_mail_like_any_other(open_harness: OpenHarness) -> None:
    async with open_harness(digest=True) as harness:
        await in_the_evening(harness)
        await harness.publish(case_closed(CASE))
        await waiting(harness, 2)
        harness.clock.set(MORNING)
        await close(harness)
        await harness.mails(6)
        assert {mail["Subject"] for mail in harness.mail.taken[4:]} == {"Spijbeldossier SP-2026-000123 gesloten"}


async def test_what_is_urgent_overtakes_what_waits_for_the_same_receiver(open_harness: OpenHarness) -> None:
    async with open_harness(digest=True) as harness:
        harness.clock.set(EVENING)
        await harness.publish_directory()
        await harness.publish(person())
        raised = case_escalated(new_school_year=False, level_of_education="secundair")
        for event, mails in ((case_opened(), 2), (raised, 4)):
            await harness.publish(event)
            await harness.mails(mails)
        await harness.publish(case_closed())
        await waiting(harness, 2)
        await harness.publish(level_fallen())
        await harness.mails(6)
        rows = await harness.notices()
        assert "queued" not in [row["status"] for row in rows if row["template"] == "level-withdrawn"]
        assert [row["status"] for row in rows if row["template"] == "case-closed"] == ["queued"] * 2
