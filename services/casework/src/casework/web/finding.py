"""The case that a page's address names, for whoever asks."""

import re
from datetime import date
from typing import Annotated

from fastapi import Query

from casework.api.readers import Reader, Shown
from casework.domain.case import Case
from casework.domain.lists import CaseFilter
from casework.domain.states import Action
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.http.paging import Page

_REFERENCE = re.compile(r"[A-Za-z]{2,4}-[0-9]{4}-[0-9]{6,9}", re.ASCII)
_BEGIN_WITH = frozenset({Action.START, Action.RESUME, Action.APPROVE})

Cursor = Annotated[str | None, Query(max_length=1000)]
"""Where a page of a list begins, by the link of the page before."""


def is_reference(text: str) -> bool:
    """Whether a text is a whole reference, in capitals or not."""
    return _REFERENCE.fullmatch(text) is not None


def page_at(cursor: str | None) -> Page:
    """A page of 50."""
    return Page(cursor=cursor or None)


async def find_case(reader: Reader, uow: CaseworkUnitOfWork, reference: str, *, today: date) -> Case | None:
    """The case of a reference; None for a case that is not there, or that the reader may not see."""
    if not is_reference(reference):
        return None
    wanted = CaseFilter(reference=reference.upper(), seen=reader.seen)
    page = await uow.case_lists.page(wanted, today=today, after=None, limit=1)
    return page.cases[0] if page.cases else None


async def case_of(reader: Reader, uow: CaseworkUnitOfWork, reference: str, *, today: date) -> Case:
    """The case of a reference. Raises NotFound for a case the reader may not see, as if it were not there."""
    case = await find_case(reader, uow, reference, today=today)
    if case is None:
        raise NotFound("case")
    return case


def moves_of(shown: Shown, *, transfers: bool) -> list[Action]:
    """What the reader can do to the case now, what is likeliest in front.

    A case is transferred only where its pupil is in the register of another school too.
    """
    moves = [action for action in shown.actions if transfers or action is not Action.TRANSFER]
    return sorted(moves, key=_BEGIN_WITH.__contains__, reverse=True)
