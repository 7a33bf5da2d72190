"""Offers that may overlap as they are answered."""

from datetime import date, datetime
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import DESCRIBED, WITH_FROM
from consultation.domain.local_time import BRUSSELS
from consultation.domain.themes import Theme
from consultation.offers.domain.overlap import Judgement, Overlap, Verdict


class OverlappingOfferAnswer(BaseModel):
    """One of the two."""

    model_config = WITH_FROM

    offer_id: UUID
    """The offer."""
    title: str
    """What it is called."""
    provider: str
    """The organisation that offers it."""


class JudgementAnswer(BaseModel):
    """What somebody said of two offers."""

    model_config = DESCRIBED

    verdict: Verdict
    """Whether they overlap, or schools can use both."""
    why: str
    """Why."""
    judged_at: datetime
    """When it was said."""
    judged_by: str
    """Who said it: a contact's id, or the `sub` of a token."""

    @classmethod
    def of(cls, judgement: Judgement) -> Self:
        return cls(
            verdict=judgement.verdict,
            why=judgement.why,
            judged_at=judgement.judged_at.astimezone(BRUSSELS),
            judged_by=judgement.judged_by,
        )


class OverlapAnswer(BaseModel):
    """Two offers that may overlap, with why."""

    model_config = WITH_FROM

    first: OverlappingOfferAnswer
    """The older of the two."""
    second: OverlappingOfferAnswer
    """The newer of the two."""
    similarity: int
    """How much alike their titles are, in percent, by PostgreSQL's trigrams."""
    same_provider: bool
    """Whether one organisation offers both."""
    theme: Theme
    """What both are about."""
    levels: list[str]
    """The levels of education that both are for; empty for all."""
    age_from: int | None
    """Lowest age in years that both are for; null for no limit."""
    age_until: int | None
    """Highest age in years, included, that both are for; null for no limit."""
    schools: list[str]
    """The schools that both are for; empty for all."""
    from_: date = Field(alias="from")
    """First day on which both are there."""
    until: date | None
    """Last day, included, on which both are there; null for no end."""
    judgement: JudgementAnswer | None
    """What somebody said of the two; null where nobody did since one of them changed in what counts."""

    @classmethod
    def of(cls, overlap: Overlap) -> Self:
        shared = overlap.shared
        first, second = (
            OverlappingOfferAnswer(offer_id=side.offer_id, title=side.details.title, provider=side.details.provider)
            for side in (overlap.first, overlap.second)
        )
        return cls(
            first=first,
            second=second,
            similarity=overlap.similarity,
            same_provider=first.provider == second.provider,
            theme=overlap.first.details.theme,
            levels=list(shared.levels),
            age_from=shared.age_from,
            age_until=shared.age_until,
            schools=list(shared.schools),
            **{"from": shared.since},
            until=shared.until,
            judgement=overlap.judgement and JudgementAnswer.of(overlap.judgement),
        )
