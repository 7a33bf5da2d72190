"""From the agenda of the education policy to a mail with numbers."""

from uuid import UUID

from shared.contracts.consultation_agenda import PolicyAgendaCounted

from .harness import Harness
from .test_telling_of_meetings import readable


async def test_the_coordinator_gets_the_numbers_with_what_is_late_in_front(harness: Harness) -> None:
    await harness.publish_directory()
    counted = {"counted_on": "2026-10-05", "coordinators": ["coordinator-1"]}
    items = [
        {"code": "sessions-to-plan", "number": 3, "late": 0},
        {"code": "minutes-not-approved", "number": 2, "late": 2},
        {"code": "something-new", "number": 1, "late": 0},
    ]
    await harness.publish(PolicyAgendaCounted.model_validate({"agenda_id": UUID(int=7), "items": items, **counted}))
    await harness.mails(1)
    [mail] = harness.mail.taken
    assert mail["Subject"] == "Het onderwijsbeleid vraagt uw aandacht: 6"
    text = readable(mail)
    assert "stonden er 6 punten op de agenda van het onderwijsbeleid, waarvan 2 te laat." in " ".join(text.split())
    lines = [line for line in text.splitlines() if line.startswith("- ")]
    assert lines == [
        "- 2 × verslagen die nog niet goedgekeurd zijn, waarvan 2 te laat",
        "- 3 × overlegorganen met vergaderingen te plannen",
        "- 1 × andere punten",
    ]
