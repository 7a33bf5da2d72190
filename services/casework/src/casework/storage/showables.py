"""What can be shown beside cases: read for all cases of a page in one statement."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.case import Case
from casework.domain.case_file import ContactAttempts
from casework.domain.lists import Showable
from casework.domain.notice import NoticeAnswer, NoticeStatus, ShownNotice
from casework.domain.person import Name
from casework.domain.vocabulary import ContactParty
from casework.storage.case_search import CLASS_OF_CASE
from casework.storage.tables import case_contact, case_record, meeting_case, notice, person
from shared.copies.persons import LIVING
from shared.copies.school_names import name_of_school
from shared.domain.roles import Role

_NOTICE = notice.c
_NOTICE_VALUES = (_NOTICE.template, _NOTICE.recipient_role, _NOTICE.contact_id, _NOTICE.status, _NOTICE.answer)
"""As the fields of a ``ShownNotice``."""


class Showables:
    """Names, classes, notices and attempts, whoever may see them."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def beside(self, cases: Collection[Case], today: date) -> Mapping[UUID, Showable]:
        """What can be shown beside each case, by case id; a pupil is called as through merges."""
        if not cases:
            return {}
        values = beside_values({case.case_id: case.person_id for case in cases}, today)
        return {row.case_id: to_showable(row) for row in await self._connection.execute(BESIDE, values)}


def beside_values(persons: Mapping[UUID, UUID], today: date) -> Mapping[str, Any]:
    """The values of ``BESIDE`` for cases, each with its person."""
    return {"case_ids": list(persons), "person_ids": list(set(persons.values())), "today": today}


def _beside() -> sa.Select[Any]:
    living = LIVING.subquery("living")
    return (
        sa.select(
            case_record.c.case_id,
            person.c.given_name,
            person.c.family_name,
            CLASS_OF_CASE.label("class_name"),
            name_of_school(case_record.c.school).label("school_name"),
            _notices().label("notices"),
            _attempts().label("attempts"),
        )
        .join(living, living.c.asked == case_record.c.person_id)
        .outerjoin(person, person.c.person_id == living.c.person_id)
        .where(case_record.c.case_id == sa.any_(sa.bindparam("case_ids")))
    )


def _notices() -> sa.ScalarSelect[Any]:
    """The notices about a case and its meetings, in the order they were made."""
    columns = (_NOTICE.notification_id, *_NOTICE_VALUES)
    of_case = sa.select(*columns).where(_NOTICE.case_id == case_record.c.case_id).correlate(case_record)
    of_meeting = sa.select(*columns).join(meeting_case, _NOTICE.meeting_id == meeting_case.c.meeting_id)
    of_meeting = of_meeting.where(meeting_case.c.case_id == case_record.c.case_id).correlate(case_record)
    notices = sa.union_all(of_case, of_meeting).subquery("notices").c
    return sa.select(
        rows_of_group([notices[column.name] for column in _NOTICE_VALUES], notices.notification_id)
    ).scalar_subquery()


def _attempts() -> sa.ScalarSelect[Any]:
    """How often each party of a case was tried to be reached; the parties in order."""
    contact = case_contact.c
    reached, last = sa.func.count().filter(contact.reached), sa.func.max(contact.on)
    counts = (sa.func.count().label("attempts"), reached.label("reached"), last.label("last"))
    of_case = sa.select(contact.party, *counts).where(contact.case_id == case_record.c.case_id).correlate(case_record)
    tried = of_case.group_by(contact.party).subquery("tried").c
    return sa.select(
        rows_of_group([tried.party, tried.attempts, tried.reached, tried.last], tried.party)
    ).scalar_subquery()


def rows_of_group(columns: Sequence[sa.ColumnElement[Any]], *order: sa.ColumnElement[Any]) -> sa.ColumnElement[Any]:
    """All rows of a group as one array of tuples: asyncpg reads them as it reads rows, without JSON.

    Each case looks its own rows up. Grouped for all cases of a page, they were grouped anew for each of its cases.
    """
    return sa.func.array_agg(aggregate_order_by(sa.func.row(*columns), *order), type_=sa.types.NullType())


BESIDE = _beside()
"""What can be shown beside each case of a page; a statement may add columns to it."""


def to_showable(row: sa.Row[Any]) -> Showable:
    """What a row of ``BESIDE`` says."""
    return Showable(
        name=Name(row.given_name, row.family_name),
        class_name=row.class_name,
        school_name=row.school_name,
        notices=tuple(map(_to_notice, row.notices or ())),
        attempts=tuple(_to_attempts(row.attempts or ())),
    )


@lru_cache(maxsize=4096)  # those of a school are alike
def _to_notice(values: tuple[Any, ...]) -> ShownNotice:
    template, role, contact_id, status, answer = values
    return ShownNotice(template, Role(role), contact_id, NoticeStatus(status), NoticeAnswer(answer) if answer else None)


def _to_attempts(tried: Iterable[tuple[Any, ...]]) -> Iterable[ContactAttempts]:
    for party, attempts, reached, last in tried:
        yield ContactAttempts(ContactParty(party), attempts, reached, last)
