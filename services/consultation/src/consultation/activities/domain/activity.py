"""An activity of the education policy: what it is, its sessions, what was handed out, and how far it is."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import TypedDict, Unpack
from uuid import UUID

from consultation.activities.domain.activity_kind import REQUIRABLE, ActivityKind
from consultation.activities.domain.activity_session import ActivitySession, ChangedActivitySession, Presence
from consultation.activities.domain.counts import Counts
from consultation.activities.domain.states import ActivityStatus, ActivityStep, after
from consultation.activities.domain.stock import StockMove, require_stock
from consultation.domain.amounts import require_number
from consultation.domain.well_formed import is_id, require, require_line
from shared.domain.errors import Conflict, NotFound

_MOST_PLACES, _MOST_SESSIONS, _MOST_MOVES, _MOST_ATTACHMENTS = 10_000, 300, 2_000, 50


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document at the address where it is kept, which begins with https."""

    title: str
    link: str

    def __post_init__(self) -> None:
        require_line("title", self.title)
        require_line("link", self.link)
        require(self.link.startswith("https://"), "link", "does not begin with https://")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDetails:
    """What is agreed on about an activity, from its first day up to and with its last.

    `provider` is the organisation that runs it, `action_id` the action of the policy that it is of, `theme` its word.
    `capacity` and `least` are numbers of participants, 1 to 10,000. `budget` is what it may cost and `cost` what it
    did, in euros. `confirmed_by` is the organisation that confirms places. Raises InvalidField.
    """

    kind: str
    title: str
    provider: str
    since: date
    until: date
    action_id: UUID | None = None
    theme: str = ""
    target_group: str = ""
    place: str = ""
    capacity: int | None = None
    least: int | None = None
    budget: Decimal | None = None
    cost: Decimal | None = None
    confirmed_by: str | None = None

    def __post_init__(self) -> None:
        require_line("title", self.title)
        for name in ("theme", "target_group", "place"):
            if value := getattr(self, name):
                require_line(name, value)
        require(is_id(self.provider), "provider", "is no organisation")
        require(self.since <= self.until, "until", "is before from")
        for name in ("capacity", "least"):
            value = getattr(self, name)
            require(value is None or 1 <= value <= _MOST_PLACES, name, f"is 1 to {_MOST_PLACES}")
        fits = self.least is None or self.capacity is None or self.least <= self.capacity
        require(fits, "least", "is more than capacity")
        for name in ("budget", "cost"):
            if (value := getattr(self, name)) is not None:
                require_number(name, value)

    def check(self, kind: ActivityKind) -> None:
        """Raises InvalidField for what an activity of this kind has to have and this has not, or should not have."""
        for name in kind.requires:
            require(getattr(self, name) not in (None, ""), name, f"says {REQUIRABLE[name]}, which this kind needs")
        is_needed = kind.confirmation or self.confirmed_by is None
        require(is_needed, "confirmed_by", "is of kinds whose places are confirmed")


class ChangedActivity(TypedDict, total=False):
    """The details of an activity that change; what is left out stays. Kind and provider never change."""

    title: str
    since: date
    until: date
    action_id: UUID | None
    theme: str
    target_group: str
    place: str
    capacity: int | None
    least: int | None
    budget: Decimal | None
    cost: Decimal | None
    confirmed_by: str | None


@dataclass(frozen=True, slots=True)
class ActivityHeld:
    """An activity was held, or its numbers were put right after that.

    `day` is its last day with a session, or its last day. `numbers` are those of people and of what they were given,
    None for those that are too small to tell.
    """

    activity: "Activity"
    day: date
    counts: Counts
    numbers: Mapping[str, int | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """An activity. `version` rises with every change of it; who registers changes nothing of it.

    `why_cancelled` is what people read of an activity that is not held. Its `events` are not told yet.
    """

    activity_id: UUID
    details: ActivityDetails
    status: ActivityStatus = ActivityStatus.PLANNED
    sessions: tuple[ActivitySession, ...] = ()
    stock: tuple[StockMove, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    why_cancelled: str = ""
    created_at: datetime
    changed_at: datetime
    version: int = 1
    events: tuple[ActivityHeld, ...] = field(default=(), compare=False)

    def changed(self, kind: ActivityKind, at: datetime, **details: Unpack[ChangedActivity]) -> "Activity":
        """The activity with other details; the same activity if nothing differs. Raises InvalidField."""
        changed = replace(self.details, **details)
        changed.check(kind)
        days = [*(session.day for session in self.sessions), *(move.on for move in self.stock)]
        require(all(changed.since <= day <= changed.until for day in days), "until", "leaves out a day that is noted")
        return self._stepped(ActivityStep.CHANGE, at, details=changed)

    def opened(self, kind: ActivityKind, at: datetime) -> "Activity":
        """The activity, for which schools can register. Raises IllegalTransition, and Conflict where nobody can."""
        if kind.registers is None:
            raise Conflict("nobody registers for activities of this kind", activity_id=self.activity_id)
        return self._stepped(ActivityStep.OPEN, at)

    def running(self, at: datetime) -> "Activity":
        """The activity, under way. Raises IllegalTransition."""
        return self._stepped(ActivityStep.RUN, at)

    def cancelled(self, why: str, at: datetime) -> "Activity":
        """The activity, which is not held. Raises IllegalTransition, and Conflict once who came is noted."""
        require_line("why", why)
        if any(session.presence is not None for session in self.sessions):
            raise Conflict("a session was held already", activity_id=self.activity_id)
        return self._stepped(ActivityStep.CANCEL, at, why_cancelled=why)

    def held(self, kind: ActivityKind, at: datetime, *, today: date) -> "Activity":
        """The activity, which is over.

        Raises IllegalTransition, and Conflict before its first day, or while a session was neither noted nor called
        off.
        """
        if today < self.details.since:
            raise Conflict("the activity has not begun yet", activity_id=self.activity_id)
        if kind.sessions and any(session.is_open for session in self.sessions):
            raise Conflict("of a session nobody noted who came", activity_id=self.activity_id)
        if kind.sessions and all(session.off for session in self.sessions):
            raise Conflict("no session was held", activity_id=self.activity_id)
        return self._stepped(ActivityStep.HOLD, at)

    def with_session(self, kind: ActivityKind, session: ActivitySession, at: datetime) -> "Activity":
        """The activity with one more session, in order of time.

        Raises IllegalTransition, InvalidField for a day outside its period, Conflict for a kind without sessions.
        """
        if not kind.sessions:
            raise Conflict("activities of this kind have no sessions", activity_id=self.activity_id)
        if len(self.sessions) >= _MOST_SESSIONS:
            raise Conflict(f"there are {_MOST_SESSIONS} sessions already", activity_id=self.activity_id)
        self._require_within(session)
        return self._stepped(ActivityStep.PLAN, at, sessions=_in_order((*self.sessions, session)))

    def with_changed_session(
        self, session_id: UUID, at: datetime, **changes: Unpack[ChangedActivitySession]
    ) -> "Activity":
        """The activity with a session at another time or place. Raises NotFound, InvalidField, IllegalTransition."""
        changed = self.session(session_id).changed(**changes)
        self._require_within(changed)
        return self._with(ActivityStep.PLAN, changed, at)

    def without_session(self, session_id: UUID, at: datetime) -> "Activity":
        """The activity with a session that is not held. Raises NotFound, IllegalTransition, Conflict."""
        return self._with(ActivityStep.PLAN, self.session(session_id).called_off(), at)

    def noted(self, kind: ActivityKind, session_id: UUID, *, presence: Presence, at: datetime) -> "Activity":
        """The activity with who came to a session. Raises NotFound, IllegalTransition, Conflict.

        Raises InvalidField for hours of guides where the kind has none.
        """
        has_guides = kind.hours or not (presence.hours or presence.guides)
        require(has_guides, "hours", "are of kinds with paid guides")
        return self._with(ActivityStep.NOTE, self.session(session_id).noted(presence, at), at)

    def moved(self, kind: ActivityKind, move: StockMove, at: datetime) -> "Activity":
        """The activity with something received, handed out or redeemed.

        Raises IllegalTransition, Conflict for a kind without stock, InvalidField for more than a point has.
        """
        if not kind.stock:
            raise Conflict("activities of this kind hand out nothing", activity_id=self.activity_id)
        if len(self.stock) >= _MOST_MOVES:
            raise Conflict(f"there are {_MOST_MOVES} of them already", activity_id=self.activity_id)
        self._require_day("on", move.on)
        require_stock((*self.stock, move))
        return self._stepped(ActivityStep.COUNT, at, stock=(*self.stock, move))

    def attached(self, attachment: Attachment, at: datetime) -> "Activity":
        """The activity with one more document. Raises IllegalTransition, Conflict beyond 50."""
        if len(self.attachments) >= _MOST_ATTACHMENTS:
            raise Conflict(f"there are {_MOST_ATTACHMENTS} already", activity_id=self.activity_id)
        return self._stepped(ActivityStep.ATTACH, at, attachments=(*self.attachments, attachment))

    def session(self, session_id: UUID) -> ActivitySession:
        """Raises NotFound."""
        for session in self.sessions:
            if session.session_id == session_id:
                return session
        raise NotFound("session", session_id)

    def seen_by(self, registration_ids: Collection[UUID]) -> "Activity":
        """The activity as who made these registrations may see it: of who came, those alone."""
        sessions = tuple(
            session if session.presence is None else replace(session, presence=session.presence.of(registration_ids))
            for session in self.sessions
        )
        return replace(self, sessions=sessions)

    def allows(self, step: ActivityStep) -> None:
        """Raises IllegalTransition where this step is not possible now."""
        after(self.status, step)

    def told(self, counts: Counts, smallest: int) -> "Activity":
        """The activity, whose numbers others have to know; no numbers of people below `smallest`."""
        days = [session.day for session in self.sessions if session.presence is not None]
        day = max(days, default=self.details.until)
        event = ActivityHeld(replace(self, events=()), day, counts, counts.shown(smallest))
        return replace(self, events=(*self.events, event))

    def _with(self, step: ActivityStep, changed: ActivitySession, at: datetime) -> "Activity":
        sessions = tuple(changed if session.session_id == changed.session_id else session for session in self.sessions)
        return self._stepped(step, at, sessions=_in_order(sessions))

    def _require_within(self, session: ActivitySession) -> None:
        self._require_day("starts_at", session.day)

    def _require_day(self, field: str, day: date) -> None:
        is_within = self.details.since <= day <= self.details.until
        require(is_within, field, "is not a day of the activity")

    def _stepped(self, step: ActivityStep, at: datetime, **fields: object) -> "Activity":
        changed = replace(self, status=after(self.status, step), **fields)  # type: ignore[arg-type]  # see callers
        return self if changed == self else replace(changed, changed_at=at, version=self.version + 1)


def _in_order(sessions: tuple[ActivitySession, ...]) -> tuple[ActivitySession, ...]:
    return tuple(sorted(sessions, key=lambda session: (session.starts_at, session.session_id)))
