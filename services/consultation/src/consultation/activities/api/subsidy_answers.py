"""The subsidy file of an activity as it is answered."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Self
from uuid import UUID

from pydantic import BaseModel, Field

from consultation.activities.api.activity_answers import AttachmentAnswer
from consultation.activities.domain.states import ActivityStatus
from consultation.activities.domain.subsidy import Part, SubsidyFile
from consultation.api.described import DESCRIBED, WITH_FROM
from consultation.domain.local_time import BRUSSELS

_FORMULA = ("=", "+", "-", "@")


class SubsidySessionAnswer(BaseModel):
    """A session in a subsidy file."""

    model_config = DESCRIBED

    starts_at: datetime
    """When it begins."""
    ends_at: datetime
    """When it ends."""
    place: str | None
    """Where it is; null where nobody said it."""
    instructor: str | None
    """Who leads it; null where nobody said it."""
    participants: int | None
    """How many came; null while nobody noted it."""


class SubsidyFileAnswer(BaseModel):
    """The subsidy file of an activity."""

    model_config = WITH_FROM

    activity_id: UUID
    """The activity."""
    title: str
    """What people call it."""
    kind: str
    """Its kind."""
    provider: str
    """The organisation that runs it."""
    status: ActivityStatus
    """How far it is."""
    from_: date = Field(alias="from")
    """First day."""
    until: date
    """Last day, included."""
    place: str | None
    """Where it is; null where nobody said it."""
    target_group: str | None
    """The people it is meant for; null where nobody said it."""
    sessions: list[SubsidySessionAnswer]
    """Its sessions without those that were called off, soonest first."""
    budget: Decimal | None
    """What it may cost, in euros; null where nobody said it."""
    cost: Decimal | None
    """What it did cost, in euros; null while nobody noted it."""
    least: int | None
    """The least number of participants; null where nobody said it."""
    participants: int
    """How many took part, each counted once."""
    organisations: int
    """How many schools and other organisations registered."""
    hours: float
    """Hours of paid guides."""
    attachments: list[AttachmentAnswer]
    """Its documents."""
    missing: list[Part]
    """What of it is still missing; empty when it is complete."""

    @classmethod
    def of(cls, file: SubsidyFile) -> Self:
        activity, details = file.activity, file.activity.details
        return cls(
            activity_id=activity.activity_id,
            title=details.title,
            kind=details.kind,
            provider=details.provider,
            status=activity.status,
            **{"from": details.since},
            until=details.until,
            place=details.place or None,
            target_group=details.target_group or None,
            sessions=[
                SubsidySessionAnswer(
                    starts_at=session.starts_at.astimezone(BRUSSELS),
                    ends_at=session.ends_at.astimezone(BRUSSELS),
                    place=session.place or details.place or None,
                    instructor=session.instructor or None,
                    participants=session.presence.participants if session.presence else None,
                )
                for session in activity.sessions
                if not session.off
            ],
            budget=details.budget,
            cost=details.cost,
            least=details.least,
            participants=file.counts.participants,
            organisations=len(file.counts.by_organisation),
            hours=file.counts.hours,
            attachments=[AttachmentAnswer(title=row.title, link=row.link) for row in activity.attachments],
            missing=list(file.missing),
        )


class SubsidyRowAnswer(BaseModel):
    """A line of a subsidy file in CSV: a field, or a session or document with its number."""

    model_config = DESCRIBED

    field: str
    """Which part of the file it is, such as `budget` or `session 1 place`."""
    value: str
    """What it says; empty where it is missing."""


def rows_of(file: SubsidyFileAnswer) -> Iterator[SubsidyRowAnswer]:
    """The file, line by line."""
    written = file.model_dump(mode="json", by_alias=True)
    for name, value in written.items():
        if name not in ("sessions", "attachments", "missing"):
            yield SubsidyRowAnswer(field=name, value=_text(value))
    for listed, what in (("sessions", "session"), ("attachments", "attachment")):
        for number, row in enumerate(written[listed], 1):
            for name, value in row.items():
                yield SubsidyRowAnswer(field=f"{what} {number} {name}", value=_text(value))
    yield SubsidyRowAnswer(field="missing", value=", ".join(written["missing"]))


def _text(value: object) -> str:
    """The value; with an apostrophe in front of what people typed where a spreadsheet would take it for a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else str(value)
