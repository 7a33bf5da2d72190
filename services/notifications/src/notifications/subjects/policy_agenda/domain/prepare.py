"""A notice of the agenda of the policy, made ready for a coordinator."""

from notifications.domain import receivers
from notifications.domain.notice import Notice
from notifications.domain.preparation import Knowledge, Needs, Prepared, Ready, Receiver, Void
from notifications.domain.vocabulary import Reason
from notifications.subjects.policy_agenda.domain.story import PolicyAgendaStory
from notifications.subjects.policy_agenda.domain.tellings import TELLINGS
from notifications.subjects.policy_agenda.domain.views import PolicyAgendaView


def needs(_notice: Notice, story: PolicyAgendaStory) -> Needs | None:
    """Nothing beside the receiver; None if nothing is kept of it."""
    return Needs() if story.agenda else None


def prepare(notice: Notice, story: PolicyAgendaStory, knowledge: Knowledge) -> Prepared:
    """Find the address of the coordinator, and put what is late most in front."""
    agenda = story.agenda
    if agenda is None:
        return Void(Reason.NO_LONGER_HOLDS)
    receiver = receivers.of_the_slot(notice, knowledge)
    if not isinstance(receiver, Receiver):
        return receiver
    view = PolicyAgendaView(
        counted_on=agenda.counted_on,
        number=sum(code.number for code in agenda.codes),
        late=sum(code.late for code in agenda.codes),
        items=tuple(sorted(agenda.codes, key=lambda code: (-code.late, -code.number, code.code))),
        link=knowledge.links.to_policy_agenda(),
    )
    return Ready(receiver, TELLINGS.to(notice.key.template, notice.role), view)
