"""What notices are made of: read at once for all whose turn has come."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from notifications.application.subject import Subjects
from notifications.domain.about import About
from notifications.domain.directory import Directory
from notifications.domain.known_case import KnownCase
from notifications.domain.notice import Notice
from notifications.domain.persons import Persons
from notifications.domain.preparation import Needs
from notifications.unit_of_work import NotificationsUnitOfWork
from shared.runtime.logging import get_logger


@dataclass(frozen=True, slots=True)
class Gathered:
    """The stories that some notices tell of, and what those notices need beside their stories."""

    stories: Mapping[About, object]
    cases: Mapping[UUID, KnownCase]
    persons: Persons
    directory: Directory
    earlier: Mapping[UUID, Notice]

    def earlier_of(self, notice: Notice) -> tuple[Notice, ...]:
        """The notices that a notice corrects, in the order of its list."""
        return tuple(self.earlier[corrected] for corrected in notice.corrects if corrected in self.earlier)


async def gather(uow: NotificationsUnitOfWork, notices: Sequence[Notice], subjects: Subjects) -> Gathered:
    """Read what these notices are made of, as far as it has arrived."""
    stories = await _stories(uow, notices, subjects)
    needs = [need for notice in notices if (need := _needs(notice, stories, subjects))]
    cases = await uow.cases.find({case_id for need in needs for case_id in need.cases})
    persons = {person_id for need in needs for person_id in need.persons}
    receivers = {contact_id for notice in notices for contact_id in (notice.contact_id, notice.key.slot) if contact_id}
    earlier = await uow.notices.read({corrected for notice in notices for corrected in notice.corrects})
    return Gathered(
        stories=stories,
        cases=cases,
        persons=await uow.persons.find(persons | {case.person_id for case in cases.values()}),
        directory=await uow.contacts.around(
            {need.school for need in needs}, receivers, named={case.school for case in cases.values()}
        ),
        earlier={notice.id: notice for notice in earlier},
    )


async def _stories(
    uow: NotificationsUnitOfWork, notices: Iterable[Notice], subjects: Subjects
) -> Mapping[About, object]:
    abouts = list({notice.key.about for notice in notices if notice.key.about.kind in subjects})
    await uow.read_stories(abouts)
    return {about: await uow.stories(subjects[about.kind].stories).story(about.id) for about in abouts}


def _needs(notice: Notice, stories: Mapping[About, object], subjects: Subjects) -> Needs | None:
    about = notice.key.about
    try:
        return subjects[about.kind].needs(notice, stories[about])
    except Exception as error:
        get_logger().error("notification.unwritable", aggregate_id=notice.id, exc_info=error)
        return None
