"""Where work comes from: a select for each reason, of the items that it asks somebody for.

To add a reason: a line in ``WorkReason``, a source here, and a word for it on the page. A source selects each of its
items once: ``_work`` makes its columns. Values that differ from request to request are parameters.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import array

from casework.domain.referral_states import ReferralStatus
from casework.domain.school_matter import MatterKind
from casework.domain.states import ENDED, Status
from casework.domain.timeline import EntryKind
from casework.domain.worklist import WorkFilter, WorkOf, WorkReason, urgency
from casework.storage.case_lists import SeenShape, seen_by, seen_values
from casework.storage.case_search import SearchShape, found_by, search_values
from casework.storage.early_signal_tables import early_signal
from casework.storage.early_signals import is_awaiting
from casework.storage.note_tables import note
from casework.storage.referral_tables import referral
from casework.storage.school_matters_tables import school_matter
from casework.storage.tables import (
    IS_OPEN,
    IS_TO_DO,
    case_contact,
    case_record,
    constant,
    ground,
    meeting,
    meeting_case,
    task,
    timeline,
)
from casework.storage.trajectory_tables import trajectory
from shared.domain.school_year import SchoolYear
from shared.runtime.clock import BRUSSELS

NEVER = date.max
"""The day that work without a day is sorted by."""

_NEVER = sa.literal_column("DATE 'infinity'", sa.Date)  # asyncpg reads and writes the last day of all so
_NONE: sa.ColumnElement[int] = sa.literal_column("0", sa.Integer)
_ONE: sa.ColumnElement[int] = sa.literal_column("1", sa.Integer)
_HAS_ENDED = case_record.c.status.in_([constant(status) for status in sorted(ENDED)])
_OF_MINE = (
    *(case_record.c.case_id, case_record.c.status, case_record.c.assignee, case_record.c.opened_at),
    *(case_record.c.respond_by, case_record.c.closure_proposed_since, case_record.c.hand_over_by),
    *(case_record.c.state_by, case_record.c.hold_until),
)
"""What sources have to know of the cases of whoever asks."""


@dataclass(frozen=True, slots=True)
class WorkShape:
    """What the SQL of a worklist depends on beside its values: what is asked for, and where it begins."""

    coordinates: bool
    seen: SeenShape | None
    search: SearchShape | None
    of_type: bool
    at_school: bool
    of_reason: bool
    goes_on: bool
    names: int
    """For how many names there is room: 2, 4, 8 and so on."""
    own: int

    @classmethod
    def of(cls, work_of: WorkOf, wanted: WorkFilter, *, goes_on: bool) -> "WorkShape":
        """The shape of what is asked for; ``goes_on``: after a place."""
        return cls(
            work_of.coordinates,
            SeenShape.of(work_of.seen),
            SearchShape.of(wanted.search),
            of_type=wanted.case_type is not None,
            at_school=wanted.school is not None,
            of_reason=wanted.reason is not None,
            goes_on=goes_on,
            names=_room_for(work_of.names),
            own=_room_for(work_of.own),
        )


def _room_for(names: Collection[str]) -> int:
    room = 2
    while room < len(names):
        room *= 2
    return room


def _parameters(kind: str, room: int) -> array[Any]:
    """A parameter for each name. Of an array as one parameter PostgreSQL can't tell the length: it plans anew."""
    return array([sa.bindparam(f"{kind}_{number}", type_=sa.Text) for number in range(room)])


def _name_values(kind: str, names: Collection[str]) -> dict[str, Any]:
    """The values of these parameters; one name fills the room that is left."""
    room = _room_for(names)
    filled = [*sorted(names), *[min(names, default=None)] * room][:room]
    return {f"{kind}_{number}": name for number, name in enumerate(filled)}


def work_values(work_of: WorkOf, wanted: WorkFilter, today: date) -> dict[str, Any]:
    """The values that the sources use."""
    return {
        **_name_values("name", work_of.names),
        **_name_values("own", work_of.own),
        "case_type": wanted.case_type,
        "school": wanted.school,
        "school_year": str(SchoolYear.of(today)),
        **seen_values(work_of.seen),
        **search_values(wanted.search, today),
    }


@dataclass(frozen=True, slots=True)
class Asked:
    """The shape of what is asked for, the choice of cases, and the open cases of whoever asks: ``mine``.

    The cases of nobody are among ``mine`` for whoever acts on every case.
    """

    shape: WorkShape
    cases: tuple[sa.ColumnElement[bool], ...]
    """What every case has to be, whoever has it."""
    mine: sa.CTE
    own_tasks: sa.CTE
    """The open tasks of whoever asks, in whatever case: with ``has_ended`` of the case."""
    trajectories: sa.CTE
    """The trajectories of ``mine``."""
    names: sa.ColumnElement[Any]
    """Any of the names under which work is asked for."""
    own: array[Any]
    """All names of whoever asks, but for those of absent people."""

    @classmethod
    def of(cls, shape: WorkShape) -> "Asked":
        """What is asked for, with what several sources need looked up once."""
        cases = tuple(_conditions(shape))
        names = sa.any_(_parameters("name", shape.names))
        is_mine: sa.ColumnElement[bool] = case_record.c.assignee == names
        if shape.seen is None:
            is_mine = sa.or_(case_record.c.assignee.is_(None), is_mine)
        mine = sa.select(*_OF_MINE).where(IS_OPEN, is_mine, *cases).cte("mine").prefix_with("MATERIALIZED")
        own_tasks = sa.select(task.c.case_id, task.c.due, _HAS_ENDED.label("has_ended"))
        own_tasks = own_tasks.join(case_record, case_record.c.case_id == task.c.case_id)
        own_tasks = own_tasks.where(task.c.owner == names, IS_TO_DO, *cases)
        return cls(
            shape,
            cases,
            mine,
            own_tasks.cte("own_tasks").prefix_with("MATERIALIZED"),
            _trajectories_of(mine).cte("trajectories").prefix_with("MATERIALIZED"),
            names,
            _parameters("own", shape.own),
        )

    @property
    def has_matters(self) -> bool:
        """Whether items may be no cases: for whoever coordinates. A search and a type of case are for cases alone."""
        return self.shape.coordinates and self.shape.search is None and not self.shape.of_type


def _trajectories_of(mine: sa.CTE) -> sa.Select[Any]:
    """Each is looked up by its case: all there are become many over the years."""
    of_case = sa.select(trajectory.c.contact_by, trajectory.c.evaluate_on)
    of_case = of_case.where(trajectory.c.case_id == mine.c.case_id).limit(_ONE)
    days = of_case.lateral("days")
    return sa.select(mine.c.case_id, mine.c.status, *days.c).join_from(mine, days, sa.true())


def _conditions(shape: WorkShape) -> list[sa.ColumnElement[bool]]:
    columns = case_record.c
    conditions: list[sa.ColumnElement[bool]] = []
    if shape.of_type:
        conditions.append(columns.case_type == sa.bindparam("case_type"))
    if shape.at_school:
        conditions.append(columns.school == sa.bindparam("school"))
    if shape.seen:
        conditions.append(seen_by(shape.seen))
    if shape.search:
        conditions.append(columns.case_id.in_(sa.select(found_by(shape.search).c.case_id)))
    return conditions


Source = Callable[[Asked], sa.Select[Any] | None]
"""The select of a reason; None when it is not for whoever asks."""


def _work(reason: WorkReason, item: Any, due: Any, *, day: Any = None) -> sa.Select[Any]:
    """Items with the last day to act, and the day to sort by where that is another."""
    sorted_by = sa.func.coalesce(due if day is None else day, _NEVER)
    return sa.select(
        sa.cast(sa.literal_column(str(urgency(reason))), sa.SmallInteger).label("urgency"),
        item.label("item"),
        sa.cast(due, sa.Date).label("due"),
        sa.cast(sorted_by, sa.Date).label("day"),
    )


def _day_of(moment: Any) -> sa.ColumnElement[date]:
    return sa.cast(sa.func.timezone(constant(BRUSSELS.key), moment), sa.Date)


def _decide(asked: Asked) -> sa.Select[Any]:
    mine = asked.mine.c
    day = sa.func.coalesce(mine.respond_by, _day_of(mine.opened_at))
    statement = _work(WorkReason.DECIDE, mine.case_id, mine.respond_by, day=day)
    return statement.where(mine.status == constant(Status.WITHDRAWAL_PROPOSED))


def _approve(asked: Asked) -> sa.Select[Any] | None:
    if not asked.shape.coordinates:
        return None
    closure = case_record.c.closure
    day = _day_of(sa.cast(closure["asked_at"].astext, sa.TIMESTAMP(timezone=True)))
    by_others = closure["asked_by"].astext != sa.all_(asked.own)
    statement = _work(WorkReason.APPROVE, case_record.c.case_id, sa.null(), day=day)
    return statement.where(closure.is_not(None), IS_OPEN, by_others, *asked.cases)


def _closure_proposed(asked: Asked) -> sa.Select[Any]:
    mine = asked.mine.c
    statement = _work(WorkReason.CLOSURE_PROPOSED, mine.case_id, mine.closure_proposed_since)
    return statement.where(mine.closure_proposed_since.is_not(None))


def _hold_ended(asked: Asked) -> sa.Select[Any]:
    """The last entry that says so is looked up case by case: over the years they become many."""
    mine, later = asked.mine.c, timeline.alias("later")
    kinds = [constant(kind) for kind in (EntryKind.RESUMED, EntryKind.HOLD_ENDED)]
    by_itself = sa.and_(timeline.c.by == constant("casework"), timeline.c.kind.in_(kinds))
    ended = (
        sa.select(timeline.c.at)
        .where(timeline.c.case_id == mine.case_id, by_itself)
        .order_by(timeline.c.at.desc())
        .limit(_ONE)
        .lateral("ended")
    )
    is_touched = sa.or_(
        sa.exists().where(
            later.c.case_id == mine.case_id,
            later.c.at > ended.c.at,
            later.c.event_id.is_(None),
            later.c.by != constant("casework"),
        ),
        *(
            sa.exists().where(table.c.case_id == mine.case_id, table.c.at > ended.c.at)
            for table in (note, task, case_contact)
        ),
    )
    statement = _work(WorkReason.HOLD_ENDED, mine.case_id, _day_of(ended.c.at))
    statement = statement.join_from(asked.mine, ended, sa.true())
    return statement.where(~is_touched, mine.status != constant(Status.ON_HOLD))


def _respond(asked: Asked) -> sa.Select[Any]:
    mine = asked.mine.c
    statement = _work(WorkReason.RESPOND, mine.case_id, mine.respond_by)
    return statement.where(mine.status.in_([constant(Status.NEW), constant(Status.ASSESSMENT)]))


def _hand_over(asked: Asked) -> sa.Select[Any]:
    mine = asked.mine.c
    statement = _work(WorkReason.HAND_OVER, mine.case_id, mine.hand_over_by)
    return statement.where(mine.hand_over_by.is_not(None))


def _term(asked: Asked) -> sa.Select[Any]:
    mine = asked.mine.c
    return _work(WorkReason.TERM, mine.case_id, mine.state_by).where(mine.state_by.is_not(None))


def _task(asked: Asked) -> sa.Select[Any]:
    mine, own = asked.mine.c, asked.own_tasks.c
    soonest = sa.select(sa.func.min(task.c.due).label("due")).where(task.c.case_id == mine.case_id, IS_TO_DO)
    first = soonest.lateral("first")
    of_cases = sa.select(mine.case_id, first.c.due).join_from(asked.mine, first, sa.true())
    to_do = sa.union_all(
        of_cases.where(first.c.due.is_not(None)), sa.select(own.case_id, own.due).where(~own.has_ended)
    ).subquery("to_do")
    return _work(WorkReason.TASK, to_do.c.case_id, sa.func.min(to_do.c.due)).group_by(to_do.c.case_id)


def _evaluation(asked: Asked) -> sa.Select[Any]:
    of_case = asked.trajectories.c
    statement = _work(WorkReason.EVALUATION, of_case.case_id, of_case.evaluate_on)
    return statement.where(of_case.evaluate_on.is_not(None))


def _contact(asked: Asked) -> sa.Select[Any]:
    """Nobody has to be reached while the case is on hold."""
    of_case = asked.trajectories.c
    statement = _work(WorkReason.CONTACT, of_case.case_id, of_case.contact_by)
    return statement.where(of_case.contact_by.is_not(None), of_case.status != constant(Status.ON_HOLD))


def _after_end(asked: Asked) -> sa.Select[Any]:
    """A task is to do for a case that has ended only when it was heard after the end."""
    own = asked.own_tasks.c
    of_cases = sa.select(task.c.case_id, task.c.due).join(case_record, case_record.c.case_id == task.c.case_id)
    of_cases = of_cases.where(case_record.c.assignee == asked.names, IS_TO_DO, _HAS_ENDED, *asked.cases)
    tasks = sa.union_all(sa.select(own.case_id, own.due).where(own.has_ended), of_cases).subquery("after_end")
    return _work(WorkReason.AFTER_END, tasks.c.case_id, sa.func.min(tasks.c.due)).group_by(tasks.c.case_id)


def _meeting(asked: Asked) -> sa.Select[Any]:
    """A meeting that asks for somebody is due on its own day. Those of each case are looked up by the case."""
    mine = asked.mine.c
    of_case = sa.select(sa.func.min(_day_of(meeting.c.starts_at)).label("day"), sa.func.count().label("number"))
    of_case = of_case.join_from(meeting_case, meeting, meeting.c.meeting_id == meeting_case.c.meeting_id)
    of_case = of_case.where(meeting_case.c.case_id == mine.case_id, meeting.c.attention_since.is_not(None))
    asking = of_case.lateral("asking")
    statement = _work(WorkReason.MEETING, mine.case_id, asking.c.day)
    return statement.join_from(asked.mine, asking, sa.true()).where(asking.c.number > _NONE)


def _referral(asked: Asked) -> sa.Select[Any]:
    since = _day_of(sa.func.min(referral.c.asked_at))
    statement = _work(WorkReason.REFERRAL, referral.c.case_id, sa.null(), day=since).group_by(referral.c.case_id)
    statement = statement.join(case_record, case_record.c.case_id == referral.c.case_id).where(*asked.cases)
    of_me = referral.c.contact == sa.any_(asked.own)
    return statement.where(of_me, referral.c.status == constant(ReferralStatus.ASKED))


def _hold_ends(asked: Asked) -> sa.Select[Any]:
    mine = asked.mine.c
    return _work(WorkReason.HOLD_ENDS, mine.case_id, mine.hold_until).where(mine.hold_until.is_not(None))


def _early_signal(asked: Asked) -> sa.Select[Any] | None:
    """Signals that wait, for whoever coordinates."""
    if not asked.has_matters:
        return None
    statement = _work(
        WorkReason.EARLY_SIGNAL, early_signal.c.signal_id, sa.null(), day=_day_of(early_signal.c.received_at)
    )
    year = sa.bindparam("school_year", type_=sa.Text)
    statement = statement.join(ground, ground.c.ground_id == early_signal.c.signal_id).where(is_awaiting(year))
    return statement.where(ground.c.school == sa.bindparam("school")) if asked.shape.at_school else statement


def _class_question(asked: Asked) -> sa.Select[Any] | None:
    return _matter(asked, WorkReason.CLASS_QUESTION, MatterKind.CLASS_QUESTION)


def _silent_school(asked: Asked) -> sa.Select[Any] | None:
    return _matter(asked, WorkReason.SILENT_SCHOOL, MatterKind.SILENT_SCHOOL)


def _matter(asked: Asked, reason: WorkReason, kind: MatterKind) -> sa.Select[Any] | None:
    """Matters of schools, for whoever coordinates."""
    matter = school_matter.c
    if not asked.has_matters:
        return None
    is_it = sa.and_(matter.waits, matter.kind == constant(kind))
    statement = _work(reason, matter.matter_id, sa.null(), day=matter.since).where(is_it)
    return statement.where(matter.school == sa.bindparam("school")) if asked.shape.at_school else statement


def _nobody(asked: Asked) -> sa.Select[Any]:
    mine = asked.mine.c
    return _work(WorkReason.NOBODY, mine.case_id, sa.null()).where(mine.assignee.is_(None))


def _followed(asked: Asked) -> sa.Select[Any]:
    """Every open case, so that no case is forgotten; another reason takes the place of this one."""
    return _work(WorkReason.FOLLOWED, asked.mine.c.case_id, sa.null())


SOURCES: Mapping[WorkReason, Source] = {
    WorkReason.DECIDE: _decide,
    WorkReason.APPROVE: _approve,
    WorkReason.CLOSURE_PROPOSED: _closure_proposed,
    WorkReason.HOLD_ENDED: _hold_ended,
    WorkReason.RESPOND: _respond,
    WorkReason.HAND_OVER: _hand_over,
    WorkReason.TERM: _term,
    WorkReason.TASK: _task,
    WorkReason.EVALUATION: _evaluation,
    WorkReason.CONTACT: _contact,
    WorkReason.AFTER_END: _after_end,
    WorkReason.MEETING: _meeting,
    WorkReason.REFERRAL: _referral,
    WorkReason.HOLD_ENDS: _hold_ends,
    WorkReason.EARLY_SIGNAL: _early_signal,
    WorkReason.CLASS_QUESTION: _class_question,
    WorkReason.SILENT_SCHOOL: _silent_school,
    WorkReason.NOBODY: _nobody,
    WorkReason.FOLLOWED: _followed,
}
