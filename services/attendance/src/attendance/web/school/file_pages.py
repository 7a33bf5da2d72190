"""`/school/{school}/bestanden`: a file to upload, first shown with what would become of it.

No copy of the file is kept between the two: it has the names of children. So the file is sent once more for good. A
digest says whether it is the file that was looked at, read in the same way. A script keeps the file in the form.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from attendance.register.api.rights import Recorder, require_own
from attendance.school_files.api.import_answers import EnrolmentsAnswer, ImportAnswer
from attendance.unit_of_work import Units
from attendance.web.school.file_imports import KINDS, FileBody, FileImports
from attendance.web.school.seen import School
from attendance.web.school.words.files import (
    ANOTHER_FILE,
    COUNTS,
    LEVELS,
    NO_FILE,
    OF_ANOTHER_SCHOOL,
    PACKAGES,
    REFUSED,
    UNREADABLE,
    kind_in_words,
    said_of,
)
from shared.domain.errors import InvalidField
from shared.runtime.clock import Clock
from shared.runtime.http import IMPORT_LIMIT, Principal, Problem
from shared.runtime.http.invalid_fields import FieldError
from shared.runtime.http.problems import problem_of
from shared.runtime.http.routes import MIB, as_page, takes
from shared.web.forms import Form, Submitted, checked
from shared.web.pages import Pages
from shared.web.places import SCHOOL_START

_MULTIPART = "multipart/form-data"
_MOST_FIELDS = 20
_MOST_LINES = 200
_FOR_GOOD = "inlezen"
# The fields around a file, and what parts them.
_MOST_BYTES = IMPORT_LIMIT + MIB


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of a file, or would become of it; `digest` names the file and how it is read."""

    answer: ImportAnswer | EnrolmentsAnswer
    kind: str
    digest: str
    is_another: bool = False

    @property
    def is_of_enrolments(self) -> bool:
        """Whether the numbers count enrolments, and not half days."""
        return isinstance(self.answer, EnrolmentsAnswer)


def file_pages_router(units: Units, pages: Pages, imports: FileImports, *, clock: Clock) -> APIRouter:
    """The page that takes files."""
    router = APIRouter(include_in_schema=False)

    async def page(
        request: Request, school: str, form: Form, *, shown: Shown | None = None, broken: str | None = None
    ) -> Response:
        async with units.reading() as uow:
            names = await uow.school_names.of([school])
        return pages.page(
            request.scope,
            "school_files",
            status=422 if form.errors else 409 if shown and shown.is_another else 200,
            form=form,
            shown=shown,
            broken=broken,
            school=school,
            school_name=names.get(school),
            for_good=_FOR_GOOD,
            most_lines=_MOST_LINES,
            today=clock.today(),
            **_WORDS,
        )

    @router.get(f"{SCHOOL_START}/{{school}}/bestanden")
    @as_page
    async def files_page(request: Request, school: School, principal: Recorder) -> Response:
        """The form for a file."""
        require_own(principal, [school])
        return await page(request, school, Form())

    @router.post(f"{SCHOOL_START}/{{school}}/bestanden")
    @takes(_MULTIPART, max_bytes=_MOST_BYTES)
    @as_page
    async def post_file(request: Request, school: School, principal: Recorder) -> Response:
        """Say what would become of the file; once that was seen, record it."""
        require_own(principal, [school])
        async with request.form(max_files=1, max_fields=_MOST_FIELDS) as sent:
            submitted = checked(sent.items(), FileBody)
            upload = sent.get("bestand")
            if not isinstance(upload, UploadFile) or not upload.size:
                return await page(request, school, submitted.form.wrong(bestand=NO_FILE))
            if submitted.body is None:
                return await page(request, school, submitted.form)
            try:
                shown = await _recorded(imports, upload.file, submitted, principal=principal, school=school)
            except (InvalidField, Problem) as error:
                form, broken = _refused(submitted.form, error)
                return await page(request, school, form, broken=broken)
        return await page(request, school, submitted.form, shown=shown)

    return router


_WORDS: Mapping[str, Any] = {
    "ANOTHER_FILE": ANOTHER_FILE,
    "COUNTS": COUNTS,
    "KINDS": [(kind, kind_in_words(kind)) for kind in KINDS],
    "LEVELS": LEVELS,
    "PACKAGES": PACKAGES,
    "said_of": said_of,
}


async def _recorded(
    imports: FileImports, file: BinaryIO, submitted: Submitted[FileBody], *, principal: Principal, school: str
) -> Shown:
    """What became of the file. It is recorded for good if it is the one that was looked at, read in the same way."""
    body, form = submitted.body, submitted.form
    assert body is not None, "a form that is wrong was shown again"
    digest = await asyncio.to_thread(body.fingerprint, file)
    is_for_good = form.value("stap") == _FOR_GOOD
    is_another = is_for_good and form.value("digest") != digest
    answer = await imports.record(file, body, principal, school=school, dry_run=not is_for_good or is_another)
    return Shown(answer, kind_in_words(body.soort), digest, is_another)


def _refused(form: Form, error: InvalidField | Problem) -> tuple[Form, str | None]:
    """The form that was refused, and what is wrong with the file in the words of its reader; None for a field.

    Raises the problem again if it is not about what was sent.
    """
    problem = problem_of(error)
    if problem.name == "forbidden":
        return form.wrong(bestand=OF_ANOTHER_SCHOOL), None
    if problem.name != "invalid-request":
        raise problem
    (wrong, *_) = cast("list[FieldError]", problem.members["errors"])
    if wrong["field"] in REFUSED:
        return form.wrong(**{wrong["field"]: REFUSED[wrong["field"]]}), None
    return form.wrong(bestand=UNREADABLE), wrong["reason"]
