"""Offers, in the database."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.domain.themes import Theme
from consultation.offers.domain.offer import CostPer, Offer, OfferDetails
from consultation.offers.domain.offer_query import OfferQuery
from consultation.offers.domain.states import OfferStatus
from consultation.storage.offer_tables import offer
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection

_WORDS_ALIKE = 0.45
"""From which word similarity on a title has the words asked for: a letter wrong is found, another word is not."""

_ADDING = 0x0C04_0FFE  # advisory lock: one at a time adds offers, or calls one otherwise

Place = tuple[str, UUID]
"""Where an offer stands in the order of titles."""


class Offers:
    """Offers by id, by what they are, and by who provides them."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def lock_titles(self) -> None:
        """Let nobody else add an offer or call one otherwise until the transaction ends; it comes before other locks.

        So two who add the same at once don't both find that it is not there yet.
        """
        await self._connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_ADDING)))

    async def get(self, offer_id: UUID) -> Offer:
        """The offer, locked until the transaction ends. Raises NotFound."""
        offers = await self._select(offer.c.offer_id == offer_id, lock=True)
        if not offers:
            raise NotFound("offer", offer_id)
        return offers[0]

    async def find(self, offer_id: UUID) -> Offer | None:
        """The offer; None if there is no such offer."""
        offers = await self._select(offer.c.offer_id == offer_id)
        return offers[0] if offers else None

    async def all_of(self, offer_ids: Collection[UUID]) -> list[Offer]:
        """Those of these offers that there are, by title."""
        return await self._select(offer.c.offer_id.in_(offer_ids)) if offer_ids else []

    async def alike(self, keys: Sequence[tuple[str, str, date]]) -> list[Offer]:
        """The offers that have one of these keys: provider, title and first day. They are locked."""
        if not keys:
            return []
        key = sa.tuple_(offer.c.provider, offer.c.title, offer.c.since)
        return await self._select(key.in_(keys), lock=True)

    async def page(self, asked: OfferQuery, *, after: Place | None = None, limit: int | None = None) -> list[Offer]:
        """Up to `limit` of the offers asked for that come after this place, by title."""
        conditions = _asked(asked)
        if after is not None:
            conditions.append(sa.tuple_(offer.c.plain_title, offer.c.offer_id) > sa.tuple_(*map(sa.literal, after)))
        return await self._select(*conditions, limit=limit)

    async def save(self, *offers: Offer) -> None:
        """Store these offers, in one statement."""
        if not offers:
            return
        rows = [_row(stored) for stored in offers]
        statement = insert(offer).values(rows)
        others = {name: statement.excluded[name] for name in rows[0] if name != "offer_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["offer_id"], set_=others))

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[Offer]:
        columns = [column for column in offer.c if column.name != "plain_title"]
        order = (offer.c.plain_title, offer.c.offer_id)
        statement = sa.select(*columns).where(*conditions).order_by(*order).limit(limit)
        if lock:
            statement = statement.with_for_update()
        return [_offer(row) for row in await self._connection.execute(statement)]


def place_of(listed: Offer) -> Place:
    """Where this offer stands in the order of titles."""
    return listed.details.title.lower(), listed.offer_id


def _asked(asked: OfferQuery) -> list[sa.ColumnElement[bool]]:
    columns = offer.c
    conditions: list[sa.ColumnElement[bool]] = []
    if asked.theme is not None:
        conditions.append(columns.theme == asked.theme.value)
    if asked.providers is not None:
        conditions.append(columns.provider.in_(asked.providers))
    if asked.level is not None:
        conditions.append(sa.or_(sa.func.cardinality(columns.levels) == 0, columns.levels.contains([asked.level])))
    if asked.school is not None:
        conditions.append(sa.or_(sa.func.cardinality(columns.schools) == 0, columns.schools.contains([asked.school])))
    if asked.age is not None:
        conditions.append(sa.func.coalesce(columns.age_from, 0) <= asked.age)
        conditions.append(sa.or_(columns.age_until.is_(None), columns.age_until >= asked.age))
    if asked.words is not None:
        conditions.append(_has_words(asked.words))
    return [*conditions, *_in_time(asked)]


def _in_time(asked: OfferQuery) -> list[sa.ColumnElement[bool]]:
    columns = offer.c
    conditions: list[sa.ColumnElement[bool]] = []
    if asked.until is not None:
        conditions.append(columns.since <= asked.until)
    if asked.since is not None:
        conditions.append(sa.or_(columns.until.is_(None), columns.until >= asked.since))
    if asked.on is not None:
        conditions.append(columns.status == OfferStatus.OFFERED.value)
        conditions.append(sa.or_(columns.until.is_(None), columns.until >= asked.on))
    return conditions


def _has_words(words: str) -> sa.ColumnElement[bool]:
    title, wanted = offer.c.plain_title, words.lower()
    return sa.or_(title.contains(wanted, autoescape=True), sa.func.word_similarity(wanted, title) >= _WORDS_ALIKE)


def _row(stored: Offer) -> dict[str, Any]:
    details = stored.details
    return {
        **asdict(details),
        "offer_id": stored.offer_id,
        "theme": details.theme.value,
        "levels": list(details.levels),
        "schools": list(details.schools),
        "cost_per": details.cost_per.value if details.cost_per else None,
        "status": stored.status.value,
        "version": stored.version,
        "counted": stored.counted,
        "created_at": stored.created_at,
        "changed_at": stored.changed_at,
    }


def _offer(row: Any) -> Offer:
    columns = dict(row._mapping)
    own = {name: columns.pop(name) for name in ("offer_id", "created_at", "changed_at", "version", "counted")}
    status = OfferStatus(columns.pop("status"))
    columns |= {
        "theme": Theme(columns["theme"]),
        "levels": tuple(columns["levels"]),
        "schools": tuple(columns["schools"]),
        "cost_per": CostPer(columns["cost_per"]) if columns["cost_per"] else None,
    }
    return Offer(details=OfferDetails(**columns), status=status, **own)
