"""`/leerplicht`: children not known to be enrolled, and the municipality's list, first shown with what becomes of it.

No copy of the list is kept between the two steps, for it has the names and numbers of children: it is sent once more.
"""

import asyncio
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, BinaryIO, Literal, cast
from urllib.parse import urlencode
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.datastructures import UploadFile
from starlette.responses import Response

from attendance.files.tables import TableFormat
from attendance.register.api.rights import ListBringer, Municipal
from attendance.residents.api.resident_answers import ListAnswer
from attendance.residents.api.residents import ListImporting, ListReading
from attendance.residents.application.list_gaps import list_gaps
from attendance.residents.domain.enrolment_gap import GapFilter
from attendance.residents.domain.resident import Control
from attendance.rules.api.rule_bodies import Year
from attendance.unit_of_work import Units
from attendance.web.digests import fingerprint
from attendance.web.residents import words
from attendance.web.school.words.files import ANOTHER_FILE, NO_FILE, UNREADABLE
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import IMPORT_LIMIT, Problem, invalid
from shared.runtime.http.invalid_fields import FieldError
from shared.runtime.http.paging import Page
from shared.runtime.http.problems import problem_of
from shared.runtime.http.routes import MIB, as_page, takes
from shared.web.forms import Form, checked
from shared.web.pages import Pages

RESIDENTS = "/leerplicht"
_READ = f"{RESIDENTS}/inlezen"
_FOR_GOOD = "inlezen"
_MOST_FIELDS = 20
_MOST_LINES = 200
_YEARS = 3
_Cursor = Annotated[str | None, Query(max_length=1000)]
_Short = Annotated[str, Query(max_length=20)]


class ListBody(BaseModel):
    """How a list is to be read, and for which control, as the form has it."""

    school_year: Year
    reference_date: dt.date
    format: TableFormat
    columns: str | None = None
    leading_zeros: Literal["insz"] | None = None

    def reading(self) -> ListReading:
        """Raises InvalidField for a date outside the school year."""
        control = Control(SchoolYear.parse(self.school_year), self.reference_date)
        return ListReading(control, self.format, self.columns, restore_zeros=self.leading_zeros is not None)


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of a list, or would become of it; `digest` names the file and how it is read."""

    answer: ListAnswer
    digest: str
    is_another: bool = False


def resident_pages_router(units: Units, pages: Pages, importing: ListImporting, *, clock: Clock) -> APIRouter:
    """The pages of the control."""
    router = APIRouter(include_in_schema=False)

    def years() -> list[str]:
        return [str(SchoolYear(SchoolYear.of(clock.today()).start - back)) for back in range(_YEARS)]

    @router.get(RESIDENTS)
    @as_page
    async def children(
        request: Request,
        principal: Municipal,
        schooljaar: _Short = "",
        toestand: Literal["missing", "found", ""] = "missing",
        cursor: _Cursor = None,
    ) -> Response:
        """The children not known to be enrolled, concluded first in front."""
        page = Page(cursor=cursor or None)
        after = page.after(UUID)
        wanted = GapFilter(_year(schooljaar), toestand or None)
        async with units.reading() as uow:
            gaps = await list_gaps(uow, wanted, after=after[0] if after else None, limit=page.limit + 1)
        shown, following = page.cut(gaps, lambda listed: (listed.gap.signal_id,))
        chosen = {"schooljaar": schooljaar, "toestand": toestand}
        return pages.page(
            request.scope,
            "not_enrolled",
            children=shown,
            chosen=chosen,
            years=years(),
            STATUSES=words.STATUSES,
            brings_lists=principal.is_any(Role.COORDINATOR),
            following=f"{RESIDENTS}?{urlencode(chosen | {'cursor': following})}" if following else None,
        )

    def form_page(request: Request, form: Form, *, shown: Shown | None = None, broken: str | None = None) -> Response:
        return pages.page(
            request.scope,
            "residents",
            status=422 if form.errors else 409 if shown and shown.is_another else 200,
            form=form,
            shown=shown,
            broken=broken,
            years=years(),
            for_good=_FOR_GOOD,
            most_lines=_MOST_LINES,
            **_WORDS,
        )

    @router.get(_READ)
    @as_page
    async def list_page(request: Request, _: ListBringer) -> Response:
        """The form for a list."""
        return form_page(request, Form({"school_year": str(SchoolYear.of(clock.today()))}))

    @router.post(_READ)
    @takes("multipart/form-data", max_bytes=IMPORT_LIMIT + MIB)
    @as_page
    async def post_list(request: Request, _: ListBringer) -> Response:
        """Say what would become of the list; once that was seen, take it over."""
        async with request.form(max_files=1, max_fields=_MOST_FIELDS) as sent:
            submitted = checked(sent.items(), ListBody)
            upload = sent.get("bestand")
            if not isinstance(upload, UploadFile) or not upload.size:
                return form_page(request, submitted.form.wrong(bestand=NO_FILE))
            if submitted.body is None:
                return form_page(request, submitted.form)
            try:
                shown = await _compared(importing, upload.file, submitted.body, form=submitted.form)
            except (InvalidField, Problem) as error:
                form, broken = _refused(submitted.form, error)
                return form_page(request, form, broken=broken)
        return form_page(request, submitted.form, shown=shown)

    return router


_WORDS: Mapping[str, Any] = {
    "ANOTHER_FILE": ANOTHER_FILE,
    "COUNTS": words.COUNTS,
    "FORMATS": words.FORMATS,
    "became": words.became,
    "why": words.why,
}


async def _compared(importing: ListImporting, file: BinaryIO, body: ListBody, *, form: Form) -> Shown:
    """What became of the list. It is taken over if it is the one that was looked at, read in the same way."""
    digest = await asyncio.to_thread(fingerprint, body, file)
    is_for_good = form.value("stap") == _FOR_GOOD
    is_another = is_for_good and form.value("digest") != digest
    answer = await importing.compare(file, body.reading(), dry_run=not is_for_good or is_another)
    return Shown(answer, digest, is_another)


def _refused(form: Form, error: InvalidField | Problem) -> tuple[Form, str | None]:
    """The form that was refused, and what is wrong with the file in the words of its reader; None for a field.

    Raises the problem again if it is not about what was sent.
    """
    problem = problem_of(error)
    if problem.name != "invalid-request":
        raise problem
    (wrong, *_) = cast("list[FieldError]", problem.members["errors"])
    if wrong["field"] in words.REFUSED:
        return form.wrong(**{wrong["field"]: words.REFUSED[wrong["field"]]}), None
    return form.wrong(bestand=UNREADABLE), wrong["reason"]


def _year(label: str) -> SchoolYear | None:
    """The school year that is chosen; None for all. Raises Problem (422)."""
    try:
        return SchoolYear.parse(label) if label else None
    except InvalidField:
        raise invalid("schooljaar", "expected two years in a row such as 2026-2027") from None
