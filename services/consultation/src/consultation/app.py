"""Consultation, put together: the only place that knows all its parts."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

from consultation.activities.api.activities import activities_router, activity_steps_router
from consultation.activities.api.activity_sessions import activity_sessions_router, activity_stock_router
from consultation.activities.api.registrations import registration_steps_router, registrations_router
from consultation.activities.api.subsidy import subsidy_router
from consultation.activities.domain.activity_rules import ActivityRules
from consultation.activities.kinds.registry import activity_kinds
from consultation.api.turns import in_turns
from consultation.bodies.api.bodies import bodies_router, members_router
from consultation.bodies.api.body_sessions import body_sessions_router, session_steps_router
from consultation.bodies.api.calendar_entries import SessionEntries
from consultation.bodies.api.session_outcomes import session_outcomes_router
from consultation.directory.adapters.contacts_file import read_contacts
from consultation.directory.adapters.csv_rows import DirectoryFileError
from consultation.directory.adapters.organisations_file import read_organisations
from consultation.directory.api.busy import busy_router
from consultation.directory.api.contacts import contacts_router
from consultation.directory.api.directory import directory_router
from consultation.directory.api.organisations import organisations_router
from consultation.directory.api.rooms import rooms_router
from consultation.directory.application.load_directory import load_directory
from consultation.meetings.api.actions import actions_router
from consultation.meetings.api.answering import links
from consultation.meetings.api.calendars import calendars_router
from consultation.meetings.api.case_minutes import case_minutes_router
from consultation.meetings.api.guests import guests_router
from consultation.meetings.api.in_turn import in_turn
from consultation.meetings.api.meeting_steps import meeting_steps_router
from consultation.meetings.api.meetings import meetings_router
from consultation.meetings.api.minutes import minutes_router
from consultation.meetings.api.outcomes import outcomes_router
from consultation.meetings.api.own_calendar import OwnCalendars
from consultation.meetings.api.preparation import preparation_router
from consultation.meetings.api.replies import replies_router
from consultation.meetings.api.report import report_router
from consultation.meetings.api.slots import slots_router
from consultation.meetings.application.follow_contact import follow_contact
from consultation.meetings.application.follow_room import follow_room
from consultation.meetings.domain.calendar_address import CalendarTokens
from consultation.meetings.storage.planners import Memory
from consultation.offers.api.offer_files import offer_files_router
from consultation.offers.api.offer_requests import offer_requests_router, request_steps_router
from consultation.offers.api.offers import offer_steps_router, offers_router
from consultation.offers.api.overlaps import overlaps_router
from consultation.offers.api.public_offers import public_offers_router
from consultation.offers.api.surveys import school_answers_router, surveys_router
from consultation.outgoing import to_outgoing
from consultation.overview.api.agenda import agenda_router
from consultation.overview.api.balance import balance_router
from consultation.overview.api.indicators import indicator_values_router
from consultation.overview.api.report import report_years_router
from consultation.plans.api.plans import plans_router
from consultation.plans.application.book_plan import book_plan
from consultation.plans.application.plan_desk import PlanDesk
from consultation.plans.storage.plan_lock import PlanLock
from consultation.policy.api.action_steps import action_steps_router, indicators_router
from consultation.policy.api.actions import policy_actions_router
from consultation.policy.api.objectives import objective_steps_router, objectives_router
from consultation.policy.api.questions import coordinator_questions_router
from consultation.series.api.agendas import agendas_router
from consultation.series.api.series import series_router, sessions_router
from consultation.settings import ConsultationSettings
from consultation.subscriptions import subscriptions
from consultation.tags import TAGS
from consultation.tickers import tickers
from consultation.unit_of_work import ConsultationUnitOfWork
from consultation.web.action_pages import action_pages_router
from consultation.web.activities.activity_page import ActivityPages, activity_notes_router, activity_page_router
from consultation.web.activities.activity_pages import activity_list_router, new_activity_router
from consultation.web.activities.registration_forms import place_forms_router, registration_forms_router
from consultation.web.activities.session_pages import presence_pages_router, subsidy_page_router
from consultation.web.bodies.body_pages import body_pages_router, body_planning_router, body_steps_router
from consultation.web.bodies.change_pages import body_change_router
from consultation.web.bodies.outcome_forms import minutes_of_body_router, outcome_of_body_router
from consultation.web.bodies.session_forms import change_of_session_router, reply_to_session_router
from consultation.web.bodies.session_pages import session_of_body_router
from consultation.web.calendar_pages import calendar_pages_router
from consultation.web.directory.contact_pages import contact_pages_router
from consultation.web.directory.hours_pages import hours_pages_router
from consultation.web.directory.import_pages import import_pages_router
from consultation.web.directory.organisation_pages import organisation_pages_router
from consultation.web.directory.overview_pages import directory_pages_router
from consultation.web.directory.room_pages import room_pages_router
from consultation.web.held.guest_pages import guest_pages_router
from consultation.web.held.preparation_pages import preparation_pages_router
from consultation.web.held.report_pages import ReportPages, report_pages_router
from consultation.web.held.report_paper import ReportPaper
from consultation.web.meeting_pages import meeting_pages_router
from consultation.web.move_pages import move_pages_router
from consultation.web.offers.list_pages import offer_list_router
from consultation.web.offers.overlap_pages import overlap_pages_router
from consultation.web.offers.own_pages import change_offer_router, own_offers_router
from consultation.web.offers.request_pages import request_answers_router, requests_page_router
from consultation.web.offers.survey_pages import survey_pages_routers
from consultation.web.overview.agenda_page import agenda_page_router
from consultation.web.overview.balance_page import balance_page_router
from consultation.web.overview.indicator_page import indicator_page_router
from consultation.web.overview.report_page import report_page_router
from consultation.web.overview.report_paper import YearsPaper
from consultation.web.participant_pages import participant_pages_router
from consultation.web.policy.action_forms import indicator_forms_router, policy_action_forms_router
from consultation.web.policy.action_pages import new_action_router, policy_action_pages_router
from consultation.web.policy.objective_pages import objective_pages_router, objective_step_forms_router
from consultation.web.policy.question_pages import question_forms_router, question_pages_router
from consultation.web.policy.start_pages import policy_start_router
from consultation.web.reply_links import reply_links_router
from consultation.web.reply_pages import reply_pages_router
from consultation.web.series.agenda_pages import agenda_pages_router
from consultation.web.series.plan_pages import plan_pages_router
from consultation.web.series.series_pages import series_pages_router
from consultation.web.series.session_pages import session_pages_router
from consultation.web.setup.looking import setup_of
from shared.contracts import consultation_directory, consultation_meetings, consultation_policy, figures
from shared.domain.errors import InvalidField
from shared.domain.reply_tokens import ReplyTokens
from shared.messaging.unit_of_work import UnitOfWorkFactory
from shared.papers.typesetting import Typesetter
from shared.runtime.clock import Clock
from shared.runtime.database import create_engine
from shared.service.service import Service
from shared.web.pages import Pages

Row = TypeVar("Row")

MIGRATIONS = Path(__file__).parent / "migrations"

BOOKINGS_AT_ONCE = 1
"""Bookings over HTTP that a process plans at the same time. Two would mostly want the same slot, and plan twice."""

REGISTRATIONS_AT_ONCE = 3
"""Registrations over HTTP that a process takes at the same time; those for one activity wait for each other anyway."""


def build(settings: ConsultationSettings, clock: Clock) -> Service[ConsultationUnitOfWork]:
    """The service, not yet started. Ends the process when a file of the directory can't be loaded."""
    engine = create_engine(settings.database_url, pool_size=settings.database_pool_size)
    units = UnitOfWorkFactory(
        partial(ConsultationUnitOfWork, memory=Memory()),
        engine,
        source="/consultation",
        clock=clock,
        to_outgoing=to_outgoing,
    )
    rules = settings.meeting_rules()
    contacts = _read("FLANKEREND_CONTACTS_FILE", settings.contacts_file, read_contacts)
    organisations = _read("FLANKEREND_ORGANISATIONS_FILE", settings.organisations, read_organisations)

    async def load() -> None:
        try:
            async with units() as uow:
                await load_directory(uow, contacts, organisations)
        except InvalidField as error:
            raise SystemExit(f"the directory can't be loaded: {error.field} {error.reason}") from None

    agendas = settings.agenda_rules()
    followed = partial(follow_contact, rules=rules, clock=clock)
    followed_room = partial(follow_room, rules=rules, clock=clock)
    link_to = links(settings.link_base, settings.web_url)
    calendars = OwnCalendars(
        units,
        CalendarTokens(settings.link_secret) if settings.link_secret else None,
        rules=rules,
        clock=clock,
        link_to=link_to,
        organiser=settings.organiser,
        address=(settings.link_base or settings.web_url).rstrip("/"),
        others=SessionEntries(base=settings.link_base, web_url=settings.web_url, organiser=settings.organiser),
    )
    bookings = in_turn(units, at_once=BOOKINGS_AT_ONCE)
    activities = ActivityRules(activity_kinds(), settings.themes, settings.smallest_cell)
    registering = in_turns(units, at_once=REGISTRATIONS_AT_ONCE)
    desk = PlanDesk(units, PlanLock(engine).held, rules=rules, agendas=agendas, clock=clock, seconds=settings.plan_s)
    book = partial(book_plan, units, rules=rules, agendas=agendas, clock=clock)
    typesetter = Typesetter(settings.letterhead, timeout_s=settings.paper_timeout_s)
    printed = ReportPaper(settings.letterhead, typesetter, clock)
    themes = settings.themes
    years_paper = YearsPaper(settings.letterhead, typesetter, themes, activities.kinds)
    question_term = timedelta(days=settings.coordinator_question_days)
    pages = Pages("consultation", settings, package="consultation.web")
    of_activity = ActivityPages(units, pages, rules=activities, clock=clock)
    return Service(
        name="consultation",
        settings=settings,
        clock=clock,
        engine=engine,
        units=units,
        migrations=MIGRATIONS,
        publishes=(
            consultation_meetings.TOPIC,
            consultation_directory.TOPIC,
            consultation_policy.TOPIC,
            figures.OF_CONSULTATION,
        ),
        subscriptions=subscriptions(rules, agendas, clock),
        tags=TAGS,
        pages=pages,
        setup=setup_of(units, settings, clock),
        routers=(
            contacts_router(units, clock=clock, followed=followed),
            busy_router(units, clock=clock, followed=followed, days=settings.busy_days),
            organisations_router(units),
            rooms_router(units, followed=followed_room),
            directory_router(units, clock=clock, soon_days=settings.contact_ends_soon_days),
            meetings_router(units, bookings, rules=rules, clock=clock, link_to=link_to, organiser=settings.organiser),
            slots_router(units, bookings, rules=rules, clock=clock, link_to=link_to),
            meeting_steps_router(bookings, rules=rules, clock=clock, link_to=link_to),
            actions_router(units, clock=clock),
            action_pages_router(units, pages, rules=rules, clock=clock, link_to=link_to),
            minutes_router(units, clock=clock),
            case_minutes_router(units, clock=clock),
            outcomes_router(units, rules=rules, clock=clock),
            guests_router(units, clock=clock),
            preparation_router(units, clock=clock),
            report_router(units, rules=rules, printed=printed),
            preparation_pages_router(units, pages, rules=rules, clock=clock, link_to=link_to),
            report_pages_router(ReportPages(units, pages, rules, clock, link_to), printed=printed),
            guest_pages_router(units, pages, rules=rules, clock=clock, link_to=link_to),
            bodies_router(units, clock=clock),
            members_router(units, clock=clock),
            body_sessions_router(units, clock=clock),
            session_steps_router(units, clock=clock),
            session_outcomes_router(units, clock=clock),
            activities_router(units, rules=activities, clock=clock),
            activity_steps_router(units, rules=activities, clock=clock),
            activity_sessions_router(units, rules=activities, clock=clock),
            activity_stock_router(units, rules=activities, clock=clock),
            subsidy_router(units, rules=activities, clock=clock),
            registrations_router(units, registering, rules=activities, clock=clock),
            registration_steps_router(registering, rules=activities, clock=clock),
            surveys_router(units, clock=clock, alike=settings.offers_alike),
            school_answers_router(units, clock=clock),
            offer_files_router(units, clock=clock),
            public_offers_router(units, clock=clock),
            overlaps_router(units, clock=clock, alike=settings.offers_alike),
            offer_requests_router(units, clock=clock),
            request_steps_router(units, clock=clock),
            offers_router(units, clock=clock),
            offer_steps_router(units, clock=clock),
            objectives_router(units, clock=clock),
            objective_steps_router(units, clock=clock),
            policy_actions_router(units, themes=themes, clock=clock),
            action_steps_router(units, clock=clock),
            indicators_router(units, clock=clock),
            coordinator_questions_router(units, themes=themes, term=question_term, clock=clock),
            series_router(units, rules=rules, clock=clock),
            plans_router(desk, book),
            agendas_router(units, rules=rules, agendas=agendas, clock=clock),
            sessions_router(units, rules=rules, clock=clock, link_to=link_to),
            replies_router(units, rules=rules, clock=clock, link_to=link_to),
            reply_links_router(units, _reply_tokens(settings), pages, rules=rules, clock=clock),
            reply_pages_router(units, pages, rules=rules, clock=clock),
            directory_pages_router(units, pages, clock=clock, soon_days=settings.contact_ends_soon_days),
            organisation_pages_router(units, pages),
            room_pages_router(units, pages, rules=rules, followed=followed_room),
            contact_pages_router(units, pages, clock=clock, followed=followed),
            hours_pages_router(units, pages, rules=rules, clock=clock, followed=followed),
            import_pages_router(units, pages),
            calendars_router(units, calendars, clock=clock),
            calendar_pages_router(units, pages, calendars, clock=clock),
            meeting_pages_router(units, pages, rules=rules, clock=clock, link_to=link_to),
            plan_pages_router(units, pages, desk=desk, book=book, clock=clock),
            body_pages_router(units, pages, clock=clock),
            body_steps_router(units, pages, clock=clock),
            body_planning_router(units, pages, clock=clock),
            body_change_router(units, pages, clock=clock),
            session_of_body_router(units, pages, clock=clock),
            change_of_session_router(units, pages, clock=clock),
            reply_to_session_router(units, pages, clock=clock),
            outcome_of_body_router(units, pages, clock=clock),
            minutes_of_body_router(units, pages, clock=clock),
            agenda_router(units, terms=settings.agenda_terms, clock=clock),
            indicator_values_router(units, smallest_cell=settings.smallest_cell, clock=clock),
            report_years_router(
                units,
                printed=years_paper.printed,
                written=years_paper.written,
                smallest_cell=settings.smallest_cell,
                clock=clock,
            ),
            balance_router(units, clock=clock),
            balance_page_router(units, pages, clock=clock),
            indicator_page_router(units, pages, smallest_cell=settings.smallest_cell, clock=clock),
            report_page_router(units, pages, paper=years_paper, smallest_cell=settings.smallest_cell, clock=clock),
            agenda_page_router(units, pages, terms=settings.agenda_terms, themes=themes, clock=clock),
            activity_list_router(units, pages, rules=activities, clock=clock),
            new_activity_router(units, pages, rules=activities, clock=clock),
            activity_page_router(units, of_activity, rules=activities, clock=clock),
            activity_notes_router(of_activity, clock=clock),
            registration_forms_router(of_activity, rules=activities, clock=clock),
            place_forms_router(of_activity, rules=activities, clock=clock),
            presence_pages_router(units, pages, of_activity, rules=activities, clock=clock),
            subsidy_page_router(units, pages, of_activity, clock=clock),
            policy_start_router(units, pages, themes=themes, clock=clock),
            objective_pages_router(units, pages, themes=themes, clock=clock),
            objective_step_forms_router(units, pages, themes=themes, clock=clock),
            new_action_router(units, pages, themes=themes, clock=clock),
            policy_action_pages_router(units, pages, themes=themes, clock=clock),
            policy_action_forms_router(units, pages, themes=themes, clock=clock),
            indicator_forms_router(units, pages, themes=themes, clock=clock),
            question_pages_router(units, pages, themes=themes, term=question_term, clock=clock),
            question_forms_router(units, pages, themes=themes, term=question_term, clock=clock),
            own_offers_router(units, pages, themes=themes, clock=clock),
            requests_page_router(units, pages, clock=clock),
            overlap_pages_router(units, pages, themes=themes, clock=clock, alike=settings.offers_alike),
            offer_list_router(units, pages, themes=themes, clock=clock),
            change_offer_router(units, pages, themes=themes, clock=clock),
            request_answers_router(units, pages, clock=clock),
            *survey_pages_routers(units, pages, clock=clock, alike=settings.offers_alike),
            series_pages_router(units, pages, rules=rules, clock=clock),
            session_pages_router(units, pages, rules=rules, clock=clock),
            agenda_pages_router(units, pages, rules=rules, agendas=agendas, clock=clock),
            move_pages_router(units, bookings, pages, rules=rules, clock=clock, link_to=link_to),
            participant_pages_router(units, bookings, pages, rules=rules, clock=clock, link_to=link_to),
        ),
        prepare=load,
        stopping=(desk.stop,),
        tickers=tickers(units, settings, clock=clock, rules=rules, agendas=agendas),
    )


def _reply_tokens(settings: ConsultationSettings) -> ReplyTokens | None:
    secret = settings.link_secret
    return ReplyTokens(secret, lambda: datetime.now(UTC)) if secret else None


def _read(variable: str, file: str | None, read: Callable[[str], list[Row]]) -> list[Row]:
    if file is None:
        return []
    try:
        return read(file)
    except DirectoryFileError as error:
        raise SystemExit(f"{variable}: {error}") from None
