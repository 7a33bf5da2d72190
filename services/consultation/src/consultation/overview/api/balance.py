"""`/policy/balance`: how evenly the policy reaches schools of all boards and levels."""

from datetime import datetime
from typing import Annotated, Any, Self

from fastapi import APIRouter, Query, Request, Response
from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.api.rights import Actor
from consultation.domain.local_time import BRUSSELS
from consultation.overview.application.show_balance import Balance, show_balance
from consultation.overview.domain.balance import BalanceRow
from consultation.unit_of_work import Units
from shared.contracts.fields import SchoolYearLabel
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import Clock
from shared.runtime.http import answers
from shared.runtime.http.csv_answer import CSV, JSON, csv_answer, wants_csv

_IN_BOTH: dict[int | str, dict[str, Any]] = {
    200: {"description": "As `Accept` asks: JSON, or CSV with the fields of an item as columns", "content": {CSV: {}}}
}
_YEAR = Query(description="The school year; the running one when absent")


class BalanceRowAnswer(BaseModel):
    """A board, a level of education, or a level of a board. Shares are 0 to 1, of the rows of the same kind."""

    model_config = DESCRIBED

    board: str | None
    """The board (*net*); empty for schools of no known board, null in the rows of a level over all boards."""
    level: str | None
    """The level of education; null in the rows of a board over all levels."""
    schools: int
    """How many local schools of the directory."""
    pupils: int
    """Pupils, as far as their number is known."""
    pupils_share: float | None
    """Their share of the pupils whose number is known; null where of none of them a number is known."""
    pupils_unknown: int
    """Of how many schools and levels the number is not known: it is small, or was not published."""
    members: int
    """Seats of these schools in consultation bodies."""
    members_share: float | None
    """Their share of the seats of schools; null without any."""
    invitations: int
    """Invitations of these schools to sessions of bodies in the school year."""
    invitations_share: float | None
    """Their share of the invitations of schools; null without any."""
    registrations: int
    """Registrations of these schools that have a place in an activity, of the school year."""
    registrations_share: float | None
    """Their share of the registrations of schools; null without any."""
    requests: int
    """Requests of these schools for offers, of the school year; those they withdrew do not count."""
    requests_share: float | None
    """Their share of the requests; null without any."""

    @classmethod
    def of(cls, row: BalanceRow) -> Self:
        counts = {name: measured.number for name, measured in row.counts.items()}
        shares = {f"{name}_share": measured.share for name, measured in row.counts.items()}
        return cls(
            board=row.board,
            level=row.level,
            schools=row.schools,
            pupils=row.pupils.number,
            pupils_share=row.pupils.share,
            pupils_unknown=row.pupils_unknown,
            **counts,
            **shares,
        )


class BalanceAnswer(BaseModel):
    """How evenly the policy reaches schools, in a school year."""

    model_config = DESCRIBED

    school_year: str
    """The school year."""
    pupils_known_at: datetime | None
    """When attendance counted the pupils; null where it published none."""
    items: list[BalanceRowAnswer]
    """Every board, then every level, then every level of a board; what has nothing is there with 0."""

    @classmethod
    def of(cls, shown: Balance) -> Self:
        known_at = shown.pupils_known_at
        return cls(
            school_year=str(shown.school_year),
            pupils_known_at=known_at.astimezone(BRUSSELS) if known_at else None,
            items=[BalanceRowAnswer.of(row) for row in shown.rows],
        )


def balance_router(units: Units, *, clock: Clock) -> APIRouter:
    """The endpoint of the balance."""
    router = APIRouter(tags=["policy"])

    @router.get("/policy/balance", response_model=BalanceAnswer, responses=_IN_BOTH)
    @answers(JSON, CSV)
    async def get_balance(
        request: Request, _: Actor, school_year: Annotated[SchoolYearLabel | None, _YEAR] = None
    ) -> BalanceAnswer | Response:
        """Seats and invitations of schools by board and level, beside their share of pupils.

        Something that a school of two levels has counts for both levels. What is left out of the numbers of pupils is
        counted as unknown, never guessed.
        """
        year = SchoolYear.parse(school_year) if school_year else SchoolYear.of(clock.today())
        async with units() as uow:
            answer = BalanceAnswer.of(await show_balance(uow, year, today=clock.today()))
        if wants_csv(request):
            return csv_answer(answer.items, BalanceRowAnswer, f"policy-balance-{year}")
        return answer

    return router
