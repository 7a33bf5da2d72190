"""Somebody asks for the subsidy file of an activity."""

from consultation.activities.domain.activity import Activity
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.domain.counting import all_of
from consultation.activities.domain.subsidy import SubsidyFile, subsidy_file
from consultation.unit_of_work import ConsultationUnitOfWork


async def make_subsidy_file(uow: ConsultationUnitOfWork, activity: Activity, *, rules: ActivityRules) -> SubsidyFile:
    """The file as it is now, with what is missing."""
    counts = all_of(activity, await uow.registrations.of(activity.activity_id))
    return subsidy_file(activity, rules.kind(activity.details.kind), counts)
