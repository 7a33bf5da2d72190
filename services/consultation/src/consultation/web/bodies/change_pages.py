"""`/overlegorganen/{id}/wijzigen`: what is agreed on; `…/leden/{id}`: how long somebody is a member, and who comes."""

from collections.abc import Mapping
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Coordinator
from consultation.bodies.application.change_body import change_body
from consultation.bodies.application.change_member import change_member
from consultation.bodies.domain.body import BodyKind, PolicyBody
from consultation.bodies.domain.member import Member
from consultation.domain.seat import represents
from consultation.unit_of_work import Units
from consultation.web.bodies.forms import COMES, BodyChangeForm, MemberChangeForm
from consultation.web.bodies.refusals import carried_out
from consultation.web.bodies.showing import ShownBody, shown_body
from consultation.web.bodies.words import DECIDING, FORMS, WRONG
from consultation.web.versions import still
from shared.domain.errors import NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

_ROWS_MORE = 2


def body_change_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The pages on which a coordinator changes a body and its memberships."""
    router = APIRouter(include_in_schema=False)
    shown = ChangePages(units, pages, clock=clock)

    @router.get("/overlegorganen/{body_id}/wijzigen")
    @as_page
    async def change_page(request: Request, body_id: UUID, principal: Coordinator) -> Response:
        """What is agreed on, to change."""
        return await shown.body(request, body_id, principal)

    @router.post("/overlegorganen/{body_id}/wijzigen")
    @as_page
    async def post_change(request: Request, body_id: UUID, principal: Coordinator) -> Response:
        """Change what is agreed on."""

        async def step(form: BodyChangeForm) -> None:
            async with units() as uow:
                await change_body(uow, body_id, form.changes(), clock=clock, expected=still(form.version))

        if wrong := await carried_out(await submitted(request, BodyChangeForm), step):
            return await shown.body(request, body_id, principal, form=wrong[0], status=wrong[1])
        return RedirectResponse(f"/overlegorganen/{body_id}#afgesproken", 303)

    @router.get("/overlegorganen/{body_id}/leden/{member_id}")
    @as_page
    async def member_page(request: Request, body_id: UUID, member_id: UUID, principal: Coordinator) -> Response:
        """A membership, to change or to end."""
        return await shown.member(request, body_id, member_id, principal=principal)

    @router.post("/overlegorganen/{body_id}/leden/{member_id}")
    @as_page
    async def post_member_change(request: Request, body_id: UUID, member_id: UUID, principal: Coordinator) -> Response:
        """Change or end a membership."""

        async def step(form: MemberChangeForm) -> None:
            async with units() as uow:
                await change_member(
                    uow,
                    body_id,
                    form.changes(),
                    member_id=member_id,
                    clock=clock,
                    expected=still(form.version),
                )

        if wrong := await carried_out(await submitted(request, MemberChangeForm), step):
            return await shown.member(request, body_id, member_id, principal=principal, form=wrong[0], status=wrong[1])
        return RedirectResponse(f"/overlegorganen/{body_id}#leden", 303)

    return router


class ChangePages:
    """The pages of changes, as things are or with what is wrong in the form."""

    def __init__(self, units: Units, pages: Pages, *, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock

    async def body(
        self, request: Request, body_id: UUID, principal: Principal, *, form: Form | None = None, status: int = 200
    ) -> Response:
        """What is agreed on, in a form. Raises NotFound."""
        shown = await self._shown(body_id, principal)
        typed = sum(name.startswith("partner-") for name in form.values) if form else 0
        return self._pages.page(
            request.scope,
            "body_change",
            status=status,
            body=shown.body,
            form=form or Form(_agreed(shown.body)),
            rows=max(typed, len(shown.body.details.expectations) + _ROWS_MORE),
            schools=_schools(shown),
            WRONG=WRONG,
            FORMS=list(FORMS.items()),
            DECIDING=list(DECIDING.items()),
        )

    async def member(
        self,
        request: Request,
        body_id: UUID,
        member_id: UUID,
        *,
        principal: Principal,
        form: Form | None = None,
        status: int = 200,
    ) -> Response:
        """A membership in a form. Raises NotFound."""
        shown = await self._shown(body_id, principal)
        member = next((row for row in shown.body.members if row.member_id == member_id), None)
        if member is None:
            raise NotFound("member", member_id)
        who = member.organisation_id or member.contact_id or ""
        return self._pages.page(
            request.scope,
            "body_member",
            status=status,
            body=shown.body,
            member=member,
            name=shown.names.get(who, who),
            people=_people(shown, member),
            form=form or Form(_of_member(shown.body, member)),
        )

    async def _shown(self, body_id: UUID, principal: Principal) -> ShownBody:
        async with self._units() as uow:
            return await shown_body(uow, body_id, principal, clock=self._clock, checks=False)


def _agreed(body: PolicyBody) -> Mapping[str, str]:
    details = body.details
    values = {
        "version": str(body.version),
        "form": details.form.value,
        "deciding": details.deciding.value,
        **{name: getattr(details, name) for name in ("name", "purpose", "money", "rooms", "lop", "lok")},
        **{name: str(getattr(details, name) or "") for name in ("quorum", "times_a_year")},
        "until": details.until.isoformat() if details.until else "",
    }
    for number, row in enumerate(details.expectations, start=1):
        values |= {f"partner-{number}": row.partner, f"expects-{number}": row.expects}
    return values | {f"pupils-{row.school}": str(row.pupils) for row in details.pupils}


def _schools(shown: ShownBody) -> list[tuple[str, str]]:
    """The schools whose pupils sit in a pupils' platform, or could, with their names; none for another body."""
    if shown.body.details.kind is not BodyKind.PUPILS_PLATFORM:
        return []
    counted = {row.school for row in shown.body.details.pupils}
    return sorted(
        (
            (row.school, row.name)
            for row in shown.organisations
            if row.school is not None and (row.details.local or row.school in counted)
        ),
        key=lambda school: school[1].casefold(),
    )


def _people(shown: ShownBody, member: Member) -> list[tuple[str, str]]:
    """Who can come for the organisation that is a member: who works for it, and who comes already."""
    organisation = next((row for row in shown.organisations if row.organisation_id == member.organisation_id), None)
    if organisation is None:
        return []
    working = {row.contact_id for row in shown.contacts if represents(row, organisation)}
    people = [(f"{COMES}{name}", shown.names.get(name, name)) for name in working.union(member.represented_by)]
    return sorted(people, key=lambda person: person[1].casefold())


def _of_member(body: PolicyBody, member: Member) -> Mapping[str, str]:
    return {
        "version": str(body.version),
        "until": member.until.isoformat() if member.until else "",
        "mandate": member.mandate or "",
        "mandate_until": member.mandate_until.isoformat() if member.mandate_until else "",
        **{f"{COMES}{contact_id}": "ja" for contact_id in member.represented_by},
    }
