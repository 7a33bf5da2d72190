"""The timeline of a case, as far as it is for who asks."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from casework.api.readers import Reader
from casework.api.reading import Reading
from casework.api.rights import Deed
from casework.domain.case import Case
from casework.domain.case_type import CaseType
from casework.domain.lists import TimelinePlace
from casework.domain.timeline import Entry
from casework.domain.timeline_visibility import partner_kinds, visibility_of
from casework.domain.visibility import Visibility
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.words.nl import Dutch
from shared.domain.patterns import worded
from shared.runtime.clock import Clock
from shared.runtime.http.paging import Page, Paged

_SCHOOLS = ("from_school", "school")


class EntryAnswer(BaseModel):
    """An entry of the timeline."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    at: datetime
    """When it happened."""
    kind: str
    """What happened."""
    by: str
    """Who did it: a contact's id, the `sub` of a token, or a service."""
    text: str
    """What happened, in a sentence; without what people wrote for who does not act on the case."""
    event_id: str | None
    """The event behind it; null for a person's own act."""
    visibility: Visibility
    """Who reads it: whoever acts on the case (`team`), or all its readers (`partners`)."""


class TimelineAnswer(BaseModel):
    """A page of a timeline."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    items: list[EntryAnswer]
    """The entries that are for the caller."""
    next: str | None
    """The cursor of the next page, null on the last page."""
    hidden: int
    """How many entries of the whole timeline, of the kinds that were asked for, are not for the caller."""


@dataclass(frozen=True, slots=True)
class SeenTimeline:
    """A page of entries as a reader sees them, where the next page begins, and how many entries are left out of all."""

    entries: list[Entry]
    following: str | None
    hidden: int


async def seen_timeline(
    reader: Reader,
    uow: CaseworkUnitOfWork,
    case: Case,
    *,
    page: Page,
    kinds: Collection[str] | None = None,
    newest_first: bool = False,
) -> SeenTimeline:
    """A page of the timeline of a case that the reader may read; ``kinds`` are asked for, None: all."""
    acts = reader.may(Deed.FILE, case)
    readable = None if acts else partner_kinds(case.case_type)
    wanted = kinds if readable is None else readable.intersection(readable if kinds is None else kinds)
    after = page.after(datetime, int)
    rows = await uow.timeline.page(
        case.case_id,
        TimelinePlace(*after) if after else None,
        page.limit + 1,
        newest_first=newest_first,
        kinds=wanted,
    )
    shown, following = page.cut(rows, lambda item: (item[0].at, item[0].position))
    entries = await _with_school_names(uow, [entry if acts else entry.outside for _, entry in shown])
    hidden = 0 if readable is None else await uow.timeline.count_beside(case.case_id, readable, among=kinds)
    return SeenTimeline(entries, following, hidden)


async def _with_school_names(uow: CaseworkUnitOfWork, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with the names of schools in the place of their numbers, where an entry tells of two schools."""
    numbers = [entry.facts.get(name) for entry in entries if "from_school" in entry.facts for name in _SCHOOLS]
    names = await uow.school_names.of(number for number in numbers if isinstance(number, str))
    return [_naming(entry, names) for entry in entries]


def _naming(entry: Entry, names: Mapping[str, str]) -> Entry:
    if "from_school" not in entry.facts:
        return entry
    schools = {name: names.get(str(entry.facts[name]), entry.facts[name]) for name in _SCHOOLS if name in entry.facts}
    return replace(entry, facts={**entry.facts, **schools})


def timelines_router(units: CaseworkUnits, *, clock: Clock, dutch: Dutch) -> APIRouter:
    """GET of timelines."""
    router = APIRouter(tags=["cases"])
    pattern = worded(f"^({'|'.join(sorted(dutch.kinds))})$", "a kind of entry, such as case-opened")

    @router.get("/cases/{case_id}/timeline")
    async def get_timeline(
        principal: Reading,
        case_id: UUID,
        page: Paged,
        kind: Annotated[
            list[Annotated[str, Field(pattern=pattern)]] | None,
            Query(max_length=100, description="Kinds of entries, such as `held`"),
        ] = None,
    ) -> TimelineAnswer:
        """What happened, oldest first; of some kinds alone where `kind` names them. Notes are apart.

        What is not for the caller is left out and counted: `hidden`.
        """
        async with units() as uow:
            reader = await Reader.of(principal, uow, clock.today())
            case = reader.may_know_of(await uow.cases.get(case_id))
            seen = await seen_timeline(reader, uow, case, page=page, kinds=kind)
        items = [entry_answer(entry, case.case_type, dutch=dutch) for entry in seen.entries]
        return TimelineAnswer(items=items, next=seen.following, hidden=seen.hidden)

    return router


def entry_answer(entry: Entry, case_type: CaseType, *, dutch: Dutch) -> EntryAnswer:
    """An entry of the timeline, in a sentence."""
    return EntryAnswer(
        at=entry.at,
        kind=entry.kind,
        by=entry.by,
        text=dutch.sentence(entry),
        event_id=entry.event_id,
        visibility=visibility_of(entry.kind, case_type),
    )
