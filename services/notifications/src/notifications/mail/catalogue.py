"""Which template writes which mail, and its subject. A subject is made of references only."""

from dataclasses import dataclass

from notifications.domain.views import (
    CaseForClb,
    CaseForCoach,
    CaseForCoordinator,
    MeetingView,
    View,
    WithdrawalForClb,
    WithdrawalForOthers,
)
from notifications.domain.vocabulary import Template
from notifications.mail.dutch import contact_of, listed

_MOST_REFERENCES = 3


@dataclass(frozen=True, slots=True)
class MailSpec:
    """A template's file (of ``templates/<template>/<version>/``) and subject.

    ``acknowledged``: the receiver is asked to confirm having read it.
    """

    file: str
    subject: str
    acknowledged: bool = False


_OPENED = "Spijbeldossier {reference} geopend"
_REOPENED = "Spijbeldossier {reference} heropend"
_ESCALATED = "Spijbeldossier {reference} opgeschaald"
_WITHDRAWN = "Spijbeldossier {reference} ingetrokken"
_LEVEL_WITHDRAWN = "Spijbeldossier {reference}: rechtzetting"

_SPECS: dict[tuple[Template, type[View]], MailSpec] = {
    (Template.CASE_OPENED, CaseForClb): MailSpec("clb", _OPENED, acknowledged=True),
    (Template.CASE_OPENED, CaseForCoach): MailSpec("coach", _OPENED, acknowledged=True),
    (Template.CASE_OPENED, CaseForCoordinator): MailSpec("coordinator", _OPENED + ": geen {missing}"),
    (Template.CASE_REOPENED, CaseForClb): MailSpec("clb", _REOPENED, acknowledged=True),
    (Template.CASE_REOPENED, CaseForCoach): MailSpec("coach", _REOPENED, acknowledged=True),
    (Template.CASE_REOPENED, CaseForCoordinator): MailSpec("coordinator", _REOPENED + ": geen {missing}"),
    (Template.CASE_ESCALATED, CaseForClb): MailSpec("clb", _ESCALATED, acknowledged=True),
    (Template.CASE_ESCALATED, CaseForCoordinator): MailSpec("coordinator", _ESCALATED + ": geen {missing}"),
    (Template.CASE_WITHDRAWN, WithdrawalForClb): MailSpec("clb", _WITHDRAWN),
    (Template.CASE_WITHDRAWN, WithdrawalForOthers): MailSpec("others", _WITHDRAWN),
    (Template.LEVEL_WITHDRAWN, WithdrawalForClb): MailSpec("clb", _LEVEL_WITHDRAWN),
    (Template.LEVEL_WITHDRAWN, WithdrawalForOthers): MailSpec("others", _LEVEL_WITHDRAWN),
    (Template.MEETING_INVITATION, MeetingView): MailSpec("participant", "Uitnodiging voor zorgoverleg {reference}"),
    (Template.MEETING_MOVED, MeetingView): MailSpec("participant", "Zorgoverleg {reference} verplaatst"),
    (Template.MEETING_CANCELLED, MeetingView): MailSpec("participant", "Zorgoverleg {reference} geannuleerd"),
}


def spec_of(template: Template, view: View) -> MailSpec:
    """The mail that shows ``view``. Raises KeyError for a view the template has no mail for."""
    return _SPECS[template, type(view)]


def subject_of(template: Template, view: View) -> str:
    """The subject: what happened to which case or meeting, nothing about anybody."""
    missing = contact_of(view.missing) if isinstance(view, CaseForCoordinator) else ""
    text = spec_of(template, view).subject.format(reference=_reference(view), missing=missing)
    return " ".join(text.split())


def references(view: MeetingView) -> str:
    """The first references of a meeting's cases; empty when none is known."""
    if not view.references:
        return ""
    shown = list(view.references[:_MOST_REFERENCES])
    more = len(view.references) - len(shown)
    return listed([*shown, f"{more} andere"] if more else shown)


def _reference(view: View) -> str:
    return references(view) if isinstance(view, MeetingView) else view.reference
