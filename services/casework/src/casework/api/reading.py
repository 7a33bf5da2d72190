"""Cases to read: by filter, one by one, with their timeline, as worklist and as caseloads."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from casework.api.answers import case_body, caseload_body, entry_body, work_item_body
from casework.api.readers import ACTORS, READERS, Reader, shown_to
from casework.api.schemas import CaseBody, CaseloadsBody, EntryBody, WorkItemBody
from casework.api.units import Units
from casework.api.words import CaseReference, Words, case_type_query, words_of
from casework.domain.case_type import CaseTypes
from casework.domain.lists import CaseFilter, Search, TimelinePlace
from casework.domain.states import Status
from casework.words.nl import Dutch
from shared.contracts.fields import SchoolNumber
from shared.contracts.moments import IsoDate
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import allow
from shared.runtime.http.etags import set_etag
from shared.runtime.http.paging import Listing, Paged, listing
from shared.runtime.http.principal import Principal

Reading = Annotated[Principal, allow(*READERS)]
Working = Annotated[Principal, allow(*ACTORS)]


def reading_routes(units: Units, clock: Clock, *, heavy_from: int, dutch: Dutch, case_types: CaseTypes) -> APIRouter:
    """GET of cases; a case of a school that is not the caller's own is not there."""
    router = APIRouter(tags=["cases"])
    of_type = case_type_query(case_types)

    @router.get("/cases")
    async def list_cases(
        principal: Reading,
        page: Paged,
        status: Annotated[list[Status] | None, Query()] = None,
        assignee: str | None = None,
        school: SchoolNumber | None = None,
        person: UUID | None = None,
        due_before: IsoDate | None = None,
        case_type: Annotated[str | None, of_type] = None,
        reference: CaseReference | None = None,
        q: Words | None = None,
    ) -> Listing[CaseBody]:
        """Cases in the order they were opened; ``due_before`` compares the day to respond by.

        ``q`` finds cases by words. A case has to have each of them, in its reference, its pupil's name or class,
        as far as the caller sees those; a part will do, and accents and capitals make no difference.
        """
        after, today = page.after(UUID), clock.today()
        async with units() as uow:
            reader = await Reader.of(principal, uow, today)
            wanted = CaseFilter(
                reference=reference.upper() if reference else None,
                search=Search(words_of(q), reader.sees_whole_pupil) if q else None,
                statuses=frozenset(status) if status else None,
                assignee=assignee,
                school=school,
                person_id=await uow.persons.living(person) if person else None,
                due_before=due_before,
                case_type=case_type,
                schools=reader.schools,
                visible=reader.visible,
            )
            found = await uow.case_lists.page(wanted, today, after[0] if after else None, page.limit + 1)
            cases, following = page.cut(found, lambda case: (case.case_id,))
            shown = await shown_to(reader, uow, cases)
        return listing([case_body(case, shown[case.case_id]) for case in cases], following)

    @router.get("/cases/{case_id}")
    async def get_case(principal: Reading, case_id: UUID, response: Response) -> CaseBody:
        """One case."""
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case = reader.may_know_of(await uow.cases.get(case_id))
            shown = await shown_to(reader, uow, [case])
        set_etag(response, case.version)
        return case_body(case, shown[case.case_id])

    @router.get("/cases/{case_id}/timeline")
    async def get_timeline(principal: Reading, case_id: UUID, page: Paged) -> Listing[EntryBody]:
        """What happened, oldest first. Notes are apart."""
        after = page.after(datetime, int)
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            reader.may_know_of(await uow.cases.get(case_id))
            place = TimelinePlace(*after) if after else None
            entries = await uow.timeline.page(case_id, place, page.limit + 1)
        shown, following = page.cut(entries, lambda item: (item[0].at, item[0].position))
        return listing([entry_body(entry, dutch) for _, entry in shown], following)

    @router.get("/worklist", tags=["work"])
    async def get_worklist(
        principal: Working, page: Paged, case_type: Annotated[str | None, of_type] = None
    ) -> Listing[WorkItemBody]:
        """The caller's own open cases and those of nobody, what is due first in front."""
        after = page.after(date, UUID)
        workers = {name for name in (principal.subject, principal.contact) if name}
        today = clock.today()
        async with units() as uow:
            reader = await Reader.of(principal, uow, today)
            place = (after[0], after[1]) if after else None
            found = await uow.case_lists.worklist(workers, case_type, place, page.limit + 1)
            items, following = page.cut(found, lambda item: (item.due or date.max, item.case.case_id))
            shown = await shown_to(reader, uow, [item.case for item in items])
        return listing([work_item_body(item, shown[item.case.case_id], today) for item in items], following)

    @router.get("/caseloads", tags=["work"])
    async def get_caseloads(principal: Working, case_type: Annotated[str | None, of_type] = None) -> CaseloadsBody:
        """How many open cases everybody has."""
        async with units() as uow:
            caseloads = await uow.case_lists.caseloads(case_type)
        return CaseloadsBody(items=[caseload_body(caseload, heavy_from) for caseload in caseloads])

    return router
