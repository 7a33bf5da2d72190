"""All pages of casework, in the order in which their addresses match."""

from fastapi import APIRouter

from casework.domain.case_type import CaseTypes
from casework.domain.terms import TermLengths
from casework.unit_of_work import CaseworkUnits
from casework.web.case_file import case_file_page_router
from casework.web.case_list import case_list_page_router
from casework.web.case_page import case_page_router
from casework.web.moves import moves_page_router
from casework.web.new_case import new_case_page_router
from casework.web.worded import WordedPages
from casework.web.worklist import worklist_page_router
from shared.runtime.clock import Clock


def page_routers(
    units: CaseworkUnits, pages: WordedPages, *, clock: Clock, lengths: TermLengths, case_types: CaseTypes
) -> list[APIRouter]:
    """`/dossiers/nieuw` and `/dossiers/zoeken` come before any reference, and a case's file before any move."""
    return [
        worklist_page_router(units, pages, clock=clock),
        case_list_page_router(units, pages, clock=clock, case_types=case_types),
        new_case_page_router(units, pages, clock=clock, lengths=lengths, case_types=case_types),
        case_page_router(units, pages, clock=clock),
        case_file_page_router(units, pages, clock=clock),
        moves_page_router(units, pages, clock=clock, lengths=lengths),
    ]
