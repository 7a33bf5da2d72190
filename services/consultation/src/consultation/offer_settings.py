"""The settings of offers to schools."""

from pydantic import Field

from shared.runtime.settings import ServiceSettings


class OfferSettings(ServiceSettings):
    """From when on two offers are called alike, and how long requests and surveys are kept."""

    offers_alike: float = Field(
        0.5,
        ge=0.1,
        le=1,
        alias="FLANKEREND_OFFERS_ALIKE",
        description="From which similarity of their titles (PostgreSQL's trigrams, 0.1 to 1) two offers for the same "
        "target, theme and time are listed as possible overlaps, and two questions to schools as the same",
    )
    offer_requests_kept_days: int = Field(
        2200,
        ge=1,
        le=36500,
        alias="FLANKEREND_OFFER_REQUESTS_KEPT_DAYS",
        description="Days that a request of a school for an offer is kept after it was answered, and a survey of "
        "schools with its answers after its last day; a report on six years needs them. A local agreement",
    )
