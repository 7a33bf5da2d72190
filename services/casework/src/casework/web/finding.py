"""The case that a page's address names, for whoever asks."""

import re
from datetime import date
from typing import Annotated

from fastapi import Query

from casework.api.readers import Reader
from casework.domain.case import Case
from casework.domain.lists import CaseFilter
from casework.domain.meeting import Meeting
from casework.domain.states import Action, allowed_from
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.http.paging import Page

_REFERENCE = re.compile(r"[A-Za-z]{2,4}-[0-9]{4}-[0-9]{6,9}", re.ASCII)
_BEGIN_WITH = frozenset({Action.START, Action.RESUME})

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
    wanted = CaseFilter(reference=reference.upper(), schools=reader.schools, visible=reader.visible)
    cases = await uow.case_lists.page(wanted, today=today, after=None, limit=1)
    return cases[0] if cases else None


async def case_of(reader: Reader, uow: CaseworkUnitOfWork, reference: str, *, today: date) -> Case:
    """The case of a reference. Raises NotFound for a case the reader may not see, as if it were not there."""
    case = await find_case(reader, uow, reference, today=today)
    if case is None:
        raise NotFound("case")
    return case


def coming_meeting(case: Case) -> Meeting | None:
    """The meeting of the case that was neither held nor called off; None without such a meeting."""
    return next((meeting for meeting in case.meetings if meeting.is_coming), None)


def moves_of(case: Case) -> list[Action]:
    """What can be done to the case now, what is likeliest in front.

    A second meeting can't be asked for while there is a meeting to come.
    """
    allowed = map(Action, allowed_from(case.status, without=case.case_type.without))
    moves = [action for action in allowed if action is not Action.REQUEST_MEETING or coming_meeting(case) is None]
    return sorted(moves, key=_BEGIN_WITH.__contains__, reverse=True)
