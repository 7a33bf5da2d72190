"""`/teambord/teams`: who is in which team, and the forms by which a coordinator makes, changes and removes a team."""

from dataclasses import replace

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from casework.api.case_change import Acting, Leading
from casework.api.readers import actor
from casework.api.rights import LEADERS
from casework.application.keep_team import keep_team, remove_team
from casework.domain.case_type import CaseTypes
from casework.domain.team import Team
from casework.unit_of_work import CaseworkUnitOfWork, CaseworkUnits
from casework.web.people import People
from casework.web.people_bodies import MEMBER, TYPE, NewTeamForm, TeamForm, boxes
from casework.web.versions import ChangedMeanwhile, expect
from casework.web.worded import WordedPages
from shared.domain.errors import Conflict, DomainError, InvalidField, NotFound
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.routes import as_page
from shared.web.forms import Form, submitted

_LIST = "/teambord/teams"
_NEW = "/teambord/nieuw-team"


def teams_page_router(units: CaseworkUnits, pages: WordedPages, *, clock: Clock, case_types: CaseTypes) -> APIRouter:
    """The teams for whoever acts, and their forms for coordinators."""
    router = APIRouter(include_in_schema=False)
    forms = _TeamForms(units, pages, clock=clock, case_types=case_types)

    @router.get(_LIST)
    @as_page
    async def team_list(request: Request, principal: Acting, gedaan: str = "") -> Response:
        """Every team with its members, schools and types."""
        async with units() as uow:
            teams = await uow.teams.all()
            people = await People.among(principal, uow, {member for team in teams for member in team.members})
            names = await uow.school_names.of(school for team in teams for school in team.schools)
        done = pages.dutch.word("done", gedaan) if gedaan in ("team", "team-removed") else None
        return pages.page(
            request.scope,
            "teams",
            teams=teams,
            people=people,
            school_names=names,
            leads=principal.is_any(*LEADERS),
            done=done,
        )

    @router.get(_NEW)
    @as_page
    async def new_team(request: Request, principal: Leading) -> Response:
        """An empty form."""
        return await forms.page(request, principal, Form())

    @router.post(_NEW)
    @as_page
    async def make_team(request: Request, principal: Leading) -> Response:
        """Make the team and lead to the teams."""
        return await forms.made(request, principal)

    @router.get(f"{_LIST}/{{team}}")
    @as_page
    async def team_form(request: Request, principal: Leading, team: str) -> Response:
        """The form of a team."""
        return await forms.page(request, principal, Form(), name=team)

    @router.post(f"{_LIST}/{{team}}")
    @as_page
    async def change_team(request: Request, principal: Leading, team: str) -> Response:
        """Say who is in the team now, and which cases it has."""
        return await forms.changed(request, principal, team)

    @router.post(f"{_LIST}/{{team}}/weg")
    @as_page
    async def take_team_away(request: Request, principal: Leading, team: str) -> Response:
        """Remove the team."""
        return await forms.removed(request, principal, team)

    return router


class _TeamForms:
    """The form of a team, and what it does."""

    def __init__(self, units: CaseworkUnits, pages: WordedPages, *, clock: Clock, case_types: CaseTypes) -> None:
        self._units = units
        self._pages = pages
        self._clock = clock
        self._case_types = case_types

    async def page(
        self, request: Request, principal: Principal, form: Form, *, name: str | None = None, status: int = 200
    ) -> Response:
        """The form, of the team of this name as it stands unless something was typed. Raises NotFound."""
        async with self._units() as uow:
            team = await _required(uow, name) if name else None
            rules = [rule.name for rule in (await uow.assignment.rules()).rules if team and rule.team == team.name]
            people = await People.all(principal, uow, team.members if team else ())
            school_names = await uow.school_names.all()
        if team and not form.values:
            form = Form(_values(team), form.errors)
        return self._pages.page(
            request.scope,
            "team",
            status=status,
            form=form,
            team=team,
            rules=rules,
            members=_members(people, team),
            types=self._case_types.names,
            school_names=school_names,
        )

    async def made(self, request: Request, principal: Principal) -> Response:
        """Make a team; a name that is taken is said at its field. The same form sent again makes nothing."""
        sent = await submitted(request, NewTeamForm)
        if sent.body is None:
            return await self.page(request, principal, self._pages.unfit(sent.form, "team", "schools"), status=422)
        wanted = _team_of(sent.body, name=sent.body.team)
        try:
            async with self._units() as uow:
                if await uow.sent_forms.is_new(sent.form, subject=principal.subject, path=_NEW):
                    if await uow.teams.find(wanted.name):
                        raise InvalidField("team", "is the name of another team")
                    await keep_team(uow, wanted, by=actor(principal), subject=principal.subject, clock=self._clock)
        except DomainError as error:
            form, status = await self._refused(principal, sent.form, error, team=wanted)
            return await self.page(request, principal, form, status=status)
        return RedirectResponse(f"{_LIST}?gedaan=team", 303)

    async def changed(self, request: Request, principal: Principal, name: str) -> Response:
        """Change a team; a form that was filled in for an older version is shown again."""
        sent = await submitted(request, TeamForm)
        if sent.body is None:
            return await self.page(
                request, principal, self._pages.unfit(sent.form, "team", "schools"), name=name, status=422
            )
        wanted = _team_of(sent.body, name=name)
        try:
            async with self._units() as uow:
                before = await _required(uow, name)
                expect(before.version, sent.form)
                wanted = replace(wanted, version=before.version)
                await keep_team(uow, wanted, by=actor(principal), subject=principal.subject, clock=self._clock)
        except NotFound:
            raise
        except ChangedMeanwhile:
            form = self._pages.anew(sent.form, before.version)
            return await self.page(request, principal, form, name=name, status=412)
        except DomainError as error:
            form, status = await self._refused(principal, sent.form, error, team=wanted)
            return await self.page(request, principal, form, name=name, status=status)
        return RedirectResponse(f"{_LIST}?gedaan=team", 303)

    async def removed(self, request: Request, principal: Principal, name: str) -> Response:
        """Remove a team; the form of a team that a rule names is shown again."""
        try:
            async with self._units() as uow:
                await remove_team(uow, await _required(uow, name))
        except Conflict:
            form = Form().wrong(form=self._pages.dutch.word("wrong_team", "rules"))
            return await self.page(request, principal, form, name=name, status=409)
        return RedirectResponse(f"{_LIST}?gedaan=team-removed", 303)

    async def _refused(self, principal: Principal, form: Form, error: DomainError, *, team: Team) -> tuple[Form, int]:
        """The form with what is wrong; a member who can't be given work is named."""
        if isinstance(error, InvalidField) and error.field.startswith("members."):
            member = team.members[int(error.field.removeprefix("members."))]
            async with self._units() as uow:
                people = await People.among(principal, uow, {member})
            said = self._pages.dutch.word("wrong_team", "member").format(name=people.name(member))
            return form.wrong(members=said), 422
        return self._pages.refused(form, error, words="wrong_team")


async def _required(uow: CaseworkUnitOfWork, name: str) -> Team:
    team = await uow.teams.find(name)
    if team is None:
        raise NotFound("team")
    return team


def _team_of(body: TeamForm, *, name: str) -> Team:
    return Team(
        name=name,
        members=tuple(body.members),
        schools=frozenset(body.schools),
        case_types=frozenset(body.case_types),
    )


def _values(team: Team) -> dict[str, str]:
    chosen = boxes(MEMBER, team.members) | boxes(TYPE, team.case_types)
    return {**chosen, "schools": " ".join(sorted(team.schools)), "version": str(team.version)}


def _members(people: People, team: Team | None) -> list[tuple[str, str]]:
    """Who can be a member, as the form offers them: the members of now in front, in their order."""
    now = team.members if team else ()
    choices = dict(people.choices)
    return [(name, choices.get(name) or people.name(name)) for name in dict.fromkeys((*now, *choices))]
