"""What is told of a meeting, to which receiver, why, and with which fields: the table of this subject."""

from collections.abc import Iterator

from notifications.domain.telling import Naming, Purpose, Telling, Tellings, Why
from notifications.subjects.meeting.domain.views import AgendaView, MeetingView, WithoutTimeView
from notifications.subjects.meeting.domain.vocabulary import MeetingTemplate
from shared.domain.roles import Role

_NAMING: dict[Role | None, Naming] = {
    Role.COUNSELLOR: Naming.FULL,
    Role.CASEWORKER: Naming.FULL,
    Role.CLB: Naming.FULL,
    Role.YOUTH_COACH: Naming.FIRST,
    None: Naming.NONE,
}
"""Every participant reads the same, but for the pupils' names."""

_MEETING = ("references", "school", "link", "appointment")
_AGENDA = ("cases", "others", "link", "appointment", "again")


def _participants(template: MeetingTemplate, *further: str, corrected: bool = True) -> Iterator[Telling]:
    for role, naming in _NAMING.items():
        shown = (*_MEETING, *further)
        yield Telling(
            template,
            role,
            Why.TAKES_PART,
            Purpose.MEET,
            view=MeetingView,
            shown=shown if naming is Naming.NONE else (*shown, "pupils"),
            text="participant",
            naming=naming,
            corrected_by=_CORRECTIONS if corrected else None,
        )


_CORRECTIONS = f"{MeetingTemplate.MOVED}, {MeetingTemplate.CANCELLED}"


def _agendas() -> Iterator[Telling]:
    for role, naming in _NAMING.items():
        yield Telling(
            MeetingTemplate.AGENDA,
            role,
            Why.TAKES_PART,
            Purpose.MEET,
            view=AgendaView,
            shown=_AGENDA,
            text="participant",
            naming=naming,
            corrected_by=MeetingTemplate.AGENDA,
        )


def _coordinator(template: MeetingTemplate, corrected_by: MeetingTemplate | None = None) -> Telling:
    return Telling(
        template,
        Role.COORDINATOR,
        Why.COORDINATES,
        Purpose.FIND_TIME,
        view=WithoutTimeView,
        shown=("references", "school", "link"),
        text="coordinator",
        corrected_by=corrected_by,
        stood_in=False,
    )


TELLINGS = Tellings(
    *_participants(MeetingTemplate.INVITATION, "reply"),
    *_participants(MeetingTemplate.MOVED, "before", "reply"),
    *_participants(MeetingTemplate.CANCELLED, corrected=False),
    *_agendas(),
    *_participants(MeetingTemplate.REMINDER, "reply"),
    _coordinator(MeetingTemplate.UNSCHEDULABLE, MeetingTemplate.SLOT_FOUND),
    _coordinator(MeetingTemplate.SLOT_FOUND),
)
