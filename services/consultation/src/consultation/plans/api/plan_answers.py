"""A plan of a term as it is answered."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.api.described import DESCRIBED, WITH_FROM
from consultation.domain.local_time import BRUSSELS
from consultation.domain.wanted import Slot
from consultation.meetings.domain.meeting import Meeting
from consultation.plans.domain.made_plan import BookedPart, MadePlan, NotPlaced, Outcome
from shared.domain.roles import Role


class PlannedPersonAnswer(BaseModel):
    """Somebody who would take part."""

    contact_id: str
    role: Role
    required: bool


class PlannedMeetingAnswer(BaseModel):
    """A meeting that gets a time, moves, or gets cases on its agenda."""

    model_config = DESCRIBED

    meeting_id: UUID | None
    """The meeting; null for a session that nobody fixed yet."""
    series_id: UUID | None
    """Of a session: its series."""
    on: date | None
    """Of a session that nobody fixed yet: its day by the rhythm."""
    moves: bool
    """Whether everybody was invited to another time before."""
    school: str
    """Where it is."""
    place: str | None
    """Where, with its room; null where nobody said it."""
    starts_at: datetime
    ends_at: datetime
    participants: list[PlannedPersonAnswer]
    """Who takes part."""
    case_ids: list[UUID]
    """Its cases; of a session those that come on the agenda now."""


class NotPlacedAnswer(BaseModel):
    """A meeting that waits on, or a session that can't be held."""

    model_config = DESCRIBED

    meeting_id: UUID | None
    series_id: UUID | None
    on: date | None
    """Of a session: its day by the rhythm."""
    case_ids: list[UUID]
    reasons: list[str]
    """`hold-by-passed`, `notice`, `no-school-time`, `no-<role>-for-school`, `<role>-not-free`, `place-taken`,
    `no-room`, `no-common-time`, and `crowded`: there is a time, but others have it."""

    @classmethod
    def of(cls, waiting: NotPlaced) -> "NotPlacedAnswer":
        what, reasons = waiting.what, list(waiting.reasons)
        if isinstance(what, Meeting):
            case_ids = list(what.case_ids)
            return cls(meeting_id=what.meeting_id, series_id=None, on=None, case_ids=case_ids, reasons=reasons)
        return cls(meeting_id=None, series_id=what.series.series_id, on=what.on, case_ids=[], reasons=reasons)


class WeightAnswer(BaseModel):
    """What a weight costs."""

    model_config = DESCRIBED

    what: str
    """Name of the weight in the file of weights, under `[term]`."""
    points: int
    """What the plan pays for it."""
    one_by_one: int
    """What it would cost if every meeting got its earliest time, one after the other."""


class BookedPartAnswer(BaseModel):
    """What came of a part of the plan when it was booked."""

    model_config = DESCRIBED

    meeting_id: UUID | None
    """The meeting or session as it is now; null if there is none."""
    series_id: UUID | None
    on: date | None
    """Of a session that the plan fixed: its day by the rhythm."""
    outcome: Outcome
    """`as-planned`; `otherwise`: it got the next best; `not-booked`; `changed`: it changed since and was left alone."""
    starts_at: datetime | None
    reasons: list[str]
    """Why it was not booked."""


class PlanAnswer(BaseModel):
    """A plan of a term."""

    model_config = WITH_FROM

    from_: date = Field(alias="from")
    """First day that could be planned."""
    until: date
    schools: list[str]
    """The schools that it is for; empty for all."""
    made_at: datetime
    """What was stored then is planned."""
    fingerprint: str
    """Names the plan when it is to be booked: two plans that book the same have the same."""
    cost: int
    """Points by the weights; the fewer the better."""
    bound: int
    """A cost that no plan can be below in which nobody changes sites within a half day."""
    gap: float
    """By how much of its cost a plan could be better at most: 0.02 is 2 %."""
    one_by_one: int
    """Cost of every meeting at its earliest time, one after the other."""
    weights: list[WeightAnswer]
    """What the cost is made of."""
    seconds: float
    """How long planning took."""
    meetings: list[PlannedMeetingAnswer]
    """What would be booked, soonest first."""
    stays: int
    """How many meetings and sessions of the term stay as they are."""
    not_placed: list[NotPlacedAnswer]
    """What gets no time, and why."""
    booked: list[BookedPartAnswer] | None
    """What came of booking it, soonest first; null for a plan that is only looked at."""

    @classmethod
    def of(cls, made: MadePlan, parts: Sequence[BookedPart] | None = None) -> "PlanAnswer":
        plan = made.plan
        meetings = sorted(planned_meetings(made), key=lambda meeting: (meeting.starts_at, str(meeting.meeting_id)))
        return cls(
            **{"from": max(made.asked.first, made.made_at.astimezone(BRUSSELS).date())},
            until=made.asked.last,
            schools=sorted(made.asked.schools),
            made_at=made.made_at.astimezone(BRUSSELS),
            fingerprint=made.fingerprint,
            cost=plan.cost,
            bound=plan.bound,
            gap=round(plan.gap, 4),
            one_by_one=sum(plan.one_by_one.values()),
            weights=[
                WeightAnswer(what=what, points=points, one_by_one=plan.one_by_one.get(what, 0))
                for what, points in plan.paid.items()
            ],
            seconds=round(plan.seconds, 2),
            meetings=meetings,
            stays=made.stays,
            not_placed=[NotPlacedAnswer.of(waiting) for waiting in made.not_placed],
            booked=None if parts is None else sorted((_booked(part, made) for part in parts), key=_soonest),
        )


def planned_meetings(made: MadePlan) -> Iterator[PlannedMeetingAnswer]:
    """What a plan books."""
    for moves, meetings in ((True, made.moves), (False, made.first_times)):
        for meeting, slot in meetings:
            yield _meeting(meeting, slot, case_ids=meeting.case_ids, moves=moves)
    for session, slot in made.new_sessions:
        details = session.series.details
        yield PlannedMeetingAnswer(
            meeting_id=None,
            series_id=session.series.series_id,
            on=session.on,
            moves=False,
            school=details.school,
            place=slot.room.place if slot.room else details.place,
            case_ids=list(made.on_agenda(session.key)),
            **_slot(slot),
        )
    for key, fixed in made.filled_sessions:
        assert fixed.slot is not None, "a session has a slot"
        yield _meeting(fixed, fixed.slot, case_ids=made.on_agenda(key), moves=False)


def _soonest(part: "BookedPartAnswer") -> tuple[bool, float]:
    return part.starts_at is None, part.starts_at.timestamp() if part.starts_at else 0.0


def _meeting(meeting: Meeting, slot: Slot, *, case_ids: Sequence[UUID], moves: bool) -> PlannedMeetingAnswer:
    return PlannedMeetingAnswer(
        meeting_id=meeting.meeting_id,
        series_id=meeting.session.series_id if meeting.session else None,
        on=None,
        moves=moves,
        school=meeting.school,
        place=slot.room.place if slot.room else meeting.place,
        case_ids=list(case_ids),
        **_slot(slot),
    )


def _slot(slot: Slot) -> dict[str, object]:
    people = [
        PlannedPersonAnswer(contact_id=person.contact_id, role=person.role, required=person.required)
        for person in slot.participants
    ]
    start, end = (time.astimezone(BRUSSELS) for time in (slot.time.start, slot.time.end))
    return {"starts_at": start, "ends_at": end, "participants": people}


def _booked(part: BookedPart, made: MadePlan) -> BookedPartAnswer:
    session, meeting = made.term.sessions.get(part.key), part.meeting
    slot = meeting.slot if meeting else None
    return BookedPartAnswer(
        meeting_id=meeting.meeting_id if meeting else None if session else UUID(part.key),
        series_id=session.series.series_id if session else None,
        on=session.on if session else None,
        outcome=part.outcome,
        starts_at=slot.time.start.astimezone(BRUSSELS) if slot else None,
        reasons=list(part.reasons),
    )
