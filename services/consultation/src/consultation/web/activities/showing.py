"""An activity as its pages show it to somebody, with names of organisations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from consultation.activities.api.rights import Asker, asker_of, visible_activity
from consultation.activities.application.make_subsidy_file import make_subsidy_file
from consultation.activities.domain.activity import Activity
from consultation.activities.domain.activity_kind import ActivityKind, Per
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.domain.register import Register
from consultation.activities.domain.registration import Registration
from consultation.activities.domain.states import ActivityStatus
from consultation.activities.domain.stock import PointStock, redemption_rate, stock_of
from consultation.activities.domain.subsidy import SubsidyFile
from consultation.domain.organisation import Organisation, OrganisationKind
from consultation.policy.domain.queries import ActionQuery
from consultation.unit_of_work import ConsultationUnitOfWork
from shared.runtime.clock import Clock
from shared.runtime.http import Principal

_MOST_ACTIONS = 500
_WITHDRAWS = (ActivityStatus.OPEN, ActivityStatus.RUNNING)


@dataclass(frozen=True, slots=True)
class ShownRegistration:
    """A registration that somebody may see. `ahead` is how many wait before it, None for who does not wait."""

    row: Registration
    with_names: bool
    withdraws: bool
    ahead: int | None

    @property
    def what(self) -> str:
        """The group or the person, as far as that may be read; empty for a school."""
        if self.row.attendee is not None and self.with_names:
            name, class_name = self.row.attendee.name, self.row.attendee.class_name
            return f"{name} ({class_name})" if class_name else name
        return self.row.label


@dataclass(frozen=True, slots=True)
class ShownActivity:
    """An activity for who asks. `names` are those of organisations by id, `choices` those that they can register.

    `theme` and `action` are in words; `actions` are those that it can be of.
    """

    activity: Activity
    kind: ActivityKind
    register: Register
    rows: Sequence[ShownRegistration]
    names: Mapping[str, str]
    theme: str
    action: str | None
    actions: Sequence[tuple[str, str]]
    choices: Sequence[tuple[str, str]]
    file: SubsidyFile
    runs: bool
    confirms: bool
    reads_file: bool

    @property
    def points(self) -> tuple[PointStock, ...]:
        return stock_of(self.activity.stock)

    @property
    def redemption(self) -> int | None:
        """Which share of what was handed out came back, in percent; None if nothing was handed out."""
        rate = redemption_rate(self.points)
        return None if rate is None else round(rate * 100)

    @property
    def free(self) -> int | None:
        """How many places are free; None for no limit."""
        capacity = self.activity.details.capacity
        return None if capacity is None else capacity - self.register.taken

    @property
    def placed(self) -> Sequence[ShownRegistration]:
        return [shown for shown in self.rows if shown.row.is_placed]

    @property
    def of_persons(self) -> bool:
        return self.kind.registers is Per.PERSON


async def shown_activity(
    uow: ConsultationUnitOfWork, activity_id: UUID, principal: Principal, *, rules: ActivityRules, clock: Clock
) -> ShownActivity:
    """The activity as the caller may see it. Raises NotFound."""
    asker = await asker_of(principal, uow, clock.today())
    activity = await visible_activity(asker, uow, activity_id)
    kind = rules.kind(activity.details.kind)
    registrations = await uow.registrations.of(activity_id)
    organisations = await uow.organisations.all()
    details = activity.details
    action = await uow.policy_actions.find(details.action_id) if details.action_id else None
    rows = _rows(asker, activity, registrations)
    if not asker.sees_all(activity):
        activity = activity.seen_by([shown.row.registration_id for shown in rows])
    return ShownActivity(
        activity=activity,
        kind=kind,
        register=Register(activity.details.capacity, kind.waiting_list, registrations),
        rows=rows,
        names={organisation.organisation_id: organisation.name for organisation in organisations},
        theme=rules.themes.get(details.theme, details.theme),
        action=action.details.title if action else None,
        actions=await open_actions(asker, uow) if asker.runs(activity) else (),
        choices=_choices(asker, activity, organisations),
        file=await make_subsidy_file(uow, activity, rules=rules),
        runs=asker.runs(activity),
        confirms=kind.confirmation and asker.confirms(activity),
        reads_file=asker.reads_file(activity),
    )


def _rows(asker: Asker, activity: Activity, registrations: Sequence[Registration]) -> list[ShownRegistration]:
    waiting = [row.registration_id for row in registrations if row.stands and not row.is_placed]
    return [
        ShownRegistration(
            row,
            with_names=asker.sees_names(activity, row),
            withdraws=row.stands and activity.status in _WITHDRAWS and asker.registers(activity, row.organisation_id),
            ahead=waiting.index(row.registration_id) if row.registration_id in waiting else None,
        )
        for row in registrations
        if asker.sees_registration(activity, row)
    ]


def _choices(asker: Asker, activity: Activity, organisations: Sequence[Organisation]) -> list[tuple[str, str]]:
    """Schools first: they register mostly."""
    chosen = [row for row in organisations if asker.registers(activity, row.organisation_id)]
    chosen.sort(key=lambda row: (row.kind is not OrganisationKind.SCHOOL, row.name.casefold()))
    return [(row.organisation_id, row.name) for row in chosen]


async def open_actions(asker: Asker, uow: ConsultationUnitOfWork) -> list[tuple[str, str]]:
    """The actions of the policy that are of the caller's organisations, with their titles; a coordinator gets all."""
    seat = None if asker.is_coordinator else asker.seat
    rows = await uow.policy_actions.page(ActionQuery(seat=seat), after=None, limit=_MOST_ACTIONS)
    return [(str(row.action_id), row.details.title) for row in rows]


def providers(asker: Asker, organisations: Sequence[Organisation]) -> list[tuple[str, str]]:
    """The organisations for which the caller can plan activities, with their names."""
    chosen = [row for row in organisations if asker.provides_for(row.organisation_id)]
    chosen.sort(key=lambda row: (row.kind is OrganisationKind.SCHOOL, row.name.casefold()))
    return [(row.organisation_id, row.name) for row in chosen]
