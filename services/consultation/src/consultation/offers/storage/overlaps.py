"""Offers that may overlap, found by the database in one statement, and what people said of them."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.offers.domain.overlap import Judgement, Overlap, Verdict
from consultation.offers.domain.overlap_query import OverlapQuery
from consultation.offers.domain.states import OfferStatus
from consultation.offers.storage.offers import Offers
from consultation.storage.offer_tables import offer, offer_judgement
from shared.runtime.batching import BatchingConnection

Place = tuple[int, UUID, UUID]
"""Where a pair stands in the list: how much alike its titles are, in percent, and the two offers."""

_FIRST, _SECOND = offer.alias("first"), offer.alias("second")


class Overlaps:
    """Pairs of offers that may overlap, most alike first."""

    def __init__(self, connection: BatchingConnection, offers: Offers) -> None:
        self._connection = connection
        self._offers = offers

    async def page(self, asked: OverlapQuery, *, after: Place | None, limit: int) -> list[Overlap]:
        """Up to `limit` of the pairs asked for that come after this place.

        Titles are compared by PostgreSQL's trigrams (`pg_trgm`), through the index of titles.
        """
        threshold = sa.func.set_config("pg_trgm.similarity_threshold", str(asked.alike), True)
        await self._connection.execute(sa.select(threshold))
        rows = list(await self._connection.execute(_pairs(asked, after, limit)))
        ids = {offer_id for row in rows for offer_id in (row.first, row.second)}
        offers = {stored.offer_id: stored for stored in await self._offers.all_of(ids)}
        return [
            Overlap(
                first=offers[row.first],
                second=offers[row.second],
                similarity=row.similarity,
                judgement=_judgement(row) if row.verdict is not None else None,
            )
            for row in rows
        ]

    async def judge(self, judgement: Judgement) -> None:
        """Remember what somebody said of two offers, in the place of what was said before."""
        row = {**asdict(judgement), "verdict": judgement.verdict.value}
        statement = insert(offer_judgement).values(row)
        others = {name: statement.excluded[name] for name in row if name not in ("first", "second")}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["first", "second"], set_=others))


def _pairs(asked: OverlapQuery, after: Place | None, limit: int) -> sa.Select[Any]:
    said = offer_judgement.c
    similarity = sa.cast(
        sa.func.round(sa.cast(sa.func.similarity(_FIRST.c.plain_title, _SECOND.c.plain_title) * 100, sa.Numeric)),
        sa.Integer,
    )
    columns = [column for column in offer_judgement.c if column.name not in ("first", "second")]
    pairs = (
        sa.select(
            _FIRST.c.offer_id.label("first"),
            _SECOND.c.offer_id.label("second"),
            _FIRST.c.counted.label("counted_of_first"),
            _SECOND.c.counted.label("counted_of_second"),
            similarity.label("similarity"),
        )
        .where(_FIRST.c.offer_id < _SECOND.c.offer_id, *_meeting(asked))
        .subquery("pairs")
    )
    is_of = sa.and_(said.first == pairs.c.first, said.second == pairs.c.second)
    holds = sa.and_(
        is_of, said.first_counted == pairs.c.counted_of_first, said.second_counted == pairs.c.counted_of_second
    )
    statement = sa.select(pairs.c.first, pairs.c.second, pairs.c.similarity, *columns).select_from(
        pairs.outerjoin(offer_judgement, holds)
    )
    statement = statement.where(said.verdict.is_not(None) if asked.judged else said.verdict.is_(None))
    if after is not None:
        place = sa.tuple_(-pairs.c.similarity, pairs.c.first, pairs.c.second)
        statement = statement.where(
            place > sa.tuple_(sa.literal(-after[0]), sa.literal(after[1]), sa.literal(after[2]))
        )
    return statement.order_by(pairs.c.similarity.desc(), pairs.c.first, pairs.c.second).limit(limit)


def _meeting(asked: OverlapQuery) -> list[sa.ColumnElement[bool]]:
    """The two meet in theme, target group and time, on the day asked for or later, and are alike in title.

    Titles come last: PostgreSQL looks at conditions of one cost in this order, and trigrams are the dear ones.
    """
    first, second = _FIRST.c, _SECOND.c
    forever: sa.ColumnElement[Any] = sa.literal_column("DATE 'infinity'")
    conditions: list[sa.ColumnElement[bool]] = [first.theme == second.theme]
    for side in (first, second):
        conditions.append(side.status == OfferStatus.OFFERED.value)
        conditions.append(sa.func.coalesce(side.until, forever) >= asked.on)
    conditions.append(first.since <= sa.func.coalesce(second.until, forever))
    conditions.append(second.since <= sa.func.coalesce(first.until, forever))
    conditions.append(sa.func.coalesce(first.age_from, 0) <= sa.func.coalesce(second.age_until, 99))
    conditions.append(sa.func.coalesce(second.age_from, 0) <= sa.func.coalesce(first.age_until, 99))
    for name in ("levels", "schools"):
        is_for_all = [sa.func.cardinality(side[name]) == 0 for side in (first, second)]
        conditions.append(sa.or_(*is_for_all, first[name].overlap(second[name])))
    return [*conditions, first.plain_title.op("%")(second.plain_title)]


def _judgement(row: Any) -> Judgement:
    columns = dict(row._mapping)
    del columns["similarity"]
    return Judgement(**{**columns, "verdict": Verdict(row.verdict)})
