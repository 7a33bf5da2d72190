"""`/dossiers/{reference}/traject`: the trajectory of a youth coach, how it stands and the form to write it down."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.case_change import Changing
from casework.api.readers import Reader, actor, shown_to
from casework.api.rights import Deed
from casework.api.trajectories import last_contact
from casework.application.set_trajectory import set_trajectory
from casework.domain.trajectory import HANDED_OVER_TO, HandOver, Judgement, TrajectoryContent
from casework.domain.vocabulary import ContactParty
from casework.unit_of_work import CaseworkUnits
from casework.web.case_file import locked_for_file
from casework.web.case_page import of_case
from casework.web.finding import case_of
from casework.web.people import People
from casework.web.trajectory_form import TrajectoryForm, chosen_of, form_values, row_counts
from casework.web.versions import ChangedMeanwhile, expect
from casework.web.worded import WordedPages
from shared.copies.contacts import NamedContact
from shared.domain.errors import DomainError, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted


def trajectory_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """The trajectory of a case, for whoever acts on it, in types of case that have one."""
    router = APIRouter(include_in_schema=False)

    @router.get("/dossiers/{reference}/traject")
    @as_page
    async def trajectory_page(request: Request, principal: Changing, reference: str) -> Response:
        """How it stands, and the form with a row more of everything."""
        return await form_page(request, principal, reference)

    @router.post("/dossiers/{reference}/traject")
    @as_page
    async def send_trajectory(request: Request, principal: Changing, reference: str) -> Response:
        """Write the trajectory down."""
        sent = await submitted(request, TrajectoryForm)
        form, status = sent.form, 422
        try:
            async with units() as uow:
                case = await locked_for_file(principal, uow, reference, today=clock.today(), deed=Deed.TRAJECTORY)
                before = await uow.trajectories.find(case.case_id)
                expect(before.version if before else 0, form)
                if sent.body is not None:
                    by = actor(principal)
                    await set_trajectory(uow, case, sent.body.content, before=before, by=by, clock=clock)
        except NotFound:
            raise
        except ChangedMeanwhile:
            form, status = form.wrong(form=pages.dutch.word("wrong", "trajectory_version")), 412
        except DomainError as error:
            form, status = pages.refused(form, error)
        if form.errors:
            return await form_page(request, principal, reference, form=form, status=status)
        return RedirectResponse(f"/dossiers/{case.reference}?gedaan=trajectory", 303)

    async def form_page(
        request: Request, principal: Principal, reference: str, *, form: Form | None = None, status: int = 200
    ) -> Response:
        today = clock.today()
        async with units() as uow:
            reader = await Reader.of(principal, uow, today)
            case = reader.require(Deed.TRAJECTORY, await case_of(reader, uow, reference, today=today))
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            trajectory = await uow.trajectories.find(case.case_id)
            content = trajectory.content if trajectory else TrajectoryContent()
            named = [content.hand_over.contact] if content.hand_over and content.hand_over.contact else []
            contacts = await uow.directory.named(named, HANDED_OVER_TO, today)
            reached_on = await last_contact(uow, case.case_id)
        version = {"version": str(trajectory.version if trajectory else 0)}
        values = {**(form.values if form else form_values(content)), **version}
        word = pages.dutch.word
        return pages.page(
            request.scope,
            "trajectory",
            status=status,
            **of_case(case, shown),
            trajectory=trajectory,
            reached_on=reached_on,
            rows=row_counts(values),
            judgements=[(item, word("judgement", item)) for item in Judgement],
            receivers=[
                *((role, word("role", role)) for role in HANDED_OVER_TO),
                *_people(contacts, content.hand_over, pages),
            ],
            people=People(principal, {contact.contact_id: contact.name for contact in contacts}),
            today=today,
            to_note=Form({"party": ContactParty.PUPIL.value}),
            form=Form(values, form.errors if form else {}),
        )

    return router


def _people(contacts: Sequence[NamedContact], hand_over: HandOver | None, pages: WordedPages) -> list[tuple[str, str]]:
    """The contacts that can go on, and the one that was agreed though the contact is not valid any more."""
    chosen = chosen_of(hand_over) if hand_over else None
    choices = [
        (f"{item.role}/{item.contact_id}", f"{item.name}, {pages.dutch.word('role', item.role)}")
        for item in contacts
        if item.valid or f"{item.role}/{item.contact_id}" == chosen
    ]
    if hand_over and hand_over.contact and chosen not in dict(choices):
        choices.append((chosen_of(hand_over), hand_over.contact))
    return choices
