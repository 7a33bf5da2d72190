"""All doors of attendance."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from fastapi import APIRouter

from attendance.early_signals.api.early_signals import early_signals_router
from attendance.feeds.api.feeds import feeds_router
from attendance.figures.api.around_cases import around_cases_router
from attendance.figures.api.figures import figures_router
from attendance.figures.api.participation import participation_router
from attendance.mass_causes.api.questions import questions_router
from attendance.pupils.api.lists import lists_router
from attendance.pupils.api.pupils import pupils_router
from attendance.register.api.calendars import calendars_router
from attendance.register.api.enrolments import enrolments_router
from attendance.register.api.marks import Recording, marks_router
from attendance.register.domain.insz import HashInsz
from attendance.residents.api.residents import ListImporting, residents_router
from attendance.residents.application.import_residents import import_residents
from attendance.rules.api.rules import rules_router
from attendance.rules.api.signals import signals_router
from attendance.school_files.api.enrolment_imports import EnrolmentImporting, enrolment_imports_router
from attendance.school_files.api.import_parameters import ReadingChoices
from attendance.school_files.api.imports import Importing, imports_router
from attendance.school_files.application.assumed_enrolments import Enrolling
from attendance.school_files.application.import_calendars import import_calendars
from attendance.school_files.application.import_enrolments import import_enrolments
from attendance.school_files.application.import_marks import import_marks
from attendance.settings import AttendanceSettings
from attendance.unit_of_work import Units
from attendance.use_cases import UseCases
from attendance.web.figures import figures_page_router
from attendance.web.pupil_list import pupil_list_router
from attendance.web.pupil_pages import pupil_page_router
from attendance.web.residents.resident_pages import resident_pages_router
from attendance.web.rules.early_signal_rule_pages import early_signal_rule_pages_router
from attendance.web.rules.rule_pages import rule_pages_router
from attendance.web.school.calendar_pages import calendar_pages_router
from attendance.web.school.correction_pages import correction_pages_router
from attendance.web.school.enrolment_pages import EnrollingByHand, enrol_page_router, withdraw_page_router
from attendance.web.school.file_imports import FileImports
from attendance.web.school.file_pages import file_pages_router
from attendance.web.school.missing_pages import missing_pages_router
from attendance.web.school.overview_pages import overview_pages_router
from attendance.web.school.pupils_pages import school_pupils_router
from attendance.web.school.question_pages import question_pages_router
from attendance.web.school.unsettled_pages import unsettled_pages_router
from shared.runtime.clock import Clock
from shared.web.pages import Pages


def routers(
    units: Units,
    use_cases: UseCases,
    settings: AttendanceSettings,
    *,
    pages: Pages,
    clock: Clock,
    new_id: Callable[[], UUID],
    hash_insz: HashInsz,
) -> list[APIRouter]:
    """The routers of the service, for `create_app`."""
    smallest_cell = settings.smallest_cell
    apply_enrolments = use_cases.apply_enrolments
    take_list = partial(
        import_residents, units, clock=clock, new_id=new_id, keep_school_years=settings.keep_school_years
    )
    recording = Recording(clock, settings.codes, use_cases.record_marks, use_cases.confirm_half_days)
    by_hand = EnrollingByHand(clock, hash_insz, apply_enrolments)
    list_importing = ListImporting(new_id, hash_insz, take_list)
    importing = _importing(units, use_cases, settings, clock=clock, new_id=new_id)
    enrolment_importing = EnrolmentImporting(
        clock, new_id, hash_insz, partial(import_enrolments, units, apply_enrolments=apply_enrolments)
    )
    return [
        marks_router(units, recording),
        imports_router(importing),
        enrolments_router(units, hash_insz=hash_insz, apply_enrolments=apply_enrolments),
        enrolment_imports_router(enrolment_importing),
        pupils_router(units, clock),
        lists_router(units, clock),
        signals_router(units, clock),
        participation_router(units, clock=clock, smallest_cell=smallest_cell, allowance=settings.allowance),
        residents_router(units, list_importing),
        questions_router(units, clock=clock, answer_question=use_cases.answer_question),
        feeds_router(units, clock),
        rules_router(units, clock=clock, change_rule=use_cases.change_rule, simulate_rule=use_cases.simulate_rule),
        calendars_router(units, use_cases.change_calendar),
        figures_router(units, clock=clock, smallest_cell=smallest_cell),
        around_cases_router(units, clock=clock, smallest_cell=smallest_cell),
        early_signals_router(units, clock),
        pupil_list_router(units, pages, clock=clock),
        pupil_page_router(units, pages, clock=clock),
        figures_page_router(units, pages, clock=clock, smallest_cell=smallest_cell),
        rule_pages_router(
            units, pages, clock=clock, change_rule=use_cases.change_rule, simulate_rule=use_cases.simulate_rule
        ),
        early_signal_rule_pages_router(units, pages, clock=clock),
        resident_pages_router(units, pages, list_importing, clock=clock),
        *_school_pages(units, pages, clock=clock),
        question_pages_router(units, pages, clock=clock, answer_question=use_cases.answer_question),
        calendar_pages_router(units, pages, clock=clock, change_calendar=use_cases.change_calendar),
        correction_pages_router(units, pages, recording),
        enrol_page_router(units, pages, by_hand),
        withdraw_page_router(units, pages, by_hand),
        file_pages_router(units, pages, FileImports(importing, enrolment_importing), clock=clock),
    ]


def _school_pages(units: Units, pages: Pages, *, clock: Clock) -> list[APIRouter]:
    """The pages of a school."""
    return [
        overview_pages_router(units, pages, clock=clock),
        school_pupils_router(units, pages, clock=clock),
        missing_pages_router(units, pages, clock=clock),
        unsettled_pages_router(units, pages, clock=clock),
    ]


def _importing(
    units: Units,
    use_cases: UseCases,
    settings: AttendanceSettings,
    *,
    clock: Clock,
    new_id: Callable[[], UUID],
) -> Importing:
    enrolling = Enrolling(use_cases.apply_enrolments, clock, settings.keep_school_years)
    return Importing(
        new_id,
        ReadingChoices(clock, settings.codes, settings.ed_fi_day_minutes),
        partial(import_marks, units, record_marks=use_cases.record_marks, enrolling=enrolling),
        partial(import_calendars, units, change_calendar=use_cases.change_calendar),
    )
