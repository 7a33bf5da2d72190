"""A plan as its page shows it, with the names of schools, people and series, and the references of cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from consultation.plans.api.plan_answers import NotPlacedAnswer, PlanAnswer, PlannedMeetingAnswer
from consultation.unit_of_work import Units
from shared.domain.school_names import with_names


@dataclass(frozen=True, slots=True)
class ShownPlan:
    """A plan with what its ids are called."""

    answer: PlanAnswer
    school_names: Mapping[str, str]
    names: Mapping[str, str]
    references: Mapping[UUID, str]
    titles: Mapping[UUID, str]

    def cases(self, case_ids: list[UUID]) -> str:
        """The references of cases; a case that no event has told of has none."""
        return ", ".join(self.references.get(case_id, "–") for case_id in case_ids)

    def place(self, meeting: PlannedMeetingAnswer) -> str | None:
        """Where a meeting is, with the names of schools."""
        return with_names(meeting.place, self.school_names) if meeting.place else None

    def title(self, series_id: UUID | None) -> str | None:
        """What people call a series."""
        return None if series_id is None else self.titles.get(series_id)


async def shown_plan(units: Units, answer: PlanAnswer) -> ShownPlan:
    """Read what a plan's ids are called."""
    people = {person.contact_id for meeting in answer.meetings for person in meeting.participants}
    asked: list[PlannedMeetingAnswer | NotPlacedAnswer] = [*answer.meetings, *answer.not_placed]
    async with units() as uow:
        contacts = await uow.contacts.all_of(people)
        cases = await uow.cases.known({case_id for what in asked for case_id in what.case_ids})
        series_ids = {what.series_id for what in asked if what.series_id}
        series = [await uow.series.find(series_id) for series_id in sorted(series_ids)]
        school_names = await uow.organisations.school_names({meeting.school for meeting in answer.meetings})
    return ShownPlan(
        answer=answer,
        school_names=school_names,
        names={contact.contact_id: contact.details.name for contact in contacts},
        references={case_id: case.reference for case_id, case in cases.items()},
        titles={own.series_id: own.details.title for own in series if own},
    )
