"""`GET /feeds`: the silent half days of schools that tell of every half day."""

import datetime as dt
from typing import Annotated, Literal
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from attendance.feeds.application.list_silences import list_silences
from attendance.feeds.domain.feed import Silence, SilenceFilter
from attendance.register.api.answers import DESCRIBED
from attendance.register.api.rights import SilenceReader, sight_of
from attendance.unit_of_work import Units
from shared.domain.half_days import HalfDay
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Listing, Paged, listing


class SilentHalfDayAnswer(BaseModel):
    """A half day about which the school sent nothing."""

    model_config = DESCRIBED

    date: dt.date
    """The day."""
    half_day: HalfDay
    """Morning or afternoon."""


class SilenceAnswer(BaseModel):
    """Half days in a row about which a school sent nothing: no marks, and no word that there is nothing to report."""

    model_config = DESCRIBED

    silence_id: UUID
    """The silence, as in feed-silent and feed-heard."""
    school: str
    """Institution number of the school."""
    school_year: str = Field(examples=["2026-2027"])
    """The school year."""
    status: Literal["open", "ended"]
    """`ended` when something is known of each of them."""
    half_days: list[SilentHalfDayAnswer]
    """The half days about which the school has sent nothing by now."""
    school_days: int
    """Days without a mark when it was concluded."""
    last_recorded_at: dt.datetime | None
    """When the school had recorded its last mark then; null if it had recorded no mark."""
    concluded_at: dt.datetime
    """When it was concluded."""
    ended_at: dt.datetime | None
    """When it ended."""

    @classmethod
    def of(cls, silence: Silence) -> "SilenceAnswer":
        return cls(
            silence_id=silence.silence_id,
            school=silence.school,
            school_year=str(silence.school_year),
            status="open" if silence.ended_at is None else "ended",
            half_days=[SilentHalfDayAnswer(date=day, half_day=half_day) for day, half_day in silence.half_days],
            school_days=silence.school_days,
            last_recorded_at=silence.last_recorded_at,
            concluded_at=silence.concluded_at,
            ended_at=silence.ended_at,
        )


def feeds_router(units: Units, clock: Clock) -> APIRouter:
    """The endpoint that reads silences in `units`."""
    router = APIRouter(tags=["feeds"])

    @router.get("/feeds")
    async def get_feeds(
        principal: SilenceReader,
        page: Paged,
        school: Annotated[str | None, Query(pattern="^[0-9]{6}$", examples=["123456"])] = None,
        status: Literal["open", "ended"] | None = None,
    ) -> Listing[SilenceAnswer]:
        """Silences of schools, oldest first; a school's software reads its own.

        The service watches a school from the first half day of a school year that the school reported in full. A full
        report has marks of pupils who were present, or says that there is nothing to report.
        """
        after = page.after(UUID)
        async with units() as uow:
            schools = None
            if not principal.is_any(Role.OPERATOR):
                schools = (await sight_of(principal, uow.directory, clock.today())).schools
            wanted = SilenceFilter(school, status, schools)
            silences = await list_silences(uow, wanted, after=after[0] if after else None, limit=page.limit + 1)
        shown, next_cursor = page.cut(silences, lambda silence: (silence.silence_id,))
        return listing([SilenceAnswer.of(silence) for silence in shown], next_cursor)

    return router
