"""Who reads which entry of a timeline, by its kind. What people wrote, as a reason, is for whoever acts on the case.

An entry about a ground of a type of case is for every reader of the case, as the ground is. A kind that is in no table
is for whoever acts on the case.
"""

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from casework.domain.case_type import CaseType
from casework.domain.consent import CONSENT_ENDED, CONSENT_RECORDED
from casework.domain.paper import PAPER_MADE
from casework.domain.referral import REFERRAL_ANSWERED, REFERRAL_ASKED
from casework.domain.timeline import EntryKind
from casework.domain.visibility import Visibility

VISIBILITIES: Mapping[str, Visibility] = MappingProxyType(
    {
        EntryKind.CASE_OPENED: Visibility.PARTNERS,
        EntryKind.CASE_REOPENED: Visibility.PARTNERS,
        EntryKind.CASE_ESCALATED: Visibility.PARTNERS,
        EntryKind.WITHDRAWAL_PROPOSED: Visibility.PARTNERS,
        EntryKind.WITHDRAWAL_DROPPED: Visibility.PARTNERS,
        EntryKind.CASE_WITHDRAWN: Visibility.PARTNERS,
        EntryKind.CASE_CLOSED: Visibility.PARTNERS,
        EntryKind.CLOSURE_ASKED: Visibility.TEAM,
        EntryKind.CLOSURE_APPROVED: Visibility.TEAM,
        EntryKind.CLOSURE_REFUSED: Visibility.TEAM,
        EntryKind.CASE_MERGED: Visibility.PARTNERS,
        EntryKind.CASE_LINKED: Visibility.TEAM,
        EntryKind.CASE_UNLINKED: Visibility.TEAM,
        EntryKind.CASE_MOVED: Visibility.TEAM,
        EntryKind.CASE_TRANSFERRED: Visibility.PARTNERS,
        EntryKind.HAND_OVER_ENDED: Visibility.PARTNERS,
        EntryKind.ASSIGNED: Visibility.PARTNERS,
        EntryKind.ASSESSED: Visibility.PARTNERS,
        EntryKind.STARTED: Visibility.PARTNERS,
        EntryKind.HELD: Visibility.PARTNERS,
        EntryKind.HOLD_ENDED: Visibility.PARTNERS,
        EntryKind.RESUMED: Visibility.PARTNERS,
        EntryKind.RESPONSE_OVERDUE: Visibility.TEAM,
        EntryKind.TERM_DUE_SOON: Visibility.TEAM,
        EntryKind.TERM_OVERDUE: Visibility.TEAM,
        EntryKind.TERM_ESCALATED: Visibility.TEAM,
        EntryKind.MONITORED: Visibility.PARTNERS,
        EntryKind.WATCH_MET: Visibility.PARTNERS,
        EntryKind.WATCH_BROKEN: Visibility.PARTNERS,
        EntryKind.REACTIVATED: Visibility.PARTNERS,
        EntryKind.MEETING_REQUESTED: Visibility.PARTNERS,
        EntryKind.MEETING_SCHEDULED: Visibility.PARTNERS,
        EntryKind.MEETING_RESCHEDULED: Visibility.PARTNERS,
        EntryKind.MEETING_CANCELLED: Visibility.PARTNERS,
        EntryKind.MEETING_HELD: Visibility.PARTNERS,
        EntryKind.MEETING_UNSCHEDULABLE: Visibility.PARTNERS,
        EntryKind.MEETING_UNDER_REVIEW: Visibility.PARTNERS,
        EntryKind.MEETING_RESTORED: Visibility.PARTNERS,
        EntryKind.MEETING_DROPPED: Visibility.PARTNERS,
        EntryKind.AGENDA_JOINED: Visibility.PARTNERS,
        EntryKind.AGENDA_LEFT: Visibility.PARTNERS,
        EntryKind.MEETING_ATTENTION: Visibility.PARTNERS,
        EntryKind.MEETING_ATTENTION_ENDED: Visibility.PARTNERS,
        EntryKind.MEETING_DECISION: Visibility.TEAM,
        EntryKind.MEETING_DECISION_CORRECTED: Visibility.TEAM,
        EntryKind.MEETING_REPLY: Visibility.TEAM,
        EntryKind.ACTION_AGREED: Visibility.PARTNERS,
        EntryKind.ACTION_AFTER_END: Visibility.TEAM,
        EntryKind.ACTION_DONE: Visibility.PARTNERS,
        EntryKind.TASK_DONE: Visibility.TEAM,
        EntryKind.CONTACT_MADE: Visibility.TEAM,
        EntryKind.CONTACT_TRIED: Visibility.TEAM,
        EntryKind.PLAN_CHANGED: Visibility.TEAM,
        EntryKind.TRAJECTORY_CHANGED: Visibility.TEAM,
        EntryKind.NOTICE_SENT: Visibility.PARTNERS,
        EntryKind.NOTICE_FAILED: Visibility.TEAM,
        EntryKind.NOTICE_ACKNOWLEDGED: Visibility.PARTNERS,
        EntryKind.NOTICE_UNACKNOWLEDGED: Visibility.TEAM,
        EntryKind.COORDINATOR_TOLD: Visibility.TEAM,
        EntryKind.TERM_DUE_SOON: Visibility.TEAM,
        EntryKind.TERM_OVERDUE: Visibility.TEAM,
        EntryKind.TERM_ESCALATED: Visibility.TEAM,
        CONSENT_RECORDED: Visibility.TEAM,
        CONSENT_ENDED: Visibility.TEAM,
        REFERRAL_ASKED: Visibility.TEAM,
        REFERRAL_ANSWERED: Visibility.TEAM,
        PAPER_MADE: Visibility.TEAM,
    }
)
"""Who reads an entry of each kind, beside those about grounds."""


def visibility_of(kind: str, case_type: CaseType) -> Visibility:
    """Who reads an entry of this kind in the timeline of a case of this type."""
    if kind in ground_kinds(case_type):
        return Visibility.PARTNERS
    return VISIBILITIES.get(kind, Visibility.TEAM)


@lru_cache(maxsize=256)
def partner_kinds(case_type: CaseType) -> frozenset[str]:
    """The kinds of entries that every reader of a case of this type reads."""
    for_partners = (kind for kind, visibility in VISIBILITIES.items() if visibility is Visibility.PARTNERS)
    return ground_kinds(case_type).union(for_partners)


@lru_cache(maxsize=256)
def ground_kinds(case_type: CaseType) -> frozenset[str]:
    """The kinds of entries that tell of grounds of a type of case."""
    return frozenset(kind for ground in case_type.grounds for kind in (ground.told_by, ground.taken_back_by))
