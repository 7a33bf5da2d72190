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
from shared.domain.school_calendar import CalendarOf
from shared.runtime.logging import get_logger


@dataclass(frozen=True, slots=True)
class Gathered:
    """The stories that some notices tell of, and what those notices need beside their stories.

    ``earlier`` are the notices they correct, with all that those corrected, the oldest in front.
    """

    stories: Mapping[About, object]
    cases: Mapping[UUID, KnownCase]
    persons: Persons
    directory: Directory
    earlier: dict[UUID, Notice]
    calendars: Mapping[str, CalendarOf]

    def earlier_of(self, notice: Notice) -> tuple[Notice, ...]:
        """The notices that a notice corrects, in the order of its list."""
        return tuple(self.earlier[corrected] for corrected in notice.corrects if corrected in self.earlier)

    def thread_of(self, notice: Notice) -> tuple[UUID, ...]:
        """The messages that went before to the same receiver about the same, which a mail refers to."""
        before = set(notice.corrects)
        for earlier in reversed(self.earlier.values()):  # what a notice corrects is older
            if earlier.id in before:
                before.update(earlier.corrects)
        return tuple(dict.fromkeys(earlier.message_id for earlier in self.earlier.values() if earlier.id in before))


async def gather(
    uow: NotificationsUnitOfWork, notices: Sequence[Notice], subjects: Subjects, *, with_calendars: bool = False
) -> Gathered:
    """Read what these notices are made of, as far as it has arrived.

    ``with_calendars``: also the calendars of their receivers' schools, where any of them can wait for a school day.
    """
    stories = await _stories(uow, notices, subjects)
    needs = [need for notice in notices if (need := _needs(notice, stories, subjects))]
    cases = await uow.cases.find({case_id for need in needs for case_id in need.cases})
    persons = {person_id for need in needs for person_id in need.persons}
    receivers = {contact_id for notice in notices for contact_id in (notice.contact_id, notice.key.slot) if contact_id}
    earlier = await uow.notices.read_chains({corrected for notice in notices for corrected in notice.corrects})
    directory = await uow.contacts.around(
        {need.school for need in needs if need.school}, receivers, named={case.school for case in cases.values()}
    )
    may_wait = with_calendars and any(_may_wait(notice, subjects) for notice in notices)
    return Gathered(
        stories=stories,
        cases=cases,
        persons=await uow.persons.find(persons | {case.person_id for case in cases.values()}),
        directory=directory,
        earlier={notice.id: notice for notice in earlier},
        calendars=await uow.calendars.of_all(directory.schools) if may_wait else {},
    )


async def _stories(
    uow: NotificationsUnitOfWork, notices: Iterable[Notice], subjects: Subjects
) -> Mapping[About, object]:
    abouts = list({notice.key.about for notice in notices if notice.key.about.kind in subjects})
    await uow.read_stories(abouts)
    return {about: await uow.stories(subjects[about.kind].stories).story(about.id) for about in abouts}


def _may_wait(notice: Notice, subjects: Subjects) -> bool:
    rows = subjects[notice.key.about.kind].tellings if notice.key.about.kind in subjects else ()
    return any(row.template == notice.key.template and row.urgency.can_wait for row in rows)


def _needs(notice: Notice, stories: Mapping[About, object], subjects: Subjects) -> Needs | None:
    about = notice.key.about
    try:
        return subjects[about.kind].needs(notice, stories[about])
    except Exception as error:
        get_logger().error("notification.unwritable", aggregate_id=notice.id, exc_info=error)
        return None
