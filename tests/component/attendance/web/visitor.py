"""Somebody at attendance's pages, and the pupils there."""

from typing import Any

import httpx

from attendance.mass_causes.domain.mass_cause import MassCause
from attendance.register.application.results import Result
from attendance.register.domain.enrolment_report import EnrolmentReport
from attendance.register.domain.mark import Mark
from attendance.settings import AttendanceSettings
from attendance.testing.factories import PUPIL, SCHOOL
from attendance.unit_of_work import AttendanceUnitOfWork
from attendance.use_cases import UseCases, use_cases_of
from shared.contracts.consultation_directory import ContactChanged, OrganisationChanged
from shared.contracts.vocabulary import OrganisationKind
from shared.copies.contacts import Directory
from shared.domain.roles import Role
from shared.runtime.ids import new_id
from shared.service.service import Service
from shared.testing.browser import signed_in

PAGE = f"/leerlingen/{SCHOOL}/{PUPIL}"
CALENDAR = f"{PAGE}/kalender"
A_CONTACT = ContactChanged(
    contact_id="somebody",
    name="Iemand Anders",
    role=Role.CLB,
    organisation="Een organisatie",
    schools=(),
    email="iemand@example.org",
    language="nl",
    deputy_of=None,
    valid_from=None,
    valid_until=None,
)


A_SCHOOL = OrganisationChanged(
    organisation_id="school-1",
    kind=OrganisationKind.SCHOOL,
    name="Atheneum De Wilg",
    school=SCHOOL,
    board=None,
    levels=(),
    sites=(),
    serves=(),
)


class Visitor:
    """The pages, opened by anyone the test wants to be."""

    def __init__(self, service: Service[AttendanceUnitOfWork], settings: AttendanceSettings) -> None:
        self.service = service
        self.settings = settings
        self.mass_cause: MassCause | None = None

    @property
    def use_cases(self) -> UseCases:
        return use_cases_of(
            clock=self.service.clock,
            new_id=new_id,
            codes=self.settings.codes,
            keep_school_years=5,
            mass_cause=self.mass_cause,
        )

    async def add_rules(self) -> None:
        """What the service does when it starts."""
        if self.service.prepare:
            await self.service.prepare()

    async def record(self, *marks: Mark) -> list[Result]:
        async with self.service.units() as uow:
            return await self.use_cases.record_marks(uow, marks)

    async def enrol(self, *reports: EnrolmentReport) -> list[Result]:
        async with self.service.units() as uow:
            return await self.use_cases.apply_enrolments(uow, reports)

    async def know(self, contact_id: str, role: Role, *schools: str) -> None:
        """Put a contact of these schools (none: all) in the copy of the directory."""
        contact = A_CONTACT.model_copy(update={"contact_id": contact_id, "role": role, "schools": schools})
        async with self.service.units() as uow:
            await Directory(uow.connection).apply(contact, 1)

    def nobody(self, **headers: str) -> httpx.AsyncClient:
        """A browser in which nobody is signed in."""
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(self.service.app, raise_app_exceptions=False),
            base_url="http://attendance",
            headers={"Accept": "text/html", **headers},
        )

    async def by(self, role: Role, *, school: str | None = None, **headers: str) -> httpx.AsyncClient:
        """A browser in which somebody with this role is signed in."""
        browser = self.nobody(**headers)
        browser.cookies.update(
            await signed_in(
                self.service.engine, "attendance", self.settings, role, school=school, contact=f"{role.value}-1"
            )
        )
        return browser

    async def see(self, path: str, role: Role = Role.CASEWORKER, **of: Any) -> httpx.Response:
        """What somebody with this role gets at this address."""
        async with await self.by(role, **of) as browser:
            return await browser.get(path)
