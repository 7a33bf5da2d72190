"""All doors of attendance."""

from fastapi import APIRouter

from attendance.circumstances import Circumstances
from attendance.early_signals.api.early_signals import early_signals_router
from attendance.feeds.api.feeds import feeds_router
from attendance.figures.api.figures import figures_router
from attendance.figures.api.participation import participation_router
from attendance.mass_causes.api.questions import questions_router
from attendance.pupils.api.lists import lists_router
from attendance.pupils.api.pupils import pupils_router
from attendance.register.api.calendars import calendars_router
from attendance.register.api.enrolments import enrolments_router
from attendance.register.api.marks import marks_router
from attendance.register.api.units import Units
from attendance.residents.api.residents import residents_router
from attendance.rules.api.rules import rules_router
from attendance.rules.api.signals import signals_router
from attendance.school_files.api.enrolment_imports import enrolment_imports_router
from attendance.school_files.api.imports import imports_router


def routers(units: Units, circumstances: Circumstances) -> list[APIRouter]:
    """The routers of the service, for `create_app`."""
    return [
        marks_router(units, circumstances),
        imports_router(units, circumstances),
        enrolments_router(units, circumstances),
        enrolment_imports_router(units, circumstances),
        pupils_router(units, circumstances),
        lists_router(units, circumstances.clock),
        signals_router(units, circumstances.clock),
        participation_router(units, circumstances),
        residents_router(units, circumstances),
        questions_router(units, circumstances),
        feeds_router(units, circumstances),
        rules_router(units, circumstances),
        calendars_router(units, circumstances),
        figures_router(units, circumstances),
        early_signals_router(units, circumstances),
    ]
