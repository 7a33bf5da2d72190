"""A meeting about a case was held."""

from collections.abc import Collection
from uuid import UUID

from notifications.application.clocks import Clocks
from notifications.application.settle import settle
from notifications.domain.about import Origin
from notifications.subjects.case.domain.facts import MeetingHeld
from notifications.subjects.case.domain.vocabulary import about_case
from notifications.subjects.case.storage.cases import Cases
from notifications.subjects.case.subject import CASE
from notifications.unit_of_work import NotificationsUnitOfWork


async def hear_of_meeting(
    uow: NotificationsUnitOfWork, case_id: UUID, origin: Origin, *, case_types: Collection[str], clocks: Clocks
) -> None:
    """Note it with the version the case has by now: meetings and cases come in without an order between them."""
    await uow.notices.lock(about_case(case_id))
    story = await uow.stories(Cases).story(case_id)
    uow.stories(Cases).add(case_id, MeetingHeld(story.version, origin))
    if any(opening.case_type in case_types for opening in story.openings):
        await settle(uow, CASE, case_id, clocks=clocks)
