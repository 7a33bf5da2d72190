"""What is told of a case, to which receiver, why, and with which fields: the table of this subject."""

from notifications.domain.telling import Naming, Telling, Tellings, Why
from notifications.subjects.case.domain.views import (
    CaseForClb,
    CaseForCoach,
    CaseForCoordinator,
    WithdrawalForClb,
    WithdrawalForOthers,
)
from notifications.subjects.case.domain.vocabulary import CaseTemplate
from shared.domain.roles import Role


def _clb(template: CaseTemplate) -> Telling:
    return Telling(
        template,
        Role.CLB,
        Why.INVOLVED_BY_LAW,
        view=CaseForClb,
        text="clb",
        naming=Naming.FULL,
        acknowledged=True,
    )


def _coach(template: CaseTemplate) -> Telling:
    return Telling(template, Role.YOUTH_COACH, Why.SUPPORTS_PUPILS, view=CaseForCoach, text="coach", acknowledged=True)


def _coordinator(template: CaseTemplate) -> Telling:
    return Telling(template, Role.COORDINATOR, Why.STANDS_IN, view=CaseForCoordinator, text="coordinator")


def _corrected_clb(template: CaseTemplate) -> Telling:
    return Telling(template, Role.CLB, Why.WAS_TOLD, view=WithdrawalForClb, text="clb", naming=Naming.FULL)


def _corrected_others(template: CaseTemplate) -> Telling:
    return Telling(template, None, Why.WAS_TOLD, view=WithdrawalForOthers, text="others")


TELLINGS = Tellings(
    _clb(CaseTemplate.OPENED),
    _coach(CaseTemplate.OPENED),
    _coordinator(CaseTemplate.OPENED),
    _clb(CaseTemplate.REOPENED),
    _coach(CaseTemplate.REOPENED),
    _coordinator(CaseTemplate.REOPENED),
    _clb(CaseTemplate.ESCALATED),
    _coordinator(CaseTemplate.ESCALATED),
    _clb(CaseTemplate.TRANSFERRED),
    _coach(CaseTemplate.TRANSFERRED),
    _coordinator(CaseTemplate.TRANSFERRED),
    _corrected_clb(CaseTemplate.WITHDRAWN),
    _corrected_others(CaseTemplate.WITHDRAWN),
    _corrected_clb(CaseTemplate.LEVEL_WITHDRAWN),
    _corrected_others(CaseTemplate.LEVEL_WITHDRAWN),
)
"""Of a newer school year's level the CLB alone is told: the duty to report is a school year's.

A transfer is told to the new school's people as an opening is.
"""
