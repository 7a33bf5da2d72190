"""The types of case that a municipality follows: one line for each."""

from pathlib import Path

from casework.domain.referred import Referred
from casework.domain.report import Report
from casework.types.definition import RegisteredType, case_type
from casework.types.not_enrolled import events_in as enrolment_events
from casework.types.not_enrolled.gap import EnrolmentGap
from casework.types.toddler_participation import events_in as toddler_events
from casework.types.toddler_participation.at_risk import AtRisk
from casework.types.truancy import events_in as level_events
from casework.types.truancy.case import TruancyCase
from casework.types.truancy.level import Level

_FOLDERS = Path(__file__).parent

REGISTRY: tuple[RegisteredType, ...] = (
    case_type(_FOLDERS / "truancy", case=TruancyCase, grounds=(Level,), events_in=level_events.handlers),
    case_type(_FOLDERS / "not_enrolled", grounds=(EnrolmentGap,), events_in=enrolment_events.handlers),
    case_type(_FOLDERS / "toddler_participation", grounds=(AtRisk,), events_in=toddler_events.handlers),
    case_type(_FOLDERS / "newcomer"),
    case_type(_FOLDERS / "bullying", grounds=(Report,)),
    case_type(_FOLDERS / "dropout_risk", grounds=(Referred,)),
)
