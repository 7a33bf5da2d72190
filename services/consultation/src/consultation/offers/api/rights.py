"""Who may do what with offers."""

from consultation.api.rights import audience_of, own_seat, runs_cases
from consultation.offers.domain.request_query import SeenRequests
from consultation.offers.domain.survey_query import SeenSurveys
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.domain.errors import InvalidField
from shared.domain.roles import Role
from shared.runtime.clock import Clock
from shared.runtime.http import Principal, Problem

_NO_PROVIDERS = (Role.SCHOOL, Role.COUNSELLOR, Role.CASEWORKER)


async def providers_of(principal: Principal, uow: ConsultationUnitOfWork, clock: Clock) -> tuple[str, ...]:
    """The organisations whose offers the caller manages as one of their own; none for who asks or reads alone."""
    if principal.is_any(*_NO_PROVIDERS):
        return ()
    return (await own_seat(principal, uow, clock.today())).organisations


async def may_provide(principal: Principal, uow: ConsultationUnitOfWork, provider: str, *, clock: Clock) -> None:
    """Raises Problem (403) unless the caller manages the offers of this organisation: its people, the coordinator."""
    if principal.is_any(Role.COORDINATOR) or provider in await providers_of(principal, uow, clock):
        return
    raise Problem("forbidden", "A provider manages its own offers, and the coordinator all.")


async def schools_of(principal: Principal, uow: ConsultationUnitOfWork, clock: Clock) -> tuple[str, ...]:
    """The schools for which the caller asks: the school of the token, or that of a counsellor."""
    own = (await own_seat(principal, uow, clock.today())).organisations
    return tuple(row.school for row in await uow.organisations.all() if row.organisation_id in own and row.school)


async def school_asking(principal: Principal, uow: ConsultationUnitOfWork, school: str | None, *, clock: Clock) -> str:
    """The school for which the caller asks or answers; the own school where `school` is None.

    Raises Problem (403) for the school of others, and InvalidField where there is none, or more than one own school.
    """
    if principal.is_any(Role.COORDINATOR) and school is not None:
        return school
    own = await schools_of(principal, uow, clock)
    if school is None:
        if len(own) != 1:
            raise InvalidField("school", "is missing: for which school is it?")
        return own[0]
    if school not in own:
        raise Problem("forbidden", "A school asks and answers for itself.")
    return school


async def seen_requests(principal: Principal, uow: ConsultationUnitOfWork, clock: Clock) -> SeenRequests | None:
    """The requests that the caller may see; None for all."""
    if runs_cases(principal):
        return None
    schools, providers = await schools_of(principal, uow, clock), await providers_of(principal, uow, clock)
    return SeenRequests(frozenset(schools), frozenset(providers))


async def seen_surveys(principal: Principal, uow: ConsultationUnitOfWork, clock: Clock) -> SeenSurveys | None:
    """The surveys that the caller may see; None for all. A CLB and a youth coach see those of their schools."""
    if runs_cases(principal):
        return None
    services = frozenset(await providers_of(principal, uow, clock))
    if principal.is_any(Role.CLB, Role.YOUTH_COACH):
        return SeenSurveys((await audience_of(principal, uow, clock.today())).schools, services)
    return SeenSurveys(frozenset(await schools_of(principal, uow, clock)), services)
