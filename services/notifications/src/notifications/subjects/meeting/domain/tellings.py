"""What is told of a meeting, to which receiver, why, and with which fields: the table of this subject."""

from collections.abc import Iterator

from notifications.domain.telling import Naming, Telling, Tellings, Why
from notifications.subjects.meeting.domain.views import AgendaView, MeetingView
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


def _participants(template: MeetingTemplate, view: type = MeetingView) -> Iterator[Telling]:
    for role, naming in _NAMING.items():
        yield Telling(template, role, Why.TAKES_PART, view=view, text="participant", naming=naming)


TELLINGS = Tellings(
    *_participants(MeetingTemplate.INVITATION),
    *_participants(MeetingTemplate.MOVED),
    *_participants(MeetingTemplate.CANCELLED),
    *_participants(MeetingTemplate.AGENDA, AgendaView),
    *_participants(MeetingTemplate.REMINDER),
)
