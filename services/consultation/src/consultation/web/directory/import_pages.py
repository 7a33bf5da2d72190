"""`/directory/inlezen`: a table to take over, first shown with what it would change."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Coordinator
from consultation.directory.adapters.importing import ImportedTable, imported
from consultation.directory.api.directory import import_table
from consultation.directory.domain.import_outcome import ImportOutcome
from consultation.unit_of_work import Units
from consultation.web.directory.words import FIELDS, NO_FILE, NO_HEADER, NOT_UTF8
from shared.domain.errors import InvalidField
from shared.runtime.http.routes import FORM, as_page, takes
from shared.web.forms import Form
from shared.web.pages import Pages

_FILES = "multipart/form-data"
_TAKE_OVER = "overnemen"


@dataclass(frozen=True, slots=True)
class _Sent:
    """The table that was sent, as bytes, and whether it is to be taken over, as the caller has seen what it changes."""

    table: bytes
    takes_over: bool


def import_pages_router(units: Units, pages: Pages) -> APIRouter:
    """The page that takes over tables."""
    router = APIRouter(include_in_schema=False)

    def page(
        request: Request, *, form: Form, status: int = 200, table: ImportedTable | None = None, outcome: object = None
    ) -> Response:
        return pages.page(
            request.scope,
            "import",
            status=status,
            form=form,
            table=table,
            outcome=outcome,
            fields=FIELDS,
            take_over=_TAKE_OVER,
        )

    @router.get("/directory/inlezen")
    @as_page
    async def import_page(request: Request, _: Coordinator) -> Response:
        """The form for a file."""
        return page(request, form=Form())

    @router.post("/directory/inlezen")
    @takes(FORM, _FILES)
    @as_page
    async def post_table(request: Request, _: Coordinator) -> Response:
        """Say what the table would change; once that was seen, take it over. Nothing is half done."""
        sent = await _sent(request)
        if not sent.table.strip():
            return page(request, form=Form().wrong(bestand=NO_FILE), status=422)
        try:
            table = imported(sent.table)
        except InvalidField:
            return page(request, form=Form().wrong(bestand=_why(sent.table)), status=422)
        async with units() as uow:
            outcome: ImportOutcome = await import_table(uow, table, dry_run=not sent.takes_over)
        if sent.takes_over and not outcome.mistakes:
            return RedirectResponse("/directory?gedaan=tabel", 303)
        status = 422 if sent.takes_over else 200
        return page(request, form=Form(), status=status, table=table, outcome=outcome)

    return router


async def _sent(request: Request) -> _Sent:
    """A file, or else the text that was pasted or is sent again."""
    async with request.form() as form:
        file, text = form.get("bestand"), form.get("tabel")
        content = await file.read() if isinstance(file, UploadFile) else b""
        takes_over = form.get("stap") == _TAKE_OVER
    return _Sent(content or (text.encode() if isinstance(text, str) else b""), takes_over)


def _why(table: bytes) -> str:
    try:
        table.decode("utf-8-sig")
    except UnicodeDecodeError:
        return NOT_UTF8
    return NO_HEADER
