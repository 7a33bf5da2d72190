"""`/directory/contacten/{contact_id}/uren`: when somebody can meet, to look at and to paint."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import RedirectResponse, Response

from consultation.api.rights import ContactWriter, Reader
from consultation.directory.api.rights import visible_contact, writable_contact
from consultation.directory.application.followers import Followed
from consultation.directory.application.set_availability import set_availability
from consultation.directory.domain.own_week import DayOfWeek, own_week
from consultation.domain.contact import Contact
from consultation.domain.local_time import monday_of
from consultation.domain.meeting_kind import CARE_MEETING, MeetingRules
from consultation.domain.school_time import half_days_by
from consultation.unit_of_work import ConsultationUnitOfWork, Units
from consultation.web.directory.hours_forms import HoursForm, numbers_of, typed_hours, values_of_hours
from consultation.web.directory.painting import grid_of
from consultation.web.directory.refusals import refused
from consultation.web.directory.words import AWAY, DONE, WEEKDAYS
from consultation.web.versions import still
from shared.contracts.moments import IsoDate
from shared.domain.errors import DomainError
from shared.domain.flemish_calendar import flemish_calendar
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted
from shared.web.pages import Pages

ContactPath = Annotated[str, Path(pattern=r"^[A-Za-z0-9._-]{1,64}$")]
_WEEK = timedelta(days=7)
_MOST_FIELDS = 4000
"""As many as 100 patterns and 500 exceptions have, which is what the API takes."""
_FIRST, _LAST = date(2000, 1, 3), date(2999, 12, 23)


def hours_pages_router(
    units: Units, pages: Pages, *, rules: MeetingRules, clock: Clock, followed: Followed
) -> APIRouter:
    """The page of somebody's hours."""
    router = APIRouter(include_in_schema=False)
    shown = _HoursPages(units, pages, rules=rules, clock=clock)

    @router.get("/directory/contacten/{contact_id}/uren")
    @as_page
    async def hours_page(
        request: Request,
        contact_id: ContactPath,
        principal: Reader,
        week: Annotated[IsoDate | None, Query()] = None,
        gedaan: str = "",
    ) -> Response:
        """A week of the contact, this week or that of the day `week`; with the form for who may change the hours."""
        return await shown.page(request, principal, contact_id, week=week, done=gedaan)

    @router.post("/directory/contacten/{contact_id}/uren")
    @as_page
    async def post_hours(request: Request, contact_id: ContactPath, principal: ContactWriter) -> Response:
        """Say when the contact can meet, whole; a form for an older version is shown again."""
        async with units() as uow:
            await writable_contact(principal, uow, contact_id, today=clock.today())
        sent = await submitted(request, HoursForm, most_fields=_MOST_FIELDS)
        typed = typed_hours(sent.form.values)
        form, status = sent.form.wrong(**{name or "form": said for name, said in typed.errors.items()}), 422
        if sent.body is not None and typed.availability is not None:
            expected = still(sent.body.version)
            try:
                async with units() as uow:
                    await set_availability(uow, contact_id, typed.availability, expected=expected, followed=followed)
                return RedirectResponse(f"/directory/contacten/{contact_id}/uren?gedaan=uren", 303)
            except (DomainError, Problem) as error:
                form, status = refused(sent.form, error)
        return await shown.page(request, principal, contact_id, form=form, status=status)

    return router


class _HoursPages:
    """The page of the hours, as they are or with what is wrong."""

    def __init__(self, units: Units, pages: Pages, *, rules: MeetingRules, clock: Clock) -> None:
        self._units = units
        self._pages = pages
        self._rules = rules
        self._clock = clock

    async def page(
        self,
        request: Request,
        principal: Principal,
        contact_id: str,
        *,
        week: date | None = None,
        done: str = "",
        form: Form | None = None,
        status: int = 200,
    ) -> Response:
        """The page of the contact's hours. Raises NotFound."""
        today = self._clock.today()
        monday = monday_of(min(max(week or today, _FIRST), _LAST))
        async with self._units() as uow:
            contact = await visible_contact(principal, uow, contact_id, today=today)
            days = await self._week(uow, contact, monday)
            school_names = await uow.organisations.school_names(contact.details.schools)
        if form is None:
            form = Form(values_of_hours(contact))
        elif status == 412:
            form = Form({**form.values, "version": str(contact.version)}, form.errors)
        return self._pages.page(
            request.scope,
            "hours",
            status=status,
            contact=contact,
            form=form,
            days=days,
            monday=monday,
            before=monday - _WEEK if monday > _FIRST else None,
            after=monday + _WEEK if monday + _WEEK < _LAST else None,
            grid=grid_of(contact.availability.weekly, days),
            patterns=numbers_of("patroon", form.values),
            filled=numbers_of(
                "patroon", {name: text for name, text in form.values.items() if text.strip() not in ("", "1")}
            ),
            exceptions=numbers_of("uitzondering", form.values),
            school_names=school_names,
            writes=principal.is_any(Role.COORDINATOR) or self._is_own(principal, contact),
            is_own=contact.contact_id == principal.contact,
            done=DONE.get(done),
            AWAY=AWAY,
            WEEKDAYS=WEEKDAYS,
        )

    @staticmethod
    def _is_own(principal: Principal, contact: Contact) -> bool:
        writers = (Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH)
        return contact.contact_id == principal.contact and principal.is_any(*writers)

    async def _week(self, uow: ConsultationUnitOfWork, contact: Contact, monday: date) -> Sequence[DayOfWeek]:
        """The week. A contact of all schools has the Flemish calendar."""
        schools = contact.details.schools
        await uow.calendars.load(schools)
        calendars = {school: await uow.calendars.of(school) for school in schools} or {"": flemish_calendar}
        times = {
            school: self._rules.school_time(CARE_MEETING, half_days_by(calendar_of))
            for school, calendar_of in calendars.items()
        }
        hours = self._rules.kind(CARE_MEETING).hours
        return own_week(contact.availability, monday, hours=hours, schools=times)
