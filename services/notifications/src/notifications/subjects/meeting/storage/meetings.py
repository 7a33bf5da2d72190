"""What arrived about meetings."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY, insert

from notifications.domain.about import Origin
from notifications.domain.labels import Appointment
from notifications.storage.origins import origin_columns, origin_of
from notifications.storage.tables import ID
from notifications.subjects.meeting.domain.story import (
    AgendaItem,
    AnswerNews,
    MeetingState,
    MeetingStory,
    MeetingVersion,
    NoSlot,
    Participant,
)
from notifications.subjects.meeting.storage.tables import meeting_answer, meeting_no_slot, meeting_version
from shared.domain.roles import Role
from shared.runtime.batching import BatchingConnection, Rows
from shared.runtime.clock import BRUSSELS

T = TypeVar("T")

_ASKED = (
    sa.func.unnest(sa.bindparam("ids", type_=ARRAY(ID)))
    .table_valued(sa.column("meeting_id", ID), name="asked")
    .render_derived()
)
_NEWS = (
    sa.select(sa.func.jsonb_agg(sa.func.to_jsonb(meeting_answer.table_valued())))
    .where(meeting_answer.c.meeting_id == _ASKED.c.meeting_id)
    .scalar_subquery()
)
_NO_SLOTS = (
    sa.select(sa.func.jsonb_agg(sa.func.to_jsonb(meeting_no_slot.table_valued())))
    .where(meeting_no_slot.c.meeting_id == _ASKED.c.meeting_id)
    .scalar_subquery()
)
# Versions and the rest in one statement: each row of a meeting has all its answers.
_ABOUT = sa.select(
    _ASKED.c.meeting_id.label("asked_id"), meeting_version, _NEWS.label("news"), _NO_SLOTS.label("no_slots")
).select_from(_ASKED.outerjoin(meeting_version, meeting_version.c.meeting_id == _ASKED.c.meeting_id))
_ADD = insert(meeting_version).on_conflict_do_nothing()
_ADD_NEWS = insert(meeting_answer).on_conflict_do_nothing()
_ADD_NO_SLOT = insert(meeting_no_slot).on_conflict_do_nothing()


class Meetings:
    """Repository of meeting stories. What is added is kept back, and written together."""

    def __init__(self, connection: BatchingConnection) -> None:
        self._connection = connection
        self._added = Rows(connection, _ADD)
        self._added_news = Rows(connection, _ADD_NEWS)
        self._added_no_slots = Rows(connection, _ADD_NO_SLOT)
        self._versions: dict[UUID, dict[int, MeetingVersion]] = {}
        self._news: dict[UUID, dict[int, AnswerNews]] = {}
        self._no_slots: dict[UUID, dict[int, NoSlot]] = {}

    async def load(self, item_ids: Collection[UUID]) -> None:
        """Read at once what arrived about these meetings."""
        new = [meeting_id for meeting_id in dict.fromkeys(item_ids) if meeting_id not in self._versions]
        self._versions |= {meeting_id: {} for meeting_id in new}
        self._news |= {meeting_id: {} for meeting_id in new}
        self._no_slots |= {meeting_id: {} for meeting_id in new}
        for row in await self._connection.execute(_ABOUT, {"ids": new}) if new else ():
            if row.sequence is not None:
                self._versions[row.asked_id][row.sequence] = _version(row)
            self._news[row.asked_id] = {stored["sequence"]: _news(stored) for stored in row.news or ()}
            self._no_slots[row.asked_id] = {stored["sequence"]: _no_slot(stored) for stored in row.no_slots or ()}

    def add(self, meeting_id: UUID, version: MeetingVersion) -> None:
        """Keep a version; a version that is known already changes nothing."""
        self._added.add(_row(meeting_id, version))
        if meeting_id in self._versions:
            self._versions[meeting_id].setdefault(version.sequence, version)

    def add_news(self, meeting_id: UUID, news: AnswerNews) -> None:
        """Keep what is told of an answer; what is known already changes nothing."""
        self._added_news.add(
            {
                "meeting_id": meeting_id,
                "sequence": news.sequence,
                "contact_id": news.contact_id,
                "starts_at": news.starts_at,
                "answered": news.answered,
                **origin_columns(news.origin),
            }
        )
        if meeting_id in self._news:
            self._news[meeting_id].setdefault(news.sequence, news)

    def add_no_slot(self, meeting_id: UUID, no_slot: NoSlot) -> None:
        """Keep that there was no time; what is known already changes nothing."""
        self._added_no_slots.add(
            {
                "meeting_id": meeting_id,
                "sequence": no_slot.sequence,
                "school": no_slot.school,
                "case_ids": list(no_slot.case_ids),
                **origin_columns(no_slot.origin),
            }
        )
        if meeting_id in self._no_slots:
            self._no_slots[meeting_id].setdefault(no_slot.sequence, no_slot)

    async def purge_news(self, before: datetime) -> int:
        """Remove what was told of answers about meetings that began before; how much there was."""
        result = await self._connection.execute(sa.delete(meeting_answer).where(meeting_answer.c.starts_at < before))
        return result.rowcount

    async def story(self, item_id: UUID) -> MeetingStory:
        """All that arrived about a meeting, perhaps nothing."""
        await self.load([item_id])
        return MeetingStory(
            item_id,
            _in_order(self._versions[item_id]),
            _in_order(self._news[item_id]),
            _in_order(self._no_slots[item_id]),
        )

    async def forget_person(self, person_id: UUID) -> None:
        """Nothing is kept of pupils here: a meeting names its cases by id."""

    async def forget_erased(self) -> None:
        """Nor is there anything of those who were erased."""


def _in_order(by_sequence: Mapping[int, T]) -> tuple[T, ...]:
    return tuple(item for _, item in sorted(by_sequence.items(), key=lambda entry: entry[0]))


def _row(meeting_id: UUID, version: MeetingVersion) -> dict[str, Any]:
    return {
        "meeting_id": meeting_id,
        "sequence": version.sequence,
        "state": version.state,
        "school": version.school,
        "case_ids": list(version.case_ids),
        "starts_at": version.appointment.starts_at,
        "ends_at": version.appointment.ends_at,
        "place": version.appointment.place,
        "participants": [[who.contact_id, who.role, who.required] for who in version.participants],
        "ical_uid": version.ical_uid,
        "ical_sequence": version.ical_sequence,
        "fixed_for": version.fixed_for,
        "agenda": _items(version.agenda),
        "agenda_ready": version.agenda_ready,
        **origin_columns(version.origin),
    }


def _version(row: Any) -> MeetingVersion:
    return MeetingVersion(
        sequence=row.sequence,
        state=MeetingState(row.state),
        school=row.school,
        case_ids=tuple(row.case_ids),
        appointment=Appointment(row.starts_at.astimezone(BRUSSELS), row.ends_at.astimezone(BRUSSELS), row.place),
        participants=tuple(_participant(*who) for who in row.participants),
        ical_uid=row.ical_uid,
        ical_sequence=row.ical_sequence,
        origin=origin_of(row),
        fixed_for=row.fixed_for.astimezone(BRUSSELS) if row.fixed_for else None,
        agenda=_agenda(row.agenda),
        agenda_ready=row.agenda_ready,
    )


def _news(stored: Mapping[str, Any]) -> AnswerNews:
    return AnswerNews(
        sequence=stored["sequence"],
        contact_id=stored["contact_id"],
        starts_at=datetime.fromisoformat(stored["starts_at"]).astimezone(BRUSSELS),
        answered=stored["answered"],
        origin=Origin(stored["correlation_id"], stored["causation_id"], stored["traceparent"]),
    )


def _no_slot(stored: Mapping[str, Any]) -> NoSlot:
    return NoSlot(
        sequence=stored["sequence"],
        school=stored["school"],
        case_ids=tuple(UUID(case_id) for case_id in stored["case_ids"]),
        origin=Origin(stored["correlation_id"], stored["causation_id"], stored["traceparent"]),
    )


def _items(agenda: tuple[AgendaItem, ...] | None) -> list[list[Any]] | None:
    return None if agenda is None else [[str(item.case_id), item.minutes] for item in agenda]


def _agenda(stored: list[list[Any]] | None) -> tuple[AgendaItem, ...] | None:
    return None if stored is None else tuple(AgendaItem(UUID(case_id), minutes) for case_id, minutes in stored)


def _participant(contact_id: str, role: str, required: bool = True) -> Participant:
    """Rows of before 2026-11-30 do not say whether the meeting can do without."""
    return Participant(contact_id, Role(role), required)
