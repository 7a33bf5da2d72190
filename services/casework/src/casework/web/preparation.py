"""`/dossiers/{reference}/voorbereiding`: a case as those at a meeting prepare it; a part of the page of the meeting."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from casework.api.readers import Reader, shown_to
from casework.api.reading import Reading
from casework.api.timelines import seen_timeline
from casework.domain.consent import Consent
from casework.unit_of_work import CaseworkUnits
from casework.web.case_page import of_case
from casework.web.finding import case_of, page_at
from casework.web.people import People
from casework.web.timeline import people_of, sentences
from casework.web.worded import WordedPages
from shared.runtime.clock import Clock
from shared.runtime.http.routes import as_page
from shared.web.pages import is_part

_NEWEST_STEPS = 8


def preparation_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock) -> APIRouter:
    """What the reader sees of a case, short: count and days, contacts, consents and the newest steps."""
    router = APIRouter(include_in_schema=False)

    @router.get("/dossiers/{reference}/voorbereiding")
    @as_page
    async def preparation_page(request: Request, principal: Reading, reference: str) -> Response:
        """A page that leads back to the case, or a part of the page that asks."""
        async with units() as uow:
            today = clock.today()
            reader = await Reader.of(principal, uow, today)
            case = await case_of(reader, uow, reference, today=today)
            shown = (await shown_to(reader, uow, [case]))[case.case_id]
            seen = await seen_timeline(reader, uow, case, page=page_at(None), newest_first=True)
            entries = seen.entries[:_NEWEST_STEPS]
            consents = await uow.consents.of_case(case.case_id) if shown.file else ()
            people = await People.among(principal, uow, people_of(entries))
        fields = of_case(case, shown)
        return pages.page(
            request.scope,
            "preparation_part" if is_part(request) else "preparation",
            **fields,
            days=_days(fields["facts"]) if shown.half_days else [],
            consents=_holding(consents, today),
            timeline=sentences(pages, entries, people),
            people=people,
            today=today,
        )

    return router


def _days(facts: Mapping[str, Any]) -> list[tuple[date, list[str]]]:
    """The days with a half day that counts, each with its half days."""
    days: dict[date, list[str]] = {}
    for half_day in sorted(facts.get("half_days", ()), key=lambda item: (item["date"], item["half_day"])):
        days.setdefault(half_day["date"], []).append(str(half_day["half_day"]))
    return list(days.items())


def _holding(consents: Iterable[Consent], today: date) -> Sequence[Consent]:
    return [consent for consent in consents if consent.holds_on(today)]
