"""What is typed about who comes to a meeting by name, and the rows in which that is typed."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import ConfigDict, model_validator

from consultation.domain.contact import Contact
from consultation.domain.wanted import Participant
from consultation.meetings.api.meeting_bodies import RescheduleBody
from consultation.meetings.domain.meeting import Meeting
from consultation.web.move_forms import BrusselsTime
from shared.domain.roles import Role

MOST_ADDED = 2
_ROW = re.compile(r"persoon-([0-9]{1,2})", re.ASCII)


class ParticipantsForm(RescheduleBody):
    """Who takes part by name, and to which moment the meeting moves with them."""

    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    version: int
    starts_at: BrusselsTime = None

    @model_validator(mode="before")
    @classmethod
    def _as_typed(cls, values: dict[str, Any]) -> dict[str, Any]:
        return {**values, "participants": [_participant(values, number) for number in filled_rows(values)]}


def _participant(values: Mapping[str, Any], number: int) -> dict[str, Any]:
    role, _, contact_id = str(values[f"persoon-{number}"]).partition("/")
    return {"contact_id": contact_id, "role": role, "required": values.get(f"nodig-{number}") != "nee"}


def filled_rows(values: Mapping[str, Any]) -> list[int]:
    """The numbers of the rows in which somebody is named, in order."""
    rows = (_ROW.fullmatch(name) for name, value in values.items() if value)
    return sorted({int(row[1]) for row in rows if row and f"persoon-{int(row[1])}" in values})


@dataclass(frozen=True, slots=True)
class Row:
    """A seat in the form: of a role, or of whatever role. `value` is who is named for it, `now` who has it by choice.

    `options` are values and contacts to choose from.
    """

    number: int
    role: Role | None
    value: str
    now: tuple[str, ...]
    is_required: bool
    options: Sequence[tuple[str, Contact]]


def rows_of(meeting: Meeting, contacts: Iterable[Contact]) -> list[Row]:
    """A row for each who is named, each role that somebody is chosen for, and a few for others."""
    people = tuple(contacts)
    seats: list[tuple[Role | None, Participant | None, bool]] = [
        *((person.role, person, person.required) for person in meeting.wanted.named),
        *((role, None, True) for role in meeting.wanted.required_roles),
        *((role, None, False) for role in meeting.wanted.optional_roles),
        *((None, None, True) for _ in range(MOST_ADDED)),
    ]
    seated = meeting.slot.participants if meeting.slot else ()
    return [
        Row(
            number,
            role,
            _value(named.role, named.contact_id) if named else "",
            () if named or role is None else tuple(person.contact_id for person in seated if person.role is role),
            is_required,
            [
                (_value(contact.role, contact.contact_id), contact)
                for contact in _who(people, role, meeting=meeting, named=named)
            ],
        )
        for number, (role, named, is_required) in enumerate(seats)
    ]


def named_beside(meeting: Meeting, values: Mapping[str, Any], named: Sequence[Participant]) -> tuple[Participant, ...]:
    """Who is named, and who was chosen for a role in which the form names somebody else beside them.

    For a role in which somebody is named nobody is chosen any more: so who has the seat comes by name from now on.
    """
    filled, roles = filled_rows(values), {person.role for person in named}
    taken = {person.contact_id for person in named}
    kept = (
        Participant(contact_id, row.role, row.is_required)
        for row in rows_of(meeting, ())
        if row.role in roles and row.number not in filled
        for contact_id in row.now
        if row.role and contact_id not in taken
    )
    return (*named, *kept)


def _who(
    contacts: Iterable[Contact], role: Role | None, *, meeting: Meeting, named: Participant | None
) -> Iterable[Contact]:
    for contact in contacts:
        is_named = named is not None and contact.contact_id == named.contact_id
        if is_named or role is None or (contact.role is role and contact.serves(meeting.school)):
            yield contact


def _value(role: Role, contact_id: str) -> str:
    return f"{role.value}/{contact_id}"
