"""The worklist in one statement: what every source has, put together per item, and counted per reason."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncConnection

from casework.domain.school_matter import MatterKind, SchoolMatter
from casework.domain.worklist import (
    Why,
    WorkFilter,
    WorkItem,
    Worklist,
    WorkOf,
    WorkPlace,
    WorkReason,
    in_order,
    urgency,
)
from casework.storage.school_matters_tables import school_matter
from casework.storage.shown_cases import ReadsShownCases
from casework.storage.tables import case_record, ground
from casework.storage.work_sources import SOURCES, Asked, WorkShape, work_values
from shared.domain.half_days import HalfDay

_REASONS = list(WorkReason)
_FOLLOWED = sa.literal_column(str(urgency(WorkReason.FOLLOWED)), sa.SmallInteger)


class Worklists:
    """What needs somebody, the most urgent first: by day, then by the kind of reason."""

    def __init__(self, connection: AsyncConnection, shown: ReadsShownCases) -> None:
        self._connection = connection
        self._shown = shown

    async def page(
        self, work_of: WorkOf, wanted: WorkFilter, *, today: date, after: WorkPlace | None, limit: int
    ) -> Worklist:
        """The work after a place, and how much there is of each reason."""
        statement = worklist_statement(WorkShape.of(work_of, wanted, goes_on=after is not None))
        values = {**work_values(work_of, wanted, today), **_place_values(wanted.reason, after, limit)}
        rows = list(await self._connection.execute(statement, values))
        counts = {_REASONS[int(number)]: count for number, count in (rows[0].counts or {}).items()}
        rows = [row for row in rows if row.item]
        of_cases = [row for row in rows if row.case_id]
        shown = await self._shown.of_rows(of_cases, today)
        cases = {case.case_id: case for case in shown.cases}
        items = [WorkItem(row.item, _reasons(row), cases.get(row.item) or _matter(row)) for row in rows]
        in_order_of_reasons = {reason: counts[reason] for reason in _REASONS if reason in counts}
        return Worklist(work_of, items, in_order_of_reasons, shown.beside)


@lru_cache(maxsize=256)  # to build it takes SQLAlchemy longer than PostgreSQL needs to answer it
def worklist_statement(shape: WorkShape) -> sa.Select[Any]:
    """The statement of every worklist of this shape.

    It has a row for each item; without any a row of nothing but the counts.
    """
    asked = Asked.of(shape)
    sources = (SOURCES[reason](asked) for reason in WorkReason)
    work = sa.union_all(*(source for source in sources if source is not None)).cte("work")
    items = _items(work)
    counts = _counts(work, items)
    page = _with_reasons(_page(items, work, shape).subquery("on_page"), work).subquery("page")
    columns = page.c
    statement = (
        sa.select(counts.c.counts, page, case_record)
        .select_from(counts)
        .outerjoin(page, sa.true())
        .outerjoin(case_record, case_record.c.case_id == columns["item"])
        .order_by(columns.day, columns.urgency, columns["item"])
    )
    return _with_matters(statement, columns["item"]) if asked.has_matters else statement


def _with_matters(statement: sa.Select[Any], item: sa.ColumnElement[Any]) -> sa.Select[Any]:
    statement = statement.add_columns(*_matter_columns())
    statement = statement.outerjoin(school_matter, school_matter.c.matter_id == item)
    return statement.outerjoin(ground, ground.c.ground_id == item)


def _items(work: sa.CTE) -> sa.CTE:
    columns = work.c
    first = sa.func.min(columns.day).label("day"), sa.func.min(columns.urgency).label("urgency")
    return sa.select(columns["item"], *first).group_by(columns["item"]).cte("items")


def _counts(work: sa.CTE, items: sa.CTE) -> sa.Subquery:
    """How many items have each reason, as one object; of those that are followed the ones without another reason."""
    columns = work.c
    of_reasons = sa.select(columns.urgency, sa.func.count().label("number"))
    of_reasons = of_reasons.where(columns.urgency != _FOLLOWED).group_by(columns.urgency)
    followed = sa.select(items.c.urgency, sa.func.count().label("number"))
    followed = followed.where(items.c.urgency == _FOLLOWED).group_by(items.c.urgency)
    numbers = sa.union_all(of_reasons, followed).subquery("of_reason")
    number = sa.cast(numbers.c.urgency, sa.Text)
    return sa.select(sa.func.jsonb_object_agg(number, numbers.c.number, type_=JSONB).label("counts")).subquery("counts")


def _page(items: sa.CTE, work: sa.CTE, shape: WorkShape) -> sa.Select[Any]:
    columns = items.c
    order = (columns.day, columns.urgency, columns["item"])
    statement = sa.select(items).order_by(*order).limit(sa.bindparam("most"))
    if shape.of_reason:
        reason = sa.bindparam("reason", type_=sa.SmallInteger)
        has_reason = columns["item"].in_(sa.select(work.c["item"]).where(work.c.urgency == reason))
        counts = sa.or_(reason != _FOLLOWED, columns.urgency == _FOLLOWED)
        statement = statement.where(has_reason, counts)
    if shape.goes_on:
        place = (sa.bindparam(f"after_{column.name}", type_=column.type) for column in order)
        statement = statement.where(sa.tuple_(*order) > sa.tuple_(*place))
    return statement


def _with_reasons(page: sa.Subquery, work: sa.CTE) -> sa.Select[Any]:
    """The items of a page with all their reasons: to collect those of every item takes PostgreSQL a file."""
    lists = {"reasons": work.c.urgency, "dues": work.c.due, "days": work.c.day}
    collected = (sa.func.array_agg(column, type_=sa.types.NullType()).label(name) for name, column in lists.items())
    statement = sa.select(*page.c, *collected).join(work, work.c["item"] == page.c["item"])
    return statement.group_by(*page.c)


def _place_values(reason: WorkReason | None, after: WorkPlace | None, limit: int) -> dict[str, Any]:
    values: dict[str, Any] = {"reason": None if reason is None else urgency(reason), "most": limit}
    if after:
        values |= {"after_day": after.day, "after_urgency": after.urgency, "after_item": after.item_id}
    return values


def _matter_columns() -> list[sa.ColumnElement[Any]]:
    """What an item is that is no case: a matter of a school, else an early signal."""
    matter = school_matter.c
    school = sa.func.coalesce(matter.school, ground.c.school)
    columns: Mapping[str, sa.ColumnElement[Any]] = {
        "kind": matter.kind,
        "school": school,
        "since": matter.since,
        "half_day": matter.half_day,
    }
    return [column.label(f"matter_{name}") for name, column in columns.items()]


def _matter(row: sa.Row[Any]) -> SchoolMatter:
    half_day = HalfDay(row.matter_half_day) if row.matter_half_day else None
    kind = MatterKind(row.matter_kind or MatterKind.EARLY_SIGNAL)
    return SchoolMatter(row.item, kind, row.matter_school, row.matter_since or row.day, half_day)


def _reasons(row: sa.Row[Any]) -> tuple[Why, ...]:
    reasons = map(_REASONS.__getitem__, row.reasons)
    return in_order(list(map(Why, reasons, row.dues, row.days)))
