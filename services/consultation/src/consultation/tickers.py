"""What consultation does by itself, again and again."""

from datetime import timedelta
from functools import partial

from consultation.activities.application.purge_activities import purge_activities
from consultation.bodies.application.purge_bodies import purge_bodies
from consultation.directory.application.purge_busy import purge_busy
from consultation.domain.meeting_kind import MeetingRules
from consultation.domain.urgency import AgendaRules
from consultation.meetings.application.chase_replies import chase_replies
from consultation.meetings.application.purge_actions import purge_actions
from consultation.meetings.application.purge_case_minutes import purge_case_minutes
from consultation.meetings.application.purge_guests import purge_guests
from consultation.meetings.application.purge_replies import purge_replies
from consultation.meetings.application.watch_meetings import watch_meetings
from consultation.offers.application.purge_offers import purge_offers
from consultation.overview.application.publish_figures import publish_figures
from consultation.overview.application.tell_agenda import tell_agenda
from consultation.policy.application.purge_questions import purge_questions
from consultation.series.application.purge_sessions import purge_sessions
from consultation.series.application.tend_agendas import tend_agendas
from consultation.settings import ConsultationSettings
from consultation.unit_of_work import Units
from shared.runtime.clock import Clock
from shared.runtime.ticker import Ticker

_DAILY_S = 86_400.0
_HOURLY_S = 3600.0


def tickers(
    units: Units, settings: ConsultationSettings, *, clock: Clock, rules: MeetingRules, agendas: AgendaRules
) -> tuple[Ticker, ...]:
    """What looks after meetings and agendas, what is told of the policy, and what removes data past their term."""
    scan_s = settings.meeting_scan_s
    return (
        Ticker("meetings", scan_s, partial(watch_meetings, units, rules=rules, clock=clock)),
        Ticker("agendas", scan_s, partial(tend_agendas, units, rules=rules, agendas=agendas, clock=clock)),
        Ticker("silences", scan_s, partial(chase_replies, units, rules=rules, clock=clock)),
        *_purges(units, settings, clock),
        *_telling(units, settings, clock),
    )


def _purges(units: Units, settings: ConsultationSettings, clock: Clock) -> tuple[Ticker, ...]:
    terms = {
        "busy": (purge_busy, settings.busy_kept_days),
        "replies": (purge_replies, settings.replies_kept_days),
        "actions": (purge_actions, settings.actions_kept_days),
        "minutes": (purge_case_minutes, settings.case_minutes_kept_days),
        "sessions": (purge_sessions, settings.sessions_kept_days),
        "bodies": (purge_bodies, settings.bodies_kept_days),
        "questions": (purge_questions, settings.coordinator_questions_kept_days),
        "offers": (purge_offers, settings.offer_requests_kept_days),
        "guests": (purge_guests, settings.meeting_guests_kept_days),
    }
    of_activities = partial(
        purge_activities,
        units,
        clock=clock,
        kept_for=settings.activities_kept_for,
        names_kept_for=settings.activity_names_kept_for,
    )
    return (
        *(
            Ticker(name, _DAILY_S, partial(purge, units, clock=clock, kept_for=timedelta(days=days)))
            for name, (purge, days) in terms.items()
        ),
        Ticker("activities", _DAILY_S, of_activities),
    )


def _telling(units: Units, settings: ConsultationSettings, clock: Clock) -> tuple[Ticker, ...]:
    every = timedelta(days=settings.policy_digest_days)
    agenda = partial(tell_agenda, units, terms=settings.agenda_terms, clock=clock, every=every)
    figures = partial(publish_figures, units, clock=clock, smallest=settings.smallest_cell)
    return (
        Ticker("policy-agenda", _HOURLY_S, agenda, can_wait=True),
        Ticker("figures", settings.figures_s, figures, can_wait=True),
    )
