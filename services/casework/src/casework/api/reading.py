"""Cases to read: by filter, and one by one."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Response

from casework.api.answering import case_answer, case_values
from casework.api.answers import CaseAnswer
from casework.api.queries import CaseReference, Words, case_type_query, words_of
from casework.api.readers import Reader, shown_beside, shown_to
from casework.api.rights import READERS
from casework.domain.case_type import CaseTypes
from casework.domain.lists import CaseFilter
from casework.domain.states import Status
from casework.unit_of_work import CaseworkUnits
from shared.contracts.fields import SchoolNumber
from shared.contracts.moments import IsoDate
from shared.runtime.clock import Clock
from shared.runtime.http.authentication import allow
from shared.runtime.http.etags import set_etag
from shared.runtime.http.paging import Listing, Paged
from shared.runtime.http.principal import Principal
from shared.runtime.http.ready_json import ready_json

Reading = Annotated[Principal, allow(*READERS)]


def reading_router(units: CaseworkUnits, *, clock: Clock, case_types: CaseTypes) -> APIRouter:
    """GET of cases; a case of a school that is not the caller's own is not there."""
    router = APIRouter(tags=["cases"])
    of_type = case_type_query(case_types)

    @router.get("/cases", response_model=Listing[CaseAnswer])
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
    ) -> Response:
        """Cases in the order they were opened; ``due_before`` compares the day to respond by.

        ``q`` finds cases by words. A case has to have each word in its reference, its pupil's name or its pupil's
        class, as far as the caller sees these. A part of a word is enough, and accents and capitals make no difference.
        A word is also looked for in the notes that the caller may read, there as a whole word, whatever its ending.
        """
        after, today = page.after(UUID), clock.today()
        async with units.reading() as uow:
            reader = await Reader.of(principal, uow, today)
            wanted = CaseFilter(
                reference=reference.upper() if reference else None,
                search=reader.search(words_of(q)) if q else None,
                statuses=frozenset(status) if status else None,
                assignee=assignee,
                school=school,
                person_id=await uow.persons.living(person) if person else None,
                due_before=due_before,
                case_type=case_type,
                seen=reader.seen,
            )
            listed = await uow.case_lists.page(
                wanted, today=today, after=after[0] if after else None, limit=page.limit + 1
            )
            cases, following = page.cut(listed.cases, lambda case: (case.case_id,))
            shown = shown_beside(reader, cases, listed.beside)
        return ready_json({"items": [case_values(case, shown[case.case_id]) for case in cases], "next": following})

    @router.get("/cases/{case_id}")
    async def get_case(principal: Reading, case_id: UUID, response: Response) -> CaseAnswer:
        """One case."""
        async with units.reading() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case = reader.may_know_of(await uow.cases.get(case_id))
            shown = await shown_to(reader, uow, [case])
        set_etag(response, case.version)
        return case_answer(case, shown[case.case_id])

    return router
