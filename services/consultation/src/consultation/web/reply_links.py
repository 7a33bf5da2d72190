"""`/replies/{token}`: the signed link in a mail by which somebody who is invited answers. No login.

Opening the link answers nothing, because mail scanners open links; the page has buttons that do.
"""

from dataclasses import dataclass, replace
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.reply_bodies import AnswerBody, ReplyAnswer
from consultation.meetings.application.answer_invitation import answer_invitation
from consultation.meetings.domain.reply import Way
from consultation.unit_of_work import Units
from consultation.web.invitation import Invitation, invitation_of
from consultation.web.reply_forms import AnswerForm, refused, unreadable
from consultation.web.reply_pages import WORDS
from shared.domain.errors import DomainError, NotFound
from shared.domain.reply_tokens import PATH, InvitedTo, ReplyTokens
from shared.domain.signed_tokens import ExpiredLinkError, InvalidLinkError
from shared.runtime.clock import Clock
from shared.runtime.http import Problem
from shared.runtime.http.media import is_acceptable
from shared.runtime.http.problems import MEDIA_TYPE as PROBLEM
from shared.runtime.http.problems import problem_of
from shared.runtime.http.routes import FORM, HTML, JSON, answers, any_query, takes, without_token
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

_ANYWHERE = "/overleg"
_HEADERS = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex"}
_ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"description": "A page, or its content for a program", "content": {HTML: {}, JSON: {}}},
    404: {"description": "Not a link of ours, or to no invitation any more", "content": {HTML: {}, PROBLEM: {}}},
}
_REFUSED: dict[int | str, dict[str, Any]] = {
    409: {"description": "The meeting has another time now, or is over", "content": {HTML: {}, PROBLEM: {}}},
    422: {"description": "What was answered is not well-formed", "content": {HTML: {}, PROBLEM: {}}},
}
# The words that it refers to are in the document for the endpoint that takes the same as JSON.
_SCHEMA = AnswerBody.model_json_schema(ref_template="#/components/schemas/{model}")
_SCHEMA.pop("$defs")
_BODY = {"requestBody": {"required": True, "content": {FORM: {"schema": _SCHEMA}}}}

Token = Annotated[str, Path(max_length=200, description="The signed token of the link")]


@dataclass(frozen=True, slots=True)
class _Links:
    """What the endpoints of links work with."""

    units: Units
    tokens: ReplyTokens | None
    pages: Pages
    rules: MeetingRules
    clock: Clock

    def invited(self, token: str) -> InvitedTo:
        """Raises InvalidLinkError; without a secret to sign with there are no such links."""
        if self.tokens is None:
            raise InvalidLinkError
        return self.tokens.invited_to(token)

    async def invitation(self, invited: InvitedTo) -> Invitation:
        """Raises NotFound for a receiver who is not invited any more."""
        async with self.units() as uow:
            meeting = await uow.meetings.find(invited.meeting_id)
            return await invitation_of(uow, meeting, invited.contact_id, rules=self.rules, now=self.clock.now())

    async def page(self, request: Request, invited: InvitedTo, *, form: Form, status: int = 200) -> Response:
        """The invitation with what can be answered. Raises NotFound."""
        return self._shown(request, await self.invitation(invited), "reply", form=form, status=status)

    def _shown(
        self, request: Request, invitation: Invitation, template: str, *, form: Form, status: int = 200
    ) -> Response:
        if not _is_for_people(request):
            return JSONResponse(_content(invitation), headers=_HEADERS)
        fields = {"invitation": invitation, "form": form, "is_own": True, "action": request.url.path, **WORDS}
        return self.pages.page(request.scope, template, status=status, **fields)

    async def answered(self, request: Request, invited: InvitedTo) -> Response:
        """Keep the answer of the form. What is wrong is a page with the form for people, and raised for programs.

        The page says what was answered to the invitation as it was: who does not come may be invited no longer.
        """
        invitation = await self.invitation(invited)
        sent = await submitted(request, AnswerForm)
        if sent.body is None:
            if not _is_for_people(request):
                raise _malformed(sent.form)
            return await self.page(request, invited, form=unreadable(sent), status=422)
        try:
            async with self.units() as uow:
                said = sent.body.said(invited.contact_id, Way.LINK)
                reply = await answer_invitation(uow, invited.meeting_id, said, rules=self.rules, clock=self.clock)
        except (DomainError, Problem) as error:
            if not _is_for_people(request):
                raise
            status = problem_of(error).status_code
            return await self.page(request, invited, form=refused(sent.form, error), status=status)
        answered = replace(invitation, reply=ReplyAnswer.of(reply, whole=True))
        return self._shown(request, answered, "replied", form=sent.form)

    def unknown(self, request: Request, error: Exception) -> Response:
        """A page for a browser, a problem for a program."""
        if not _is_for_people(request):
            raise NotFound("invitation")
        is_expired = isinstance(error, ExpiredLinkError | NotFound)
        return self.pages.page(request.scope, "unknown_reply", status=404, is_expired=is_expired, onward=_ANYWHERE)


def reply_links_router(
    units: Units, tokens: ReplyTokens | None, pages: Pages, *, rules: MeetingRules, clock: Clock
) -> APIRouter:
    """The endpoints of the link in a mail."""
    router = APIRouter(prefix=PATH, tags=["replies"])
    links = _Links(units, tokens, pages, rules, clock)

    @router.get("/{token}", response_class=HTMLResponse, responses=_ANSWERS)
    @answers(HTML, JSON)
    @without_token
    @any_query
    async def show(request: Request, token: Token) -> Response:
        """A page with buttons; 404 for a link that is not ours, or whose receiver is not invited any more."""
        try:
            return await links.page(request, links.invited(token), form=Form())
        except (InvalidLinkError, NotFound) as error:
            return links.unknown(request, error)

    @router.post("/{token}", response_class=HTMLResponse, responses={**_ANSWERS, **_REFUSED}, openapi_extra=_BODY)
    @takes(FORM)
    @answers(HTML, JSON)
    @without_token
    @any_query
    async def answer(request: Request, token: Token) -> Response:
        """Keep the answer; the last answer counts."""
        try:
            return await links.answered(request, links.invited(token))
        except (InvalidLinkError, NotFound) as error:
            return links.unknown(request, error)

    return router


def _is_for_people(request: Request) -> bool:
    return is_acceptable(request.headers.get("accept"), [HTML])


def _content(invitation: Invitation) -> dict[str, Any]:
    return {
        "meeting_id": str(invitation.meeting_id),
        "starts_at": invitation.starts_at.isoformat(),
        "ends_at": invitation.ends_at.isoformat(),
        "place": invitation.place,
        "ical_sequence": invitation.sequence,
        "reply": invitation.reply.model_dump(mode="json") if invitation.reply else None,
    }


def _malformed(form: Form) -> Problem:
    return Problem("invalid-request", errors=[{"field": name, "reason": "is not well-formed"} for name in form.errors])
