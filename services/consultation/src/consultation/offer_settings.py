"""The settings of offers to schools."""

from pydantic import Field

from shared.runtime.settings import ServiceSettings


class OfferSettings(ServiceSettings):
    """From when on two offers are called alike."""

    offers_alike: float = Field(
        0.5,
        ge=0.1,
        le=1,
        alias="FLANKEREND_OFFERS_ALIKE",
        description="From which similarity of their titles (PostgreSQL's trigrams, 0.1 to 1) two offers for the same "
        "target, theme and time are listed as possible overlaps, and two questions to schools as the same",
    )
