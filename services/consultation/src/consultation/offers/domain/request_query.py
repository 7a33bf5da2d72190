"""Which requests somebody asks for."""

from dataclasses import dataclass
from uuid import UUID

from consultation.offers.domain.request_states import RequestStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestQuery:
    """Requests for an offer in a status; None is any. `of` is what the asker may see, None for everything."""

    offer_id: UUID | None = None
    status: RequestStatus | None = None
    of: "SeenRequests | None" = None


@dataclass(frozen=True, slots=True)
class SeenRequests:
    """Requests of these schools, and for the offers of these providers."""

    schools: frozenset[str]
    providers: frozenset[str]
