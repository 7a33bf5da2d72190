"""Activities as they are answered."""

from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.activities.domain.activity import Activity
from consultation.activities.domain.activity_kind import ActivityKind, Per
from consultation.activities.domain.activity_session import ActivitySession
from consultation.activities.domain.register import Register
from consultation.activities.domain.states import ActivityStatus
from consultation.activities.domain.stock import PointStock, redemption_rate, stock_of
from consultation.api.described import DESCRIBED, WITH_FROM
from consultation.domain.local_time import BRUSSELS


class ActivityKindAnswer(BaseModel):
    """A kind of activity, as its definition says."""

    model_config = DESCRIBED

    kind: str
    """What requests and events call it."""
    title: str
    """What people call it, in Dutch."""
    registers: Per | None
    """What somebody registers: a school, a group or a person; null where nobody registers."""
    waiting_list: bool
    """Whether who finds no place waits for one."""
    sessions: bool
    """Whether it has sessions, and who came is noted."""
    hours: bool
    """Whether the hours of paid guides are noted."""
    stock: bool
    """Whether points hand out things."""
    certificates: bool
    """Whether certificates are counted."""
    confirmation: bool
    """Whether an organisation confirms each place, with a mentor."""
    requires: list[str]
    """Fields that an activity of this kind has to have."""

    @classmethod
    def of(cls, kind: ActivityKind) -> Self:
        return cls(
            **{name: getattr(kind, name) for name in cls.model_fields if name != "requires"}, requires=[*kind.requires]
        )


class CameAnswer(BaseModel):
    """How many of a registration came."""

    model_config = DESCRIBED

    registration_id: UUID
    """The registration."""
    number: int
    """How many came."""


class PresenceAnswer(BaseModel):
    """Who came to a session."""

    model_config = DESCRIBED

    participants: int
    """How many came in all; for a school those of its own registrations."""
    others: int
    """How many of them came without registration; 0 for a school."""
    guides: int
    """How many paid guides there were."""
    hours: float
    """How long they were there in all, in hours."""
    came: list[CameAnswer]
    """How many came of each registration that the caller may see."""


class ActivitySessionAnswer(BaseModel):
    """A session of an activity."""

    model_config = DESCRIBED

    session_id: UUID
    """The session."""
    starts_at: datetime
    """When it begins."""
    ends_at: datetime
    """When it ends."""
    place: str | None
    """Where it is; null where nobody said it."""
    instructor: str | None
    """Who leads it; null for nobody in particular."""
    off: bool
    """Whether it was called off."""
    presence: PresenceAnswer | None
    """Who came; null while nobody noted it."""

    @classmethod
    def of(cls, session: ActivitySession, place: str, shown: frozenset[UUID] | None) -> Self:
        """The session. Of its presence it has what is of the registrations that are `shown`, all of it with None."""
        presence = session.presence if session.presence is None or shown is None else session.presence.of(shown)
        return cls(
            session_id=session.session_id,
            starts_at=session.starts_at.astimezone(BRUSSELS),
            ends_at=session.ends_at.astimezone(BRUSSELS),
            place=session.place or place or None,
            instructor=session.instructor or None,
            off=session.off,
            presence=presence
            and PresenceAnswer(
                participants=presence.participants,
                others=presence.others,
                guides=presence.guides,
                hours=presence.hours,
                came=[CameAnswer(registration_id=row.registration_id, number=row.number) for row in presence.came],
            ),
        )


class PointAnswer(BaseModel):
    """What a point has, and what it handed out."""

    model_config = DESCRIBED

    point: str
    """The point."""
    received: int
    """How many it got."""
    handed_out: int
    """How many families got from it."""
    redeemed: int
    """How many vouchers came back to it."""
    left: int
    """How many it has."""

    @classmethod
    def of(cls, stock: PointStock) -> Self:
        return cls(**{name: getattr(stock, name) for name in cls.model_fields})


class AttachmentAnswer(BaseModel):
    """A document of the subsidy file."""

    model_config = DESCRIBED

    title: str
    """What it is."""
    link: str
    """Where it is kept."""


class ActivityAnswer(BaseModel):
    """An activity."""

    model_config = WITH_FROM

    activity_id: UUID
    """The activity."""
    kind: str
    """Its kind, one of `/activity-kinds`."""
    title: str
    """What people call it."""
    provider: str
    """The organisation that runs it."""
    action_id: UUID | None
    """The action of the policy that it is of; null for none."""
    theme: str | None
    """What it is about; null for nothing in particular."""
    target_group: str | None
    """The people it is meant for; null where nobody said it."""
    place: str | None
    """Where it is; null where nobody said it."""
    from_: date = Field(alias="from")
    """First day."""
    until: date
    """Last day, included."""
    capacity: int | None
    """How many places there are; null for no limit."""
    least: int | None
    """The least number of participants; null where nobody said it."""
    budget: Decimal | None
    """What it may cost, in euros; null where nobody said it, and for who may not read the subsidy file."""
    cost: Decimal | None
    """What it did cost, in euros; null as the budget is, and while nobody noted it."""
    confirmed_by: str | None
    """The organisation that confirms places; null for kinds without confirmation."""
    status: ActivityStatus
    """How far it is."""
    why_cancelled: str | None
    """Why it is not held; null for any other."""
    places_taken: int
    """How many places are taken."""
    places_waiting: int
    """For how many places somebody waits."""
    sessions: list[ActivitySessionAnswer]
    """Its sessions, soonest first."""
    stock: list[PointAnswer]
    """What each point has and handed out."""
    redemption_rate: float | None
    """Which share of what was handed out came back as vouchers; null if nothing was handed out."""
    attachments: list[AttachmentAnswer]
    """Documents of the subsidy file; none for who may not read it."""
    created_at: datetime
    changed_at: datetime
    version: int
    """Rises with every change of the activity; who registers changes nothing of it."""

    @classmethod
    def of(cls, activity: Activity, register: Register, shown: frozenset[UUID] | None, *, reads_file: bool) -> Self:
        """The activity. Of presences it has what is of the registrations that are `shown`, all of it with None.

        What is of the subsidy file alone is there for who `reads_file`.
        """
        details, points = activity.details, stock_of(activity.stock)
        as_they_are = (
            "kind",
            "title",
            "provider",
            "action_id",
            "until",
            "capacity",
            "least",
            "confirmed_by",
        )
        return cls(
            activity_id=activity.activity_id,
            **{name: getattr(details, name) for name in as_they_are},
            **{name: getattr(details, name) or None for name in ("theme", "target_group", "place")},
            **{"from": details.since},
            budget=details.budget if reads_file else None,
            cost=details.cost if reads_file else None,
            status=activity.status,
            why_cancelled=activity.why_cancelled or None,
            places_taken=register.taken,
            places_waiting=sum(row.places for row in register.waiting),
            sessions=[ActivitySessionAnswer.of(session, details.place, shown) for session in activity.sessions],
            stock=[PointAnswer.of(point) for point in points],
            redemption_rate=redemption_rate(points),
            attachments=[
                AttachmentAnswer(title=row.title, link=row.link) for row in activity.attachments if reads_file
            ],
            created_at=activity.created_at.astimezone(BRUSSELS),
            changed_at=activity.changed_at.astimezone(BRUSSELS),
            version=activity.version,
        )
