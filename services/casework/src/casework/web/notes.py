"""`/dossiers/{reference}/notities`: notes as far as each is for the reader, and what they said before."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.case_change import Changing
from casework.api.note_bodies import NoteBody
from casework.api.notes import own_note, readable_note
from casework.api.readers import Reader, actor, shown_to
from casework.api.reading import Reading
from casework.application.change_note import change_note
from casework.application.write_note import write_note
from casework.unit_of_work import CaseworkUnits
from casework.web.case_file import locked_for_file
from casework.web.case_page import of_case
from casework.web.finding import Cursor, case_of, page_at
from casework.web.people import People
from casework.web.versions import ChangedMeanwhile, expect
from casework.web.worded import WordedPages
from shared.domain.errors import Conflict
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted

_MOST_REVISIONS = 100


def notes_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """The notes of a case with the form for another, and each note with its form and its revisions."""
    router = APIRouter(include_in_schema=False)
    notes = _NotePages(units, pages, clock)

    @router.get("/dossiers/{reference}/notities")
    @as_page
    async def list_notes(request: Request, principal: Reading, reference: str, cursor: Cursor = None) -> Response:
        """The notes, the newest in front; for whoever acts also the form for another."""
        return await notes.all(request, principal, reference, cursor=cursor)

    @router.post("/dossiers/{reference}/notities")
    @as_page
    async def add_note(request: Request, principal: Changing, reference: str) -> Response:
        """Add a note. The same form sent again leads to the case and adds nothing."""
        sent = await submitted(request, NoteBody)
        if sent.body is None:
            return await notes.all(request, principal, reference, form=sent.form, status=422)
        return await notes.add(request, principal, reference, body=sent.body, form=sent.form)

    @router.get("/dossiers/{reference}/notities/{note_id}")
    @as_page
    async def one_note(request: Request, principal: Reading, reference: str, note_id: UUID) -> Response:
        """A note with what it said before; for its author also the form to change it."""
        return await notes.one(request, principal, reference, note_id=note_id)

    @router.post("/dossiers/{reference}/notities/{note_id}")
    @as_page
    async def change(request: Request, principal: Changing, reference: str, note_id: UUID) -> Response:
        """Change a note of one's own."""
        sent = await submitted(request, NoteBody)
        form, status = sent.form, 422
        try:
            async with units() as uow:
                case = await locked_for_file(principal, uow, reference, today=clock.today())
                reader = await Reader.of(principal, uow, clock.today())
                note = own_note(reader, await uow.notes.get(case.case_id, note_id))
                expect(note.version, form)
                if sent.body is not None:
                    await change_note(uow, note, sent.body.text, visibility=sent.body.visibility, clock=clock)
        except ChangedMeanwhile:
            form, status = form.wrong(form=pages.dutch.word("wrong", "note_version")), 412
        if form.errors:
            return await notes.one(request, principal, reference, note_id=note_id, form=form, status=status)
        return RedirectResponse(f"/dossiers/{case.reference}?gedaan=note-changed", 303)

    return router


@dataclass(frozen=True, slots=True)
class _NotePages:
    """The page of all notes, and that of a note."""

    units: CaseworkUnits
    pages: WordedPages
    clock: Clock

    async def add(
        self, request: Request, principal: Principal, reference: str, *, body: NoteBody, form: Form
    ) -> Response:
        """Write a note; the form again where the case takes no notes any more."""
        try:
            async with self.units() as uow:
                case = await locked_for_file(principal, uow, reference, today=self.clock.today())
                path = f"/dossiers/{case.reference}/notes"
                if await uow.sent_forms.is_new(form, subject=principal.subject, path=path):
                    by = actor(principal)
                    await write_note(uow, case, body.text, visibility=body.visibility, by=by, clock=self.clock)
        except Conflict as error:
            refused, status = self.pages.refused(form, error)
            return await self.all(request, principal, reference, form=refused, status=status)
        return RedirectResponse(f"/dossiers/{case.reference}?gedaan=note", 303)

    async def all(
        self,
        request: Request,
        principal: Principal,
        reference: str,
        *,
        cursor: str | None = None,
        form: Form | None = None,
        status: int = 200,
    ) -> Response:
        """One page of the notes with the form."""
        page = page_at(cursor)
        after = page.after(UUID)
        async with self.units() as uow:
            reader = await Reader.of(principal, uow, self.clock.today())
            case = await case_of(reader, uow, reference, today=self.clock.today())
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            place = after[0] if after else None
            notes, following = page.cut(
                await uow.notes.page(case.case_id, place, page.limit + 1, newest_first=True),
                lambda note: (note.note_id,),
            )
            items = [reader.seen_note(note, case) for note in notes]
            people = await People.among(principal, uow, {item.by for item in items})
        return self.pages.page(
            request.scope,
            "notes",
            status=status,
            **of_case(case, shown),
            acts=shown.file,
            items=items,
            following=following,
            people=people,
            form=form or Form(),
        )

    async def one(
        self,
        request: Request,
        principal: Principal,
        reference: str,
        *,
        note_id: UUID,
        form: Form | None = None,
        status: int = 200,
    ) -> Response:
        """A note with its revisions, the newest in front. Raises NotFound; 403 for who may not read it."""
        async with self.units() as uow:
            reader = await Reader.of(principal, uow, self.clock.today())
            case = await case_of(reader, uow, reference, today=self.clock.today())
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            note = await readable_note(reader, uow, case.case_id, note_id=note_id)
            revisions = await uow.notes.revisions(note, max(note.version - _MOST_REVISIONS, 0), _MOST_REVISIONS)
            people = await People.among(principal, uow, {note.by})
        now = {"text": note.text, "visibility": note.visibility.value, "version": str(note.version)}
        values = {**form.values, "version": str(note.version)} if form else now
        seen = reader.seen_note(note, case)
        return self.pages.page(
            request.scope,
            "note",
            status=status,
            **of_case(case, shown),
            note=seen,
            changeable=seen.mine and shown.file,
            revisions=revisions[-2::-1] if len(revisions) > 1 else (),
            people=people,
            form=Form(values, form.errors if form else {}),
        )
