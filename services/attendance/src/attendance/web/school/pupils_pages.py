"""`/school/{school}/leerlingen`: the pupils of a school, and the search among them."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel
from starlette.responses import RedirectResponse, Response

from attendance.pupils.application.find_pupils import find_pupils, list_named_pupils
from attendance.register.api.rights import MarkReader
from attendance.unit_of_work import Units
from attendance.web.school.seen import School, name_of_seen
from attendance.web.school.words.enrolments import DONE
from shared.contracts.fields import Line
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Page
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages
from shared.web.places import SCHOOL_START

_MOST_FOUND = 100


class PupilSearchBody(BaseModel):
    """What pupils are looked for by: parts of their names, their class, their number."""

    q: Line


def school_pupils_router(units: Units, pages: Pages, *, clock: Clock) -> APIRouter:
    """The list of pupils. Names are searched for by a form: no address has one in it."""
    router = APIRouter(include_in_schema=False)
    path = f"{SCHOOL_START}/{{school}}/leerlingen"

    @router.get(path)
    @as_page
    async def pupils_page(
        request: Request,
        school: School,
        principal: MarkReader,
        gedaan: str | None = None,
        cursor: Annotated[str | None, Query(max_length=1000)] = None,
    ) -> Response:
        """The pupils by register number, fifty at a time."""
        page = Page(cursor=cursor or None)
        (after,) = page.after(str) or ("",)
        async with units.reading() as uow:
            name = await name_of_seen(uow, principal, school, clock=clock)
            pupils = await list_named_pupils(uow, school, today=clock.today(), after=after, limit=page.limit + 1)
        shown, following = page.cut(pupils, lambda pupil: (pupil.pupil,))
        return pages.page(
            request.scope,
            "school_pupils",
            done=DONE.get(gedaan or ""),
            following=following,
            form=Form(),
            is_search=False,
            most_found=_MOST_FOUND,
            pupils=shown,
            school=school,
            school_name=name,
            writes=principal.is_any(Role.SCHOOL, Role.COORDINATOR),
        )

    @router.post(path)
    @as_page
    async def search_pupils(request: Request, school: School, principal: MarkReader) -> Response:
        """The pupils in whose name, class and number every word of the search occurs."""
        sent = await submitted(request, PupilSearchBody)
        if not sent.form.value("q").strip():
            return RedirectResponse(f"{SCHOOL_START}/{school}/leerlingen", 303)
        async with units.reading() as uow:
            name = await name_of_seen(uow, principal, school, clock=clock)
            words = sent.body.q if sent.body else ""
            today = clock.today()
            pupils = await find_pupils(uow, school, words, today=today, limit=_MOST_FOUND) if words else ()
        return pages.page(
            request.scope,
            "school_pupils",
            status=200 if sent.body else 422,
            done=None,
            following=None,
            form=sent.form,
            is_search=True,
            most_found=_MOST_FOUND,
            pupils=pupils,
            school=school,
            school_name=name,
            writes=principal.is_any(Role.SCHOOL, Role.COORDINATOR),
        )

    return router
