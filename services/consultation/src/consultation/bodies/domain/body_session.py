"""A session of a consultation body: who is invited, who was there, and what came of it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TypedDict, Unpack
from uuid import UUID

from consultation.bodies.domain.noted import AgendaItem, BodyAction, BodyDecision, Document, SessionReply
from consultation.bodies.domain.states import SessionStatus, SessionStep, after
from consultation.domain.local_time import local_day
from consultation.domain.well_formed import require, require_line
from shared.domain.errors import Conflict, NotFound
from shared.domain.roles import Role

_MOST_ITEMS = 100


@dataclass(frozen=True, slots=True)
class People:
    """Contacts and organisations, each once and in order."""

    contacts: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "contacts", tuple(sorted(set(self.contacts))))
        object.__setattr__(self, "organisations", tuple(sorted(set(self.organisations))))

    def __len__(self) -> int:
        return len(self.contacts) + len(self.organisations)

    def __contains__(self, other: "People") -> bool:
        return set(other.contacts) <= set(self.contacts) and set(other.organisations) <= set(self.organisations)


@dataclass(frozen=True, slots=True)
class DecisionTaken:
    """A body decided something in a session on this day."""

    body_id: UUID
    session_id: UUID
    taken_on: date
    decision: BodyDecision


@dataclass(frozen=True, slots=True)
class Called:
    """A contact who is invited, by name or as who comes for an organisation, and in which role."""

    contact_id: str
    role: Role


@dataclass(frozen=True, slots=True)
class _Told:
    session: "BodySession"
    body_name: str


@dataclass(frozen=True, slots=True)
class SessionPlanned(_Told):
    """A session of the body of this name was planned: those who are called are invited."""


@dataclass(frozen=True, slots=True)
class SessionMoved(_Told):
    """A session is at another time or place, or others are called."""


@dataclass(frozen=True, slots=True)
class SessionCancelled(_Told):
    """A session that was planned is not held."""


SessionTold = SessionPlanned | SessionMoved | SessionCancelled
"""What those who are called hear of."""


class ChangedSession(TypedDict, total=False):
    """What changes of a session that is planned; what is left out stays."""

    starts_at: datetime
    ends_at: datetime
    place: str
    invited: People


@dataclass(frozen=True, slots=True, kw_only=True)
class BodySession:
    """A session. `version` rises with every change of anything in it.

    `called` are the contacts who are invited, for themselves or for an organisation. `ical_sequence` is the SEQUENCE of
    its calendar entry; it rises with whatever they are told of. `moved_in` is the SEQUENCE since which it has its time
    and place, and `replies` are the newest answers about these.
    `present` is who was there of those who were invited. `approved_in` is the session that approved its `minutes`.
    Its `events` are not told yet.
    Raises InvalidField for an end before the begin, and for who was there without an invitation.
    """

    session_id: UUID
    body_id: UUID
    starts_at: datetime
    ends_at: datetime
    place: str
    invited: People
    called: tuple[Called, ...] = ()
    replies: tuple[SessionReply, ...] = ()
    ical_sequence: int = 0
    moved_in: int = 0
    status: SessionStatus = SessionStatus.PLANNED
    present: People = People()
    agenda: tuple[AgendaItem, ...] = ()
    documents: tuple[Document, ...] = ()
    decisions: tuple[BodyDecision, ...] = ()
    actions: tuple[BodyAction, ...] = ()
    minutes: str = ""
    approved_in: UUID | None = None
    version: int = 1
    events: tuple[DecisionTaken | SessionTold, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        require(self.starts_at < self.ends_at, "ends_at", "is not after starts_at")
        require_line("place", self.place)
        require(self.present in self.invited, "present", "names somebody who was not invited")

    @property
    def ical_uid(self) -> str:
        """UID of its calendar entry; the same as long as it is kept."""
        return f"{self.session_id}@flankerend"

    @property
    def appointment(self) -> tuple[datetime, datetime, str]:
        """Begin, end and place."""
        return self.starts_at, self.ends_at, self.place

    def calling(self, called: Sequence[Called]) -> "BodySession":
        """The session that calls these contacts."""
        return replace(self, called=tuple(sorted(called, key=lambda row: row.contact_id)))

    def told_since(self, before: "BodySession | None", body_name: str) -> "BodySession":
        """The session with the event that tells those who are called what is another than `before`, if anything is.

        `before` is None for a session that is new.
        """
        if before is None:
            return self._telling(SessionPlanned(self, body_name))
        version = max(self.version, before.version + 1)  # who is called is no step, and changes it all the same
        newer = replace(self, ical_sequence=before.ical_sequence + 1, version=version)
        if self.status is SessionStatus.CANCELLED and before.status is not SessionStatus.CANCELLED:
            return newer._telling(SessionCancelled(newer, body_name))
        is_moved = (before.appointment, before.called) != (self.appointment, self.called)
        if self.status is SessionStatus.PLANNED and is_moved:
            if before.appointment != self.appointment:
                newer = replace(newer, replies=(), moved_in=newer.ical_sequence)
            return newer._telling(SessionMoved(newer, body_name))
        return self

    def changed(self, **fields: Unpack[ChangedSession]) -> "BodySession":
        """The session at another time or place, or with other people; the same session if nothing differs."""
        return self._stepped(SessionStep.CHANGE, **fields)

    def cancelled(self) -> "BodySession":
        """The session, which is not held. Raises IllegalTransition."""
        return self._stepped(SessionStep.CANCEL)

    def replied(self, reply: SessionReply, ical_sequence: int | None = None) -> "BodySession":
        """The session with this answer, to the invitation of this SEQUENCE; None is the newest.

        The same session for an answer about another time, or one that is older than what was answered since.
        Raises IllegalTransition, and InvalidField for who is not invited.
        """
        is_invited = reply.who in self.invited.organisations or any(row.contact_id == reply.who for row in self.called)
        require(is_invited, "who", "is not invited")
        newer = any(other.who == reply.who and other.at > reply.at for other in self.replies)
        if newer or (ical_sequence is not None and ical_sequence < self.moved_in):
            return self
        others = (other for other in self.replies if other.who != reply.who)
        return self._stepped(SessionStep.REPLY, replies=(*others, reply))

    def held(self, present: People, now: datetime) -> "BodySession":
        """The session once it was held, with who was there; again where that is put right.

        Raises IllegalTransition, InvalidField, and Conflict before it begins.
        """
        if now < self.starts_at:
            raise Conflict("the session has not begun yet", session_id=self.session_id)
        return self._stepped(SessionStep.HOLD, present=present)

    def with_item(self, item: AgendaItem) -> "BodySession":
        """The session with something more on its agenda. Raises IllegalTransition, Conflict beyond 100."""
        self._require_room(self.agenda)
        return self._stepped(SessionStep.ADD_ITEM, agenda=(*self.agenda, item))

    def with_document(self, document: Document) -> "BodySession":
        """The session with one more document. Raises Conflict beyond 100."""
        self._require_room(self.documents)
        return self._next(documents=(*self.documents, document))

    def decided(self, decision: BodyDecision, quorum: int | None) -> "BodySession":
        """The session with one more decision.

        Raises IllegalTransition, and Conflict if fewer people or organisations were there than the quorum asks.
        """
        self._require_room(self.decisions)
        if quorum is not None and len(self.present) < quorum:
            raise Conflict("fewer members were there than the quorum", session_id=self.session_id, quorum=quorum)
        taken = DecisionTaken(self.body_id, self.session_id, local_day(self.starts_at), decision)
        decided = self._stepped(SessionStep.DECIDE, decisions=(*self.decisions, decision))
        return replace(decided, events=(*self.events, taken))

    def agreed(self, action: BodyAction) -> "BodySession":
        """The session with one more action. Raises IllegalTransition, Conflict beyond 100."""
        self._require_room(self.actions)
        return self._stepped(SessionStep.AGREE, actions=(*self.actions, action))

    def done(self, action_id: UUID, on: date) -> "BodySession":
        """The session with this action done; the same session if it was done before. Raises NotFound."""
        if all(action.action_id != action_id for action in self.actions):
            raise NotFound("action", action_id)
        actions = tuple(
            replace(action, done_on=on) if action.action_id == action_id and action.done_on is None else action
            for action in self.actions
        )
        return self._next(actions=actions)

    def minuted(self, minutes: str) -> "BodySession":
        """The session with these minutes. Raises IllegalTransition, and Conflict once minutes were approved."""
        if self.approved_in is not None:
            raise Conflict("the minutes were approved, and stay as they are", session_id=self.session_id)
        return self._stepped(SessionStep.MINUTE, minutes=minutes)

    def approved(self, later: "BodySession") -> "BodySession":
        """The session whose minutes a later session of the same body approved.

        Raises IllegalTransition, and Conflict without minutes, or for a session that is not later or was not held.
        """
        if not self.minutes.strip():
            raise Conflict("there are no minutes to approve", session_id=self.session_id)
        is_later = later.body_id == self.body_id and later.starts_at > self.starts_at
        if not is_later or later.status is not SessionStatus.HELD:
            raise Conflict("minutes are approved by a later session that was held", session_id=later.session_id)
        return self._stepped(SessionStep.APPROVE, approved_in=later.session_id)

    def _telling(self, event: SessionTold) -> "BodySession":
        return replace(self, events=(*self.events, event))

    def _require_room(self, items: Sequence[object]) -> None:
        if len(items) >= _MOST_ITEMS:
            raise Conflict(f"there are {_MOST_ITEMS} already", session_id=self.session_id)

    def _stepped(self, step: SessionStep, **fields: object) -> "BodySession":
        return self._next(status=after(self.status, step), **fields)

    def _next(self, **fields: object) -> "BodySession":
        changed = replace(self, **fields)  # type: ignore[arg-type]  # see callers
        return self if changed == self else replace(changed, version=self.version + 1)
