"""Two cases are linked by hand, or no longer are."""

from dataclasses import dataclass
from uuid import UUID

from casework.domain.case import Case
from casework.domain.link import Link, Relation, linked, unlinked
from casework.domain.merging import require_not_merged
from casework.domain.timeline import Cause, Entry
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import Conflict, NotFound
from shared.runtime.clock import Clock
from shared.runtime.ids import new_id


@dataclass(frozen=True, slots=True)
class LinkWanted:
    """What the pupils of two cases are to each other, and why the cases are linked."""

    relation: Relation
    reason: str


async def link_cases(
    uow: CaseworkUnitOfWork, case: Case, other: Case, *, wanted: LinkWanted, by: str, clock: Clock
) -> None:
    """Link two locked cases. Raises Conflict for a case and itself, for cases that are linked, and for merged cases."""
    if case.case_id == other.case_id:
        raise Conflict("a case can't be linked to itself")
    for end in (case, other):
        require_not_merged(end)
    for link in await uow.links.of_case(case.case_id):
        if link.other_id == other.case_id:
            raise Conflict("the cases are linked", link_id=link.link_id)
    cause = Cause(clock.now(), by)
    link = Link(new_id(), other.case_id, wanted.relation, wanted.reason, cause.at, by)
    await uow.links.add(case.case_id, link)
    await _note(uow, case, linked(other, wanted.relation, cause))
    await _note(uow, other, linked(case, wanted.relation, cause))


async def end_link(uow: CaseworkUnitOfWork, case: Case, link_id: UUID, *, by: str, clock: Clock) -> None:
    """End a link of a locked case. Raises NotFound for what is no link of the case."""
    links = {link.link_id: link for link in await uow.links.of_case(case.case_id)}
    if link_id not in links:
        raise NotFound("link", link_id)
    await uow.links.remove(link_id)
    other, cause = await uow.cases.get(links[link_id].other_id), Cause(clock.now(), by)
    await _note(uow, case, unlinked(other, cause))
    await _note(uow, other, unlinked(case, cause))


async def _note(uow: CaseworkUnitOfWork, case: Case, entry: Entry) -> None:
    await uow.timeline.append(case.case_id, [entry])
