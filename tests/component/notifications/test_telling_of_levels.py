"""Higher levels, levels that fall, and cases that close: over the wire and through the database, to mails."""

from shared.contracts.vocabulary import EducationLevel
from shared.runtime.ids import new_id

from .events import case_closed, case_escalated, case_opened, level_fallen, person
from .harness import Harness
from .test_telling_of_cases import body


async def test_a_higher_level_its_fall_and_the_end_are_told_once_however_often_they_come_by(harness: Harness) -> None:
    """Over the wire and through the database: to CLB and coach, and of a primary school to its care coordinator."""
    raised = case_escalated(new_school_year=False, level_of_education="secundair")
    events = [case_opened(), raised, level_fallen(), case_closed()]
    await harness.publish_directory()
    await harness.publish(person())
    for number, event in enumerate(events, start=1):
        await harness.publish(event)
        await harness.mails(2 * number)
        await harness.all_in("sent")
    for number, event in enumerate(events, start=1):
        await harness.publish(event, sequence=number)
    other = case_opened(new_id()).model_copy(update={"level_of_education": EducationLevel.LAGER})
    await harness.publish(other)
    await harness.mails(10)
    await harness.settled()
    told = [(mail["To"].partition("@")[0], mail["Subject"].rpartition(" ")[2]) for mail in harness.mail.taken]
    subjects = ("geopend", "opgeschaald", "rechtzetting", "gesloten")
    assert sorted(told[:8]) == sorted((who, word) for who in ("clb-1", "coach-1") for word in subjects)
    assert sorted(told[8:]) == [("clb-1", "geopend"), ("counsellor-1", "geopend")]
    [correction] = [mail for mail in harness.mail.taken[4:6] if mail["To"].startswith("clb")]
    assert "Vervallen niveau: 5 halve dagen" in body(correction)
