"""What parents can be told of a case."""

from datetime import date
from uuid import UUID

from notifications.domain.labels import MissedHalfDay
from notifications.domain.naming import pupil_label, school_label
from notifications.domain.parents import CaseForParents
from notifications.domain.persons import Person, person_of
from notifications.domain.telling import Naming
from notifications.subjects.case.domain.facts import CaseNews
from notifications.subjects.case.domain.story import CaseStory
from notifications.subjects.case.storage.cases import Cases
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.domain.errors import Conflict, NotFound
from shared.domain.roles import Role


async def case_for_parents(uow: NotificationsUnitOfWork, case_id: UUID, *, today: date) -> CaseForParents:
    """The case by what was told of it last and still holds.

    Raises NotFound for a case that never arrived, and for one of a person who is erased. Raises Conflict for a case
    without half days, and for one that is over.
    """
    stories = uow.stories(Cases)
    await stories.load([case_id])
    story = await stories.story(case_id)
    news = story.news
    if not news:
        raise NotFound("case", case_id)
    newest = news[-1]
    persons = await uow.persons.find([newest.person_id])
    person = person_of(persons, newest.person_id)
    directory = await uow.contacts.around([newest.school], [])
    counsellor = directory.contact_for(newest.school, Role.COUNSELLOR, today)
    school = school_label(newest.school, directory, counsellor)
    arrived = person if isinstance(person, Person) else None
    pupil = pupil_label(arrived, number=newest.pupil, school=school, naming=Naming.FULL)
    if pupil is None:
        raise NotFound("case", case_id)
    half_days = _half_days(story)
    if not half_days:
        raise Conflict("the case has no half days to tell of", missing="half_days")
    if _is_over(story, newest):
        raise Conflict("the case is over", missing="open_case")
    return CaseForParents(
        reference=newest.reference,
        school=school,
        pupil=pupil,
        half_days=tuple(sorted(set(half_days))),
        school_year=str(newest.school_year),
    )


def _half_days(story: CaseStory) -> tuple[MissedHalfDay, ...]:
    """The half days that were told of last, by news that was not taken back since."""
    holding = (item for item in reversed(story.news) if story.taken_back_by(item.sequence) is None)
    return next((item.half_days for item in holding if item.half_days), ())


def _is_over(story: CaseStory, newest: CaseNews) -> bool:
    ends = [*(item.sequence for item in story.endings), *(item.sequence for item in story.closings)]
    return max(ends, default=0) > newest.sequence
