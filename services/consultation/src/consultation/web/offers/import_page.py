"""`/aanbod/inlezen`: a file of offers, first shown with what it would change, then taken over."""

import base64
import binascii
import io
from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import Member
from consultation.offers.adapters.offer_file import REQUIRED
from consultation.offers.api.import_answers import OfferImportAnswer
from consultation.offers.api.offer_files import take_over
from consultation.offers.api.rights import providers_of
from consultation.unit_of_work import Units
from consultation.web.offers.words import NO_FILE, NO_TABLE
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http.routes import FORM, as_page, takes
from shared.web.forms import Form
from shared.web.pages import Pages

LARGEST = 4 * 1024 * 1024
"""What a form holds: a file that was seen comes back in it as text, a third longer. The API takes larger files."""
_FILES = "multipart/form-data"
_TAKE_OVER = "overnemen"


@dataclass(frozen=True, slots=True)
class _Sent:
    """The file that was sent, and whether it is to be taken over, as the caller has seen what it changes."""

    content: bytes
    takes_over: bool


def add_import_page(router: APIRouter, units: Units, pages: Pages, *, clock: Clock) -> None:
    """Let the router have the page that takes over files of offers."""

    async def page(
        request: Request,
        principal: Member,
        *,
        form: Form,
        status: int = 200,
        outcome: OfferImportAnswer | None = None,
        content: bytes = b"",
    ) -> Response:
        async with units() as uow:
            provides = principal.is_any(Role.COORDINATOR) or bool(await providers_of(principal, uow, clock))
        return pages.page(
            request.scope,
            "offer_import",
            status=status,
            form=form,
            provides=provides,
            outcome=outcome,
            content=base64.b64encode(content).decode(),
            required=REQUIRED,
            take_over=_TAKE_OVER,
        )

    @router.get("/aanbod/inlezen")
    @as_page
    async def offer_import_page(request: Request, principal: Member) -> Response:
        """The form for a file."""
        return await page(request, principal, form=Form())

    @router.post("/aanbod/inlezen")
    @takes(FORM, _FILES, max_bytes=LARGEST)
    @as_page
    async def post_offer_file(request: Request, principal: Member) -> Response:
        """Say what the file would change; once that was seen, take it over. Nothing is half done."""
        sent = await _sent(request)
        if not sent.content.strip():
            return await page(request, principal, form=Form().wrong(bestand=NO_FILE), status=422)
        try:
            outcome = await take_over(units, principal, io.BytesIO(sent.content), dry_run=True, clock=clock)
        except InvalidField:
            return await page(request, principal, form=Form().wrong(bestand=NO_TABLE), status=422)
        if sent.takes_over and not outcome.mistakes:
            await take_over(units, principal, io.BytesIO(sent.content), dry_run=False, clock=clock)
            return RedirectResponse("/aanbod/beheer", 303)
        status = 422 if sent.takes_over else 200
        return await page(request, principal, form=Form(), status=status, outcome=outcome, content=sent.content)


async def _sent(request: Request) -> _Sent:
    """A file, or else the one that is sent again after it was looked at."""
    async with request.form(max_part_size=LARGEST) as form:
        file, again = form.get("bestand"), form.get("gezien")
        content = await file.read() if isinstance(file, UploadFile) else b""
        takes_over = form.get("stap") == _TAKE_OVER
    if not content and isinstance(again, str):
        try:
            content = base64.b64decode(again, validate=True)
        except binascii.Error:
            content = b""
    return _Sent(content, takes_over)
