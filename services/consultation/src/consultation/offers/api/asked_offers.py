"""Which offers a request asks for, by its query."""

from datetime import date
from typing import Annotated

from fastapi import Depends, Query

from consultation.domain.themes import Theme
from consultation.offers.domain.offer import OLDEST
from consultation.offers.domain.offer_query import OfferQuery
from shared.contracts.fields import OrganisationId, SchoolNumber
from shared.contracts.vocabulary import EducationLevel


def _asked(
    theme: Annotated[Theme | None, Query(description="Only those about this.")] = None,
    level: Annotated[EducationLevel | None, Query(description="Only those for this level, or for all.")] = None,
    age: Annotated[int | None, Query(ge=0, le=OLDEST, description="Only those for this age in years.")] = None,
    school: Annotated[SchoolNumber | None, Query(description="Only those for this school, or for all.")] = None,
    provider: Annotated[OrganisationId | None, Query(description="Only those of this organisation.")] = None,
    from_: Annotated[date | None, Query(alias="from", description="Only those there on or after this day.")] = None,
    until: Annotated[date | None, Query(description="Only those there on or before this day.")] = None,
    q: Annotated[
        str | None, Query(min_length=2, max_length=100, description="Only those whose title is about like this.")
    ] = None,
) -> OfferQuery:
    return OfferQuery(
        theme=theme,
        level=level,
        age=age,
        school=school,
        providers=(provider,) if provider else None,
        since=from_,
        until=until,
        words=q,
    )


Asked = Annotated[OfferQuery, Depends(_asked)]
"""The filters of a list of offers."""
