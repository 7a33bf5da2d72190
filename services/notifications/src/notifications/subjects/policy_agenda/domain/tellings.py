"""What is told of the agenda of the policy: the table of this subject."""

from notifications.domain.telling import Purpose, Telling, Tellings, Urgency, Why
from notifications.subjects.policy_agenda.domain.views import PolicyAgendaView
from notifications.subjects.policy_agenda.domain.vocabulary import PolicyAgendaTemplate
from shared.domain.roles import Role

TELLINGS = Tellings(
    Telling(
        PolicyAgendaTemplate.COUNTED,
        Role.COORDINATOR,
        Why.COORDINATES,
        Purpose.WORK,
        view=PolicyAgendaView,
        shown=("counted_on", "number", "late", "items", "link"),
        text="coordinator",
        urgency=Urgency.CAN_WAIT,
    ),
)
"""It is about no pupil, and numbers are all that it says. Nothing takes it back: the next one counts anew."""
