"""`/bodies`: consultation bodies, their members, and what they still lack."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from consultation.api.rights import Actor, Coordinator, Member
from consultation.bodies.api.body_answers import BodyCheckAnswer, MemberAnswer, PolicyBodyAnswer
from consultation.bodies.api.body_bodies import (
    BodyChangeBody,
    FoundingBody,
    MemberBody,
    MemberChangeBody,
    PartnersBody,
)
from consultation.bodies.api.rights import seat_of, visible_body
from consultation.bodies.application.change_body import change_body
from consultation.bodies.application.change_member import change_member
from consultation.bodies.application.check_body import check_body
from consultation.bodies.application.found_body import found_body
from consultation.bodies.application.join_body import join_body
from consultation.bodies.application.seat_partners import seat_partners
from consultation.bodies.domain.body import BodyKind, PolicyBody
from consultation.bodies.domain.body_query import BodyQuery
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.http import IfMatch, Listing, Paged, if_match, listing, set_etag

Expected = Annotated[IfMatch, if_match(required=True)]
ExpectedIfSent = Annotated[IfMatch, if_match(required=False)]


def bodies_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints of bodies as they were agreed on."""
    router = APIRouter(tags=["bodies"])

    @router.get("/bodies")
    async def get_bodies(
        page: Paged,
        principal: Member,
        kind: Annotated[BodyKind | None, Query(description="Only those for this.")] = None,
    ) -> Listing[PolicyBodyAnswer]:
        """Consultation bodies, oldest first; a member gets those of the own seats."""
        async with units() as uow:
            asked = BodyQuery(kind, await seat_of(principal, uow, clock.today()))
            after = page.after(UUID)
            rows = await uow.bodies.page(asked, after=after[0] if after else None, limit=page.limit + 1)
        bodies, following = page.cut(rows, lambda body: (body.body_id,))
        return listing([PolicyBodyAnswer.of(body) for body in bodies], following)

    @router.post("/bodies", status_code=201)
    async def post_body(body: FoundingBody, response: Response, _: Coordinator) -> PolicyBodyAnswer:
        """Keep a consultation body. It has no members yet."""
        async with units() as uow:
            founded = await found_body(uow, body.details(), clock=clock)
        response.headers["Location"] = f"/bodies/{founded.body_id}"
        return _answered(founded, response)

    @router.get("/bodies/{body_id}")
    async def get_body(body_id: UUID, response: Response, principal: Member) -> PolicyBodyAnswer:
        """One consultation body with its members."""
        async with units() as uow:
            return _answered(await visible_body(principal, uow, body_id, today=clock.today()), response)

    @router.patch("/bodies/{body_id}")
    async def patch_body(
        body_id: UUID, body: BodyChangeBody, response: Response, _: Coordinator, expected: Expected
    ) -> PolicyBodyAnswer:
        """Change what is agreed on."""
        async with units() as uow:
            changed = await change_body(uow, body_id, body.changes(), clock=clock, expected=expected)
        return _answered(changed, response)

    @router.get("/bodies/{body_id}/check")
    async def get_check(body_id: UUID, _: Actor) -> BodyCheckAnswer:
        """What the body still lacks, each with a code."""
        async with units() as uow:
            findings, directory = await check_body(uow, body_id, clock=clock)
        return BodyCheckAnswer.of(findings, directory)

    return router


def members_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoints of who sits in a body."""
    router = APIRouter(tags=["bodies"])

    @router.get("/bodies/{body_id}/members")
    async def get_members(body_id: UUID, response: Response, principal: Member, page: Paged) -> Listing[MemberAnswer]:
        """All memberships in the order in which they were noted, with those that ended."""
        async with units() as uow:
            body = await visible_body(principal, uow, body_id, today=clock.today())
        set_etag(response, body.version)
        after = page.after(int)
        begin = after[0] if after else 0
        rows = list(enumerate(body.members, 1))[begin : begin + page.limit + 1]
        members, following = page.cut(rows, lambda row: (row[0],))
        return listing([MemberAnswer.of(member) for _, member in members], following)

    @router.post("/bodies/{body_id}/members", status_code=201)
    async def post_member(
        body_id: UUID, body: MemberBody, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> PolicyBodyAnswer:
        """Make a contact or an organisation a member."""
        async with units() as uow:
            joined = await join_body(uow, body_id, body.member(), clock=clock, expected=expected)
        return _answered(joined, response)

    @router.post("/bodies/{body_id}/members/partners")
    async def post_partners(
        body_id: UUID, body: PartnersBody, response: Response, _: Coordinator, expected: ExpectedIfSent
    ) -> PolicyBodyAnswer:
        """Make every local school and CLB of the directory a member that is none yet."""
        async with units() as uow:
            seated = await seat_partners(uow, body_id, since=body.from_, clock=clock, expected=expected)
        return _answered(seated, response)

    @router.patch("/bodies/{body_id}/members/{member_id}")
    async def patch_member(
        body_id: UUID,
        member_id: UUID,
        body: MemberChangeBody,
        response: Response,
        _: Coordinator,
        expected: Expected,
    ) -> PolicyBodyAnswer:
        """End a membership, or change its mandate. If-Match is the version of the body."""
        async with units() as uow:
            changed = await change_member(
                uow, body_id, body.changes(), member_id=member_id, clock=clock, expected=expected
            )
        return _answered(changed, response)

    return router


def _answered(body: PolicyBody, response: Response) -> PolicyBodyAnswer:
    set_etag(response, body.version)
    return PolicyBodyAnswer.of(body)
