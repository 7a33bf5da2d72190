"""Who is told what the agenda of the policy comes to."""

from collections.abc import Sequence

from notifications.domain.agreements import NOTHING_AGREED, Agreed
from notifications.domain.decision import Decision, Wanted
from notifications.domain.notice import Notice, NoticeKey
from notifications.subjects.policy_agenda.domain.story import PolicyAgendaStory
from notifications.subjects.policy_agenda.domain.vocabulary import PolicyAgendaTemplate, about_agenda
from shared.domain.roles import Role


def decide(story: PolicyAgendaStory, notices: Sequence[Notice], _agreed: Agreed = NOTHING_AGREED) -> Decision:
    """Tell each coordinator once."""
    agenda = story.agenda
    if agenda is None:
        return Decision()
    slots = {notice.key.slot for notice in notices}
    about = about_agenda(story.agenda_id)
    wanted = (
        Wanted(
            NoticeKey(PolicyAgendaTemplate.COUNTED, about, agenda.sequence, contact_id),
            Role.COORDINATOR,
            agenda.origin,
            contact_id,
        )
        for contact_id in agenda.coordinators
        if contact_id not in slots
    )
    return Decision(make=tuple(wanted))


def still_holds(_notice: Notice, story: PolicyAgendaStory) -> bool:
    """Whether anything is kept of it."""
    return story.agenda is not None
