"""What is told where the municipality agreed so: over the wire and through the database, to mails."""

from .conftest import OpenHarness
from .events import case_closed, case_opened, consent_to_coach, meeting_held, person
from .harness import Harness


def told(harness: Harness) -> list[tuple[str, str]]:
    """Who got a mail that says what, by the last word of its subject, in the order they went."""
    return [(mail["To"].partition("@")[0], mail["Subject"].rpartition(" ")[2]) for mail in harness.mail.taken]


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
