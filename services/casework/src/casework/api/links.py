"""Links between cases: a caller sees a link only to a case that the caller may see."""

from datetime import datetime
from uuid import UUID

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, model_validator
from pydantic_core import PydanticCustomError

from casework.api.answers import CaseAnswer
from casework.api.bodies import Body, FreeText
from casework.api.case_change import CaseChange, Change
from casework.api.queries import AnyReference
from casework.api.readers import Reader, actor
from casework.api.reading import Reading
from casework.api.rights import Deed
from casework.application.link_cases import LinkWanted, end_link, link_cases
from casework.application.locked_case import locked_pair
from casework.domain.case import Case
from casework.domain.link import Link, Relation
from casework.domain.lists import CaseFilter
from casework.domain.states import Status
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from shared.domain.errors import InvalidField, NotFound
from shared.runtime.clock import Clock

_NOT_SEEN = "is no case that the caller may see"


class OtherCaseBody(Body):
    """A request that names another case: by its id or by its reference."""

    case_id: UUID | None = None
    """The other case; absent where the reference names it."""
    reference: AnyReference | None = None
    """The other case by its reference, in capitals or not; absent where the id names it."""

    @model_validator(mode="after")
    def _one_name(self) -> "OtherCaseBody":
        if (self.case_id is None) == (self.reference is None):
            raise PydanticCustomError("one_name", "Should give either case_id or reference")
        return self


class LinkBody(OtherCaseBody):
    """Another case that this case belongs with."""

    relation: Relation
    """What the two pupils are to each other."""
    reason: FreeText
    """Why the cases are linked; for who acts on them."""


class LinkAnswer(BaseModel):
    """A link to another case that the caller may see."""

    link_id: UUID
    """The link."""
    case_id: UUID
    """The other case."""
    reference: str
    """The reference of the other case."""
    case_type: str
    """The type of the other case."""
    status: Status
    """Where the other case stands."""
    relation: Relation
    """What the two pupils are to each other."""
    reason: str | None
    """Why they were linked; null for whoever does not act on the case."""
    at: datetime
    """When they were linked."""
    by: str
    """Who linked them: a contact's id, or the `sub` of a token."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class LinksAnswer(BaseModel):
    """The links of a case, the oldest first."""

    items: list[LinkAnswer]
    """The links to cases that the caller may see."""
    hidden: int
    """How many links lead to cases that the caller may not see."""
    next: str | None = None
    """Always null: all links come at once."""

    model_config = ConfigDict(use_attribute_docstrings=True)


def links_router(units: CaseworkUnits, *, clock: Clock) -> APIRouter:
    """GET and POST of links."""
    router = APIRouter(tags=["links and guests"])

    @router.get("/cases/{case_id}/links")
    async def list_links(principal: Reading, case_id: UUID) -> LinksAnswer:
        """The cases that this case is linked to, as far as the caller may see them; the others are counted."""
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case = reader.may_know_of(await uow.cases.get(case_id))
            links, hidden = await visible_links(uow, reader, case)
            acts = reader.may(Deed.FILE, case)
        return LinksAnswer(items=[_link_answer(*link, with_reason=acts) for link in links], hidden=hidden)

    @router.post("/cases/{case_id}/link")
    async def link(change: Change, body: LinkBody) -> CaseAnswer:
        """Link the case to another, such as that of a brother or sister; the timelines of both tell of it."""
        async with units() as uow:
            reader = await Reader.of(change.principal, uow, clock.today())
            case, other = await _pair(uow, reader, change=change, body=body)
            wanted = LinkWanted(body.relation, body.reason)
            await link_cases(uow, case, other, wanted=wanted, by=change.by, clock=clock)
            return await change.answer(uow, case)

    @router.post("/cases/{case_id}/links/{link_id}/end")
    async def end(change: Change, link_id: UUID) -> CaseAnswer:
        """End a link of the case; the timelines of both cases tell of it."""
        async with change.of(units, Deed.FILE) as (uow, case):
            reader = await Reader.of(change.principal, uow, clock.today())
            links, _ = await visible_links(uow, reader, case)
            if link_id not in {link.link_id for link, _ in links}:
                raise NotFound("link", link_id)
            await end_link(uow, case, link_id, by=actor(change.principal), clock=clock)
            return await change.answer(uow, case)

    return router


async def visible_links(uow: CaseworkUnitOfWork, reader: Reader, case: Case) -> tuple[list[tuple[Link, Case]], int]:
    """The links of a case to cases that the reader may see, each with its case; and how many others there are."""
    links = [(link, await uow.cases.get(link.other_id)) for link in await uow.links.of_case(case.case_id)]
    seen = [(link, other) for link, other in links if reader.may(Deed.READ, other)]
    return seen, len(links) - len(seen)


async def case_named(uow: CaseworkUnitOfWork, reader: Reader, name: UUID | str, *, field: str) -> UUID:
    """The case of this id or reference. Raises InvalidField for a case that the caller may not see, or is not there."""
    if isinstance(name, UUID):
        try:
            return reader.may_know_of(await uow.cases.get(name)).case_id
        except NotFound:
            raise InvalidField(field, _NOT_SEEN) from None
    wanted = CaseFilter(reference=name.upper(), seen=reader.seen)
    page = await uow.case_lists.page(wanted, today=uow.clock.today(), after=None, limit=1)
    if not page.cases:
        raise InvalidField(field, _NOT_SEEN)
    return page.cases[0].case_id


async def _other(uow: CaseworkUnitOfWork, reader: Reader, body: OtherCaseBody) -> UUID:
    field = "reference" if body.case_id is None else "case_id"
    return await case_named(uow, reader, body.case_id or str(body.reference), field=field)


async def _pair(
    uow: CaseworkUnitOfWork, reader: Reader, *, change: CaseChange, body: OtherCaseBody
) -> tuple[Case, Case]:
    """The case of the request and the case that its body names, both locked."""
    reader.require(Deed.FILE, await uow.cases.get(change.case_id))
    case, other = await locked_pair(uow, change.case_id, await _other(uow, reader, body))
    reader.require(Deed.FILE, case)
    change.expected(case.version)
    return case, other


def _link_answer(link: Link, other: Case, *, with_reason: bool) -> LinkAnswer:
    return LinkAnswer(
        link_id=link.link_id,
        case_id=other.case_id,
        reference=other.reference,
        case_type=other.case_type.name,
        status=other.status,
        relation=link.relation,
        reason=link.reason if with_reason else None,
        at=link.at,
        by=link.by,
    )
