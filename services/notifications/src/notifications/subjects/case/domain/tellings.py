"""What is told of a case, to which receiver, why, and with which fields: the table of this subject."""

from dataclasses import replace

from notifications.domain.agreements import Agreement
from notifications.domain.telling import Basis, Naming, Pupils, Purpose, Telling, Tellings, Urgency, Why
from notifications.subjects.case.domain.views import (
    CaseForCareCoordinator,
    CaseForClb,
    CaseForCoach,
    CaseForCoordinator,
    CaseForSchool,
    CaseOfReceiver,
    CaseToWorkOn,
    EndForClb,
    EndForOthers,
)
from notifications.subjects.case.domain.vocabulary import CaseTemplate
from shared.domain.roles import Role

_CASE = ("reference", "school", "link")
_COUNTED = ("pupil", "class_name", "count", "half_days", "counsellor", "school_year")
_LATER_VERSIONS = {CaseTemplate.ESCALATED: 2, CaseTemplate.LEVEL_WITHDRAWN: 2}


def _version(template: CaseTemplate) -> int:
    return _LATER_VERSIONS.get(template, 1)


def _clb(template: CaseTemplate, *further: str, corrected_by: CaseTemplate = CaseTemplate.WITHDRAWN) -> Telling:
    return Telling(
        template,
        Role.CLB,
        Why.INVOLVED_BY_LAW,
        Purpose.GUIDE,
        view=CaseForClb,
        shown=(*_CASE, *_COUNTED, *further),
        text="clb",
        basis=Basis.LAW,
        naming=Naming.FULL,
        acknowledged=True,
        corrected_by=corrected_by,
        version=_version(template),
    )


def _coach(
    template: CaseTemplate,
    *,
    pupils: Pupils = Pupils.NOT_YOUNGER,
    corrected_by: CaseTemplate = CaseTemplate.WITHDRAWN,
) -> Telling:
    return Telling(
        template,
        Role.YOUTH_COACH,
        Why.SUPPORTS_PUPILS,
        Purpose.GUIDE,
        view=CaseForCoach,
        shown=_CASE,
        text="coach",
        pupils=pupils,
        acknowledged=True,
        corrected_by=corrected_by,
        version=_version(template),
        held_by=(Agreement.COACH_AFTER_MEETING, Agreement.COACH_AFTER_CONSENT),
    )


def _care_coordinator(template: CaseTemplate) -> Telling:
    return Telling(
        template,
        Role.COUNSELLOR,
        Why.SUPPORTS_PUPILS,
        Purpose.GUIDE,
        view=CaseForCareCoordinator,
        shown=(*_CASE, "pupil", "class_name"),
        text="care-coordinator",
        naming=Naming.FULL,
        pupils=Pupils.YOUNGER,
        corrected_by=CaseTemplate.WITHDRAWN,
        stood_in=False,
    )


def _coordinator(template: CaseTemplate, *, corrected_by: CaseTemplate = CaseTemplate.WITHDRAWN) -> Telling:
    return Telling(
        template,
        Role.COORDINATOR,
        Why.STANDS_IN,
        Purpose.HAND_ON,
        view=CaseForCoordinator,
        shown=(*_CASE, "missing"),
        text="coordinator",
        corrected_by=corrected_by,
        version=_version(template),
    )


def _to_see_to(template: CaseTemplate) -> Telling:
    """For the coordinator: nobody who was told goes on with it."""
    return Telling(
        template,
        Role.COORDINATOR,
        Why.COORDINATES,
        Purpose.HAND_ON,
        view=CaseForCoordinator,
        shown=(*_CASE, "missing"),
        text="coordinator",
        corrected_by=CaseTemplate.WITHDRAWN,
        stood_in=False,
    )


def _end_clb(template: CaseTemplate, *further: str, urgency: Urgency = Urgency.AT_ONCE) -> Telling:
    return Telling(
        template,
        Role.CLB,
        Why.WAS_TOLD,
        Purpose.END,
        view=EndForClb,
        shown=(*_CASE, "pupil", *further),
        text="clb",
        naming=Naming.FULL,
        urgency=urgency,
        version=_version(template),
    )


def _end_others(template: CaseTemplate, *further: str, urgency: Urgency = Urgency.AT_ONCE) -> Telling:
    return Telling(
        template,
        None,
        Why.WAS_TOLD,
        Purpose.END,
        view=EndForOthers,
        shown=(*_CASE, *further),
        text="others",
        urgency=urgency,
        version=_version(template),
    )


def _of_receiver(template: CaseTemplate) -> Telling:
    return replace(
        _to_work_on(template, role=Role.CASEWORKER, agreed=Agreement.CASEWORKER_DIGEST),
        view=CaseOfReceiver,
        shown=(*_CASE, "receiver"),
    )


def _to_work_on(template: CaseTemplate, *further: str, role: Role, agreed: Agreement) -> Telling:
    is_own = role is Role.CASEWORKER
    return Telling(
        template,
        role,
        Why.HAS_CASE if is_own else Why.COORDINATES,
        Purpose.WORK,
        view=CaseToWorkOn,
        shown=(*_CASE, *further),
        text=role,
        urgency=Urgency.IN_DIGEST,
        stood_in=False,
        agreed=agreed,
    )


TELLINGS = Tellings(
    _clb(CaseTemplate.OPENED),
    _coach(CaseTemplate.OPENED),
    _care_coordinator(CaseTemplate.OPENED),
    _coordinator(CaseTemplate.OPENED),
    _clb(CaseTemplate.REOPENED),
    _coach(CaseTemplate.REOPENED),
    _care_coordinator(CaseTemplate.REOPENED),
    _coordinator(CaseTemplate.REOPENED),
    _clb(CaseTemplate.ESCALATED, "level", "is_new_year", corrected_by=CaseTemplate.LEVEL_WITHDRAWN),
    _coach(CaseTemplate.ESCALATED, pupils=Pupils.SECONDARY, corrected_by=CaseTemplate.LEVEL_WITHDRAWN),
    _coordinator(CaseTemplate.ESCALATED, corrected_by=CaseTemplate.LEVEL_WITHDRAWN),
    _clb(CaseTemplate.TRANSFERRED),
    _coach(CaseTemplate.TRANSFERRED),
    _care_coordinator(CaseTemplate.TRANSFERRED),
    _coordinator(CaseTemplate.TRANSFERRED),
    _to_see_to(CaseTemplate.UNANSWERED),
    _to_see_to(CaseTemplate.UNREACHED),
    _end_clb(CaseTemplate.CLOSED, urgency=Urgency.CAN_WAIT),
    _end_others(CaseTemplate.CLOSED, urgency=Urgency.CAN_WAIT),
    _end_clb(CaseTemplate.WITHDRAWN),
    _end_others(CaseTemplate.WITHDRAWN),
    _end_clb(CaseTemplate.LEVEL_WITHDRAWN, "school_year", "level"),
    _end_others(CaseTemplate.LEVEL_WITHDRAWN, "school_year"),
    _to_work_on(CaseTemplate.ASSIGNED, role=Role.CASEWORKER, agreed=Agreement.CASEWORKER_DIGEST),
    _to_work_on(CaseTemplate.DUE, "due_on", role=Role.CASEWORKER, agreed=Agreement.CASEWORKER_DIGEST),
    _to_work_on(CaseTemplate.OVERDUE, "due_on", role=Role.CASEWORKER, agreed=Agreement.CASEWORKER_DIGEST),
    _of_receiver(CaseTemplate.ANSWERED),
    _of_receiver(CaseTemplate.UNDELIVERED),
    _to_work_on(CaseTemplate.LONG_OVERDUE, "due_on", role=Role.COORDINATOR, agreed=Agreement.OVERDUE),
    Telling(
        CaseTemplate.STATUS,
        Role.COUNSELLOR,
        Why.SUPPORTS_PUPILS,
        Purpose.KNOW,
        view=CaseForSchool,
        shown=("reference", "school", "status"),
        text="counsellor",
        pupils=Pupils.NOT_YOUNGER,
        urgency=Urgency.CAN_WAIT,
        corrected_by=CaseTemplate.STATUS,
        stood_in=False,
        agreed=Agreement.SCHOOL_STATUS,
    ),
)
"""A transfer is told to the new school's people as an opening is. A closed case is told to whoever was told of it."""
