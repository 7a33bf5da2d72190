"""Objectives and actions as their pages show them, with names, and what can be chosen in their forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from consultation.policy.domain.action import ActionDetails
from consultation.policy.domain.objective import ObjectiveDetails
from consultation.unit_of_work import ConsultationUnitOfWork
from consultation.web.policy.forms import LEVEL, PARTNER, SCHOOL
from shared.domain.school_year import SchoolYear
from shared.web.forms import Form

_YEARS_BACK, _YEARS_AHEAD = 3, 8
Choices = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Directory:
    """The names of contacts and organisations by id, and those that can be chosen, by name."""

    names: Mapping[str, str]
    contacts: Choices
    organisations: Choices
    schools: Choices
    """Local schools by their institution number."""

    def name(self, identifier: str | None) -> str:
        """The name; the id where the directory has none, and nothing for nobody."""
        return self.names.get(identifier, identifier) if identifier else ""

    def schools_with(self, numbers: Iterable[str]) -> Choices:
        """The schools to choose from, and those of these numbers that the directory no longer has."""
        listed = dict(self.schools)
        return [*self.schools, *((number, number) for number in numbers if number not in listed)]

    def school_name(self, number: str) -> str:
        """The name of a school; its number where the directory has none."""
        return dict(self.schools).get(number, number)


async def directory(uow: ConsultationUnitOfWork, today: date) -> Directory:
    """The directory as it is today."""
    contacts, organisations = await uow.contacts.all(), await uow.organisations.all()
    people = [(row.contact_id, row.details.name) for row in contacts]
    bodies = [(row.organisation_id, row.name) for row in organisations]
    valid = {row.contact_id for row in contacts if row.valid_on(today)}
    return Directory(
        dict(people + bodies),
        _by_name(choice for choice in people if choice[0] in valid),
        _by_name(bodies),
        _by_name((row.school, row.name) for row in organisations if row.details.local and row.school is not None),
    )


def school_years(today: date) -> Choices:
    """The school years that can be chosen: some before this one, and those of a plan ahead."""
    start = SchoolYear.of(today).start
    labels = [str(SchoolYear(year)) for year in range(start - _YEARS_BACK, start + _YEARS_AHEAD)]
    return [(label, label) for label in labels]


def objective_form(details: ObjectiveDetails) -> Form:
    """The form of an objective as it stands."""
    return Form(
        {
            "title": details.title,
            "why": details.why,
            "for_the_learner": details.for_the_learner,
            "from": details.first_year,
            "until": details.last_year,
        }
    )


def action_form(details: ActionDetails) -> Form:
    """The form of an action as it stands."""
    group = details.target_group
    numbers = {"age_from": group.age_from, "age_until": group.age_until, "people": group.people}
    return Form(
        {
            "title": details.title,
            "theme": details.theme,
            "what": details.what,
            "owner": details.owner or "",
            "from": details.since.isoformat(),
            "until": details.until.isoformat() if details.until else "",
            **{name: str(number) for name, number in numbers.items() if number is not None},
            **{f"{PARTNER}{partner}": "ja" for partner in details.partners},
            **{f"{LEVEL}{level}": "ja" for level in group.levels},
            **{f"{SCHOOL}{school}": "ja" for school in group.schools},
        }
    )


def _by_name(choices: Iterable[tuple[str, str]]) -> Choices:
    return sorted(choices, key=lambda choice: choice[1].casefold())
