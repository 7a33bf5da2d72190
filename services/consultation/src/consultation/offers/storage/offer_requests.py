"""Requests of schools for offers, in the database."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert

from consultation.offers.domain.offer_request import OfferRequest, Wish
from consultation.offers.domain.request_query import RequestQuery
from consultation.offers.domain.request_states import OPEN, RequestStatus
from consultation.storage.offer_tables import offer, offer_request
from shared.domain.errors import NotFound
from shared.runtime.batching import BatchingConnection

_WISH = ("level", "group", "participants", "since", "until", "remark")
_OWN = ("request_id", "offer_id", "school", "planned_on", "reason", "alternative", "took_part", "asked_at")


class OfferRequests:
    """Requests by id, by their offer, by school and by provider."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection

    async def get(self, offer_id: UUID, request_id: UUID) -> OfferRequest:
        """The request for this offer, locked until the transaction ends. Raises NotFound."""
        columns = offer_request.c
        requests = await self._select(columns.request_id == request_id, columns.offer_id == offer_id, lock=True)
        if not requests:
            raise NotFound("request", request_id)
        return requests[0]

    async def open_of(self, school: str, offer_id: UUID) -> OfferRequest | None:
        """The request of this school for this offer that is still open; None if there is none."""
        columns = offer_request.c
        is_open = columns.status.in_([status.value for status in OPEN])
        requests = await self._select(columns.school == school, columns.offer_id == offer_id, is_open)
        return requests[0] if requests else None

    async def page(self, asked: RequestQuery, *, after: UUID | None, limit: int) -> list[OfferRequest]:
        """Up to `limit` of the requests asked for that come after the request `after`, in the order of arrival."""
        columns = offer_request.c
        conditions: list[sa.ColumnElement[bool]] = []
        if asked.offer_id is not None:
            conditions.append(columns.offer_id == asked.offer_id)
        if asked.status is not None:
            conditions.append(columns.status == asked.status.value)
        if asked.of is not None:
            provided = sa.select(offer.c.offer_id).where(offer.c.provider.in_(asked.of.providers))
            conditions.append(sa.or_(columns.school.in_(asked.of.schools), columns.offer_id.in_(provided)))
        if after is not None:
            conditions.append(columns.request_id > after)
        return await self._select(*conditions, limit=limit)

    async def save(self, request: OfferRequest) -> None:
        """Store the request. That a school has one open request for an offer, the database sees to."""
        wish = {"wished_group" if name == "group" else name: value for name, value in asdict(request.wish).items()}
        row = {
            **wish,
            **{name: getattr(request, name) for name in (*_OWN, "answered_at", "version")},
            "status": request.status.value,
        }
        statement = insert(offer_request).values(row)
        others = {name: statement.excluded[name] for name in row if name != "request_id"}
        await self._connection.execute(statement.on_conflict_do_update(index_elements=["request_id"], set_=others))

    async def done_between(self, first: date, last: date) -> list[OfferRequest]:
        """The requests planned for one of these days, both included, that are done, in the order of arrival."""
        columns = offer_request.c
        is_done = columns.status == RequestStatus.DONE.value
        return await self._select(is_done, columns.planned_on.between(first, last))

    async def purge(self, before: datetime) -> int:
        """Remove the requests that ended, and were answered or else asked, before; how many that were."""
        columns = offer_request.c
        is_open = columns.status.in_([status.value for status in OPEN])
        ended = sa.func.coalesce(columns.answered_at, columns.asked_at) < before
        result = await self._connection.execute(sa.delete(offer_request).where(~is_open, ended))
        return int(result.rowcount)

    async def _select(
        self, *conditions: sa.ColumnElement[bool], lock: bool = False, limit: int | None = None
    ) -> list[OfferRequest]:
        statement = sa.select(offer_request).where(*conditions).order_by(offer_request.c.request_id).limit(limit)
        if lock:
            statement = statement.with_for_update()
        return [_request(row) for row in await self._connection.execute(statement)]


def _request(row: Any) -> OfferRequest:
    wish = {name: getattr(row, "wished_group" if name == "group" else name) for name in _WISH}
    own = {name: getattr(row, name) for name in (*_OWN, "answered_at", "version")}
    return OfferRequest(wish=Wish(**wish), status=RequestStatus(row.status), **own)
