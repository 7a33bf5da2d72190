"""Consultation tells of a session of a standing meeting: cases come on its agenda and leave it."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from casework.domain.meeting import Meeting
from casework.domain.timeline import Entry
from casework.unit_of_work import CaseworkUnitOfWork


@dataclass(frozen=True, slots=True, kw_only=True)
class AgendaChange:
    """The cases on the agenda, those that came and left, and the entry of either in their timelines.

    ``in_place_of`` is what cases on the agenda called the meeting that they asked for.
    """

    case_ids: Collection[UUID]
    came: Collection[UUID]
    left: Collection[UUID]
    in_place_of: Collection[UUID]
    joined: Entry
    gone: Entry


async def follow_session(
    uow: CaseworkUnitOfWork, session: Meeting, *, case_ids: Collection[UUID], entry: Entry
) -> None:
    """Keep the session, and note what happened in the timeline of each case that is on its agenda now.

    What happened before a case came on the agenda, or after it left, is not that case's.
    """
    await uow.meetings.save(session, ())
    for case_id in case_ids:
        await uow.timeline.append(case_id, [entry])


async def follow_agenda(uow: CaseworkUnitOfWork, session: Meeting, change: AgendaChange) -> None:
    """Keep the session with the cases on its agenda, and note in their timelines that they came or left."""
    await uow.meetings.save(session, ())
    for case_id in change.came:
        await uow.timeline.append(case_id, [change.joined])
    for case_id in change.left:
        await uow.timeline.append(case_id, [change.gone])
    await uow.meetings.set_agenda(session, change.case_ids)
    if change.in_place_of:
        await uow.meetings.forget_asked_for(change.in_place_of)
