"""All pages of casework, in the order in which their addresses match."""

from fastapi import APIRouter

from casework.domain.case_type import CaseTypes
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnits
from casework.web.absences import absences_page_router
from casework.web.all_figures import all_figures_page_router
from casework.web.assignment_rules import assignment_rules_page_router
from casework.web.case_file import case_file_page_router
from casework.web.case_list import case_list_page_router
from casework.web.case_page import case_page_router
from casework.web.early_signals import early_signal_page_router
from casework.web.guests import guest_page_router
from casework.web.links import link_page_router
from casework.web.merging import merging_page_router
from casework.web.moves import moves_page_router
from casework.web.new_case import new_case_page_router
from casework.web.notes import notes_page_router
from casework.web.own_tasks import own_tasks_page_router
from casework.web.plan import plan_page_router
from casework.web.preparation import preparation_page_router
from casework.web.referrals import referrals_page_router
from casework.web.referring import referring_page_router
from casework.web.reporting import reporting_page_router
from casework.web.teams import teams_page_router
from casework.web.timeline import timeline_page_router
from casework.web.trajectories import trajectories_page_router
from casework.web.trajectory import trajectory_page_router
from casework.web.worded import WordedPages
from casework.web.worklist import worklist_page_router
from shared.runtime.clock import Clock


def page_routers(
    units: CaseworkUnits,
    pages: WordedPages,
    *,
    clock: Clock,
    lengths: TermLengths,
    heavy_from: int,
    case_types: CaseTypes,
) -> list[APIRouter]:
    """`/dossiers/nieuw` and `/dossiers/zoeken` come before any reference, and a case's file before any move."""
    return [
        teams_page_router(units, pages, clock=clock, case_types=case_types),
        assignment_rules_page_router(units, pages, clock=clock, case_types=case_types),
        absences_page_router(units, pages, clock=clock),
        all_figures_page_router(pages),
        worklist_page_router(units, pages, clock=clock, heavy_from=heavy_from, case_types=case_types),
        case_list_page_router(units, pages, clock=clock, case_types=case_types),
        new_case_page_router(units, pages, clock=clock, lengths=lengths, case_types=case_types),
        reporting_page_router(units, pages, clock=clock, lengths=lengths, case_types=case_types),
        early_signal_page_router(units, pages, clock=clock, lengths=lengths),
        case_page_router(units, pages, clock=clock),
        timeline_page_router(units, pages, clock=clock),
        case_file_page_router(units, pages, clock=clock),
        own_tasks_page_router(units, pages, clock=clock),
        referrals_page_router(units, pages, clock=clock, lengths=lengths),
        referring_page_router(units, pages, clock=clock, lengths=lengths),
        notes_page_router(units, pages, clock=clock),
        plan_page_router(units, pages, clock=clock),
        preparation_page_router(units, pages, clock=clock),
        trajectory_page_router(units, pages, clock=clock),
        trajectories_page_router(units, pages, clock=clock, heavy_from=heavy_from),
        link_page_router(units, pages, clock=clock),
        guest_page_router(units, pages, clock=clock),
        merging_page_router(units, pages, clock=clock),
        moves_page_router(units, pages, clock=clock, lengths=lengths),
    ]
