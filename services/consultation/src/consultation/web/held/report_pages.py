"""`/overleg/{id}/verslag`: a meeting is run and reported on; who takes part reads what came of it."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Actor, Reader, audience_of, runs_cases
from consultation.domain.meeting_kind import MeetingRules
from consultation.meetings.api.answering import LinkTo
from consultation.meetings.api.report import Printed
from consultation.meetings.api.reporting import report_of
from consultation.meetings.api.rights import minuted_cases, visible_meeting
from consultation.meetings.application.tabled_cases import tabled_cases
from consultation.meetings.domain.states import Step, allowed
from consultation.unit_of_work import Units
from consultation.web.held.report_forms import ReportForm, made_anew, refused, unreadable, values_of
from consultation.web.held.saving_report import save_report
from consultation.web.held.words import SAVED
from consultation.web.meeting_pages import WORDS
from consultation.web.showing import Showing
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem
from shared.runtime.http.problems import problem_of
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages


@dataclass(frozen=True, slots=True)
class ReportPages:
    """What the page of a report works with."""

    units: Units
    pages: Pages
    rules: MeetingRules
    clock: Clock
    link_to: LinkTo

    async def page(
        self,
        request: Request,
        meeting_id: UUID,
        principal: Principal,
        *,
        form: Form | None = None,
        status: int = 200,
    ) -> Response:
        """The report: a form to who runs cases, text to others. After a 412 the form can be sent again."""
        async with self.units() as uow:
            audience = await audience_of(principal, uow, self.clock.today())
            meeting = visible_meeting(await uow.meetings.find(meeting_id), audience)
            case_ids = minuted_cases(meeting, principal, audience)
            shown = await Showing(principal, self.rules, self.clock, self.link_to).meeting(uow, meeting_id)
            cases = await tabled_cases(uow, meeting, case_ids)
            owners = {earlier.action.owner for case in cases for earlier in case.earlier}
            contacts = await uow.contacts.all_of(owners)
            minutes = await uow.minutes.get(meeting_id)
        others = {contact.contact_id: contact.details.name for contact in contacts if audience.sees_contact(contact)}
        stored = values_of(meeting.held, cases)
        meanwhile = status == 412
        if form and meanwhile:
            form = made_anew(form, stored)
        can_write = runs_cases(principal) and Step.MINUTES.value in allowed(meeting.status)
        return self.pages.page(
            request.scope,
            "report",
            status=status,
            shown=shown,
            cases=cases,
            minutes=minutes.text if minutes else None,
            names={**others, **shown.names},
            can_write=can_write,
            form=form or Form(stored),
            meanwhile=stored if meanwhile else {},
            done=SAVED if request.query_params.get("bewaard") == "ja" else None,
            **WORDS,
        )


def report_pages_router(report: ReportPages, *, printed: Printed) -> APIRouter:
    """The pages of reports."""
    router = APIRouter(include_in_schema=False)

    @router.get("/overleg/{meeting_id}/verslag")
    @as_page
    async def report_page(request: Request, meeting_id: UUID, principal: Reader) -> Response:
        return await report.page(request, meeting_id, principal)

    @router.get("/overleg/{meeting_id}/verslag/pdf")
    @as_page
    async def report_paper(request: Request, meeting_id: UUID, principal: Reader) -> Response:
        """The report as a file."""
        async with report.units() as uow:
            answer = await report_of(uow, meeting_id, principal, rules=report.rules)
        return await printed(answer)

    @router.post("/overleg/{meeting_id}/verslag")
    @as_page
    async def post_report(request: Request, meeting_id: UUID, principal: Actor) -> Response:
        """Keep all that was typed and show the page anew; the form again if something of it is refused."""
        sent = await submitted(request, ReportForm)
        if sent.body is None:
            return await report.page(request, meeting_id, principal, form=unreadable(sent.form), status=422)
        path, by = f"/overleg/{meeting_id}/verslag", principal.subject
        try:
            async with report.units() as uow:
                is_new = await uow.sent_forms.is_new(sent.form, subject=by, path=path)
                rules, clock = report.rules, report.clock
                await save_report(uow, meeting_id, sent.body, rules=rules, clock=clock, by=by, with_actions=is_new)
        except NotFound:
            raise
        except (DomainError, Problem) as error:
            form, status = refused(sent.form, error), problem_of(error).status_code
            return await report.page(request, meeting_id, principal, form=form, status=status)
        return RedirectResponse(f"{path}?bewaard=ja", 303, headers={"Cache-Control": "no-store"})

    return router
