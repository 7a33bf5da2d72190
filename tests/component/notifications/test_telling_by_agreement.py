"""What is told where the municipality agreed so: over the wire and through the database, to mails."""

import sqlalchemy as sa

from notifications.testing.factories import PERSON
from shared.contracts import attendance_persons
from shared.runtime.ids import new_id

from .conftest import OpenHarness
from .events import attendance_dropped, case_closed, case_opened, consent_to_coach, meeting_held, person
from .harness import Harness
from .test_telling_of_cases import body


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


async def test_the_school_is_told_of_an_early_signal_and_nothing_of_it_is_kept_of_an_erased_pupil(
    open_harness: OpenHarness,
) -> None:
    signal_id = new_id()
    async with open_harness(tell_early_signals=True) as harness:
        await harness.publish_directory()
        await harness.publish(person())
        await harness.publish(attendance_dropped(signal_id))
        await harness.publish(attendance_dropped(signal_id))
        await harness.mails(1)
        await harness.settled()
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
