"""Domain events as the events others read."""

from dataclasses import asdict
from typing import Any

from consultation.activities.domain.activity import ActivityHeld
from consultation.bodies.domain.body import BodyChanged, PolicyBody
from consultation.bodies.domain.body_session import (
    DecisionTaken,
    SessionCancelled,
    SessionMoved,
    SessionPlanned,
    SessionTold,
)
from consultation.domain.contact import Contact, ContactChanged
from consultation.domain.intervals import Interval
from consultation.domain.local_time import BRUSSELS
from consultation.domain.organisation import Organisation, OrganisationChanged
from consultation.domain.wanted import NoSlot, Slot
from consultation.meetings.domain.agreed_action import AgreedAction
from consultation.meetings.domain.attention import Attention
from consultation.meetings.domain.events import (
    ActionAgreed,
    MeetingAgendaChanged,
    MeetingAgendaReady,
    MeetingAttentionChanged,
    MeetingCancelled,
    MeetingDecisionsCorrected,
    MeetingDropped,
    MeetingHeld,
    MeetingRescheduled,
    MeetingRestored,
    MeetingScheduled,
    MeetingUnderReview,
    MeetingUnschedulable,
    ReplyAwaited,
    ReplyReceived,
)
from consultation.meetings.domain.meeting import Meeting
from consultation.meetings.domain.reply import Reply
from consultation.meetings.domain.session import Session
from consultation.offers.domain.offer import Offer, OfferChanged
from consultation.overview.domain.agenda_counts import OverviewEvent
from consultation.overview.messaging.telling import of_overview
from consultation.policy.domain.action import ActionChanged, PolicyAction
from consultation.unit_of_work import Event, PolicyEvent
from shared.contracts import (
    consultation_actions,
    consultation_activities,
    consultation_directory,
    consultation_meetings,
    consultation_offers,
    consultation_policy,
    consultation_sessions,
)
from shared.contracts.contract import Contract
from shared.messaging.outbox import Outgoing, outgoing

_SESSIONS: dict[type[SessionTold], type[consultation_sessions.BodySessionTold]] = {
    SessionPlanned: consultation_sessions.SessionPlanned,
    SessionMoved: consultation_sessions.SessionMoved,
    SessionCancelled: consultation_sessions.SessionCancelled,
}
_PLANNED: dict[type[Event], type[Contract]] = {
    MeetingHeld: consultation_meetings.MeetingHeld,
    MeetingDecisionsCorrected: consultation_meetings.MeetingDecisionsCorrected,
    MeetingScheduled: consultation_meetings.MeetingScheduled,
    MeetingRescheduled: consultation_meetings.MeetingRescheduled,
    MeetingCancelled: consultation_meetings.MeetingCancelled,
    MeetingUnderReview: consultation_meetings.MeetingUnderReview,
    MeetingRestored: consultation_meetings.MeetingRestored,
}


def to_outgoing(event: Event) -> Outgoing:
    """The event on the wire, keyed by its meeting, contact, organisation, body, action, activity or figure."""
    if isinstance(event, PolicyEvent):
        return _of_policy(event)
    match event:
        case OrganisationChanged() | ContactChanged():
            return _of_directory(event)
        case MeetingUnschedulable(meeting=meeting):
            return outgoing(_unschedulable(meeting), str(meeting.meeting_id))
        case MeetingDropped(meeting=meeting):
            return outgoing(consultation_meetings.MeetingDropped(**_about(meeting)), str(meeting.meeting_id))
        case ReplyReceived(meeting=meeting) | ReplyAwaited(meeting=meeting):
            return outgoing(_answering(event), str(meeting.meeting_id))
        case ActionAgreed(meeting=meeting, action=action):
            return outgoing(_action(meeting, action), str(meeting.meeting_id))
        case MeetingAttentionChanged(meeting=meeting):
            changed = consultation_meetings.MeetingAttentionChanged(**_planned(meeting), status=str(meeting.status))
            return outgoing(changed, str(meeting.meeting_id))
        case MeetingAgendaChanged(meeting=meeting, came=came, left=left):
            agenda = consultation_meetings.MeetingAgendaChanged(**_with_agenda(meeting), came=came, left=left)
            return outgoing(agenda, str(meeting.meeting_id))
        case MeetingAgendaReady(meeting=meeting):
            ready = consultation_meetings.MeetingAgendaReady(**_with_agenda(meeting))
            return outgoing(ready, str(meeting.meeting_id))
    planned = _PLANNED[type(event)](**_planned(event.meeting), **_decided(event))
    return outgoing(planned, str(event.meeting.meeting_id))


def _of_directory(event: OrganisationChanged | ContactChanged) -> Outgoing:
    if isinstance(event, ContactChanged):
        return outgoing(_contact(event.contact), event.contact.contact_id)
    organisation = event.organisation
    return outgoing(_organisation(organisation), f"organisation:{organisation.organisation_id}")


def _of_policy(event: PolicyEvent) -> Outgoing:
    if isinstance(event, OfferChanged):
        return outgoing(_offer(event.offer), str(event.offer.offer_id))
    if isinstance(event, OverviewEvent):
        return of_overview(event)
    if isinstance(event, ActivityHeld):
        return outgoing(_held(event), str(event.activity.activity_id))
    if isinstance(event, ActionChanged):
        return outgoing(_action_of_policy(event.action), str(event.action.action_id))
    if isinstance(event, BodyChanged):
        return outgoing(_body(event.body), str(event.body.body_id))
    if isinstance(event, DecisionTaken):
        return outgoing(_decision_of_body(event), str(event.body_id))
    return outgoing(_session_of_body(event), str(event.session.session_id))


def _body(body: PolicyBody) -> consultation_policy.BodyChanged:
    details = body.details
    return consultation_policy.BodyChanged(
        body_id=body.body_id,
        kind=details.kind,
        form=details.form,
        name=details.name,
        deciding=details.deciding,
        times_a_year=details.times_a_year,
        since=details.since,
        until=details.until,
        members=tuple(
            consultation_policy.BodyMember(
                contact_id=member.contact_id,
                organisation_id=member.organisation_id,
                since=member.since,
                until=member.until,
            )
            for member in body.members
        ),
    )


def _decision_of_body(event: DecisionTaken) -> consultation_policy.DecisionTaken:
    """What was decided stays here."""
    decision = event.decision
    return consultation_policy.DecisionTaken(
        body_id=event.body_id,
        session_id=event.session_id,
        decision_id=decision.decision_id,
        taken_on=event.taken_on,
        way=decision.way,
        in_favour=decision.in_favour,
        against=decision.against,
        abstained=decision.abstained,
        has_dissent=bool(decision.dissent.strip()),
    )


def _session_of_body(event: SessionTold) -> consultation_sessions.BodySessionTold:
    session = event.session
    return _SESSIONS[type(event)](
        session_id=session.session_id,
        body_id=session.body_id,
        body_name=event.body_name,
        starts_at=session.starts_at.astimezone(BRUSSELS),
        ends_at=session.ends_at.astimezone(BRUSSELS),
        place=session.place,
        invited=[{"contact_id": called.contact_id, "role": called.role} for called in session.called],
        ical_uid=session.ical_uid,
        ical_sequence=session.ical_sequence,
    )


def _held(event: ActivityHeld) -> consultation_activities.ActivityHeld:
    """Numbers alone; those that could point at a child stay here."""
    details, numbers = event.activity.details, event.numbers
    return consultation_activities.ActivityHeld(
        activity_id=event.activity.activity_id,
        kind=details.kind,
        action_id=details.action_id,
        organisation_id=details.provider,
        day=event.day,
        sessions=event.counts.sessions,
        organisations=len(event.counts.by_organisation),
        participants=numbers["participants"],
        places=numbers["places"],
        handed_out=numbers["handed_out"],
        redeemed=numbers["redeemed"],
        certificates=numbers["certificates"],
        hours=event.counts.hours,
    )


def _offer(offer: Offer) -> consultation_offers.OfferChanged:
    """What it is in words, its cost and who answers for it stay here."""
    details = offer.details
    return consultation_offers.OfferChanged(
        offer_id=offer.offer_id,
        title=details.title,
        provider=details.provider,
        theme=details.theme,
        levels=details.levels,
        since=details.since,
        until=details.until,
        status=offer.status,
    )


def _action_of_policy(action: PolicyAction) -> consultation_actions.ActionChanged:
    """What is done, and what came of it, stay here."""
    details = action.details
    return consultation_actions.ActionChanged(
        action_id=action.action_id,
        objective_id=action.objective_id,
        title=details.title,
        theme=details.theme,
        status=action.status,
        since=details.since,
        until=details.until,
        owner=details.owner,
        partners=details.partners,
        budget=tuple(
            consultation_actions.ActionBudget(
                year=row.year,
                amount_cents=int(row.amount * 100),
                co_financing_cents=int(row.paid_by_others * 100),
            )
            for row in details.budget
        ),
    )


def _contact(contact: Contact) -> consultation_directory.ContactChanged:
    details = contact.details
    return consultation_directory.ContactChanged(
        contact_id=contact.contact_id,
        name=details.name,
        role=details.role,
        organisation=details.organisation,
        schools=details.schools,
        email=details.email,
        language=details.language,
        deputy_of=details.deputy_of,
        valid_from=details.valid_from,
        valid_until=details.valid_until,
        phone=details.phone,
        organisation_id=details.organisation_id,
    )


def _organisation(organisation: Organisation) -> consultation_directory.OrganisationChanged:
    details = asdict(organisation.details)
    return consultation_directory.OrganisationChanged(organisation_id=organisation.organisation_id, **details)


def _planned(meeting: Meeting) -> dict[str, Any]:
    slot: Slot | None = meeting.slot
    assert slot is not None, "a meeting that was planned has a slot"
    return {
        **_about(meeting),
        "starts_at": slot.time.start.astimezone(BRUSSELS),
        "ends_at": slot.time.end.astimezone(BRUSSELS),
        "place": meeting.location,
        "room": slot.room.room_id if slot.room else None,
        "participants": [
            {"contact_id": person.contact_id, "role": person.role, "required": person.required}
            for person in slot.participants
        ],
        "ical_uid": meeting.ical_uid,
        "ical_sequence": meeting.ical_sequence,
        "attention": _attention(meeting.attention),
        **_of_session(meeting.session),
    }


def _of_session(session: Session | None) -> dict[str, Any]:
    if session is None:
        return {}
    return {
        "series_id": session.series_id,
        "other_schools": session.other_schools,
        "fixed_for": session.fixed_for.astimezone(BRUSSELS),
    }


def _with_agenda(meeting: Meeting) -> dict[str, Any]:
    items = meeting.session.agenda if meeting.session else ()
    agenda = [{"case_id": item.case_id, "minutes": item.minutes, "in_place_of": item.in_place_of} for item in items]
    return {**_planned(meeting), "status": str(meeting.status), "agenda": agenda}


def _answering(event: ReplyReceived | ReplyAwaited) -> Contract:
    if isinstance(event, ReplyAwaited):
        return _awaited(event.meeting, event.contact_id)
    return _reply(event.meeting, event.reply)


def _reply(meeting: Meeting, reply: Reply) -> consultation_meetings.ReplyReceived:
    participant, slot = meeting.participant(reply.contact_id), meeting.slot
    assert participant is not None, "who answers takes part"
    assert slot is not None, "a meeting that is answered for has a time"
    return consultation_meetings.ReplyReceived(
        **_about(meeting),
        contact_id=reply.contact_id,
        role=participant.role,
        required=participant.required,
        answer=reply.answer,
        proposed=_proposed(reply.proposed),
        delegate=reply.delegate,
        recurrence_id=meeting.recurrence_id and meeting.recurrence_id.astimezone(BRUSSELS),
        ical_sequence=reply.ical_sequence,
        starts_at=slot.time.start.astimezone(BRUSSELS),
    )


def _awaited(meeting: Meeting, contact_id: str) -> consultation_meetings.ReplyAwaited:
    participant, slot = meeting.participant(contact_id), meeting.slot
    assert participant is not None, "who is reminded takes part"
    assert slot is not None, "a meeting that people are invited to has a time"
    return consultation_meetings.ReplyAwaited(
        **_about(meeting),
        contact_id=contact_id,
        role=participant.role,
        recurrence_id=meeting.recurrence_id and meeting.recurrence_id.astimezone(BRUSSELS),
        ical_sequence=meeting.ical_sequence,
        starts_at=slot.time.start.astimezone(BRUSSELS),
        invited_at=meeting.invited[contact_id].astimezone(BRUSSELS),
    )


def _decided(event: Event) -> dict[str, Any]:
    """What was decided at a meeting that was held; who was there stays here."""
    if not isinstance(event, MeetingHeld | MeetingDecisionsCorrected):
        return {}
    changed: dict[str, Any] = {"changed": event.changed} if isinstance(event, MeetingDecisionsCorrected) else {}
    return {"decisions": [asdict(decision) for decision in event.meeting.held.decisions], **changed}


def _action(meeting: Meeting, action: AgreedAction) -> consultation_meetings.ActionAgreed:
    """What is done stays here."""
    return consultation_meetings.ActionAgreed(
        meeting_id=meeting.meeting_id,
        case_id=action.case_id,
        action_id=action.action_id,
        owner=action.owner,
        due_on=action.due_on,
    )


def _proposed(time: Interval | None) -> consultation_meetings.ProposedTime | None:
    if time is None:
        return None
    return consultation_meetings.ProposedTime(
        starts_at=time.start.astimezone(BRUSSELS), ends_at=time.end.astimezone(BRUSSELS)
    )


def _attention(attention: Attention | None) -> dict[str, Any] | None:
    if attention is None:
        return None
    return {"since": attention.since.astimezone(BRUSSELS), "reasons": [str(reason) for reason in attention.reasons]}


def _unschedulable(meeting: Meeting) -> consultation_meetings.MeetingUnschedulable:
    why = meeting.no_slot or NoSlot((), ())
    starts = (*why.gives, *(None for _ in why.relax[len(why.gives) :]))
    relaxations = [
        {"requirement": requirement, "starts_at": start and start.astimezone(BRUSSELS)}
        for requirement, start in zip(why.relax, starts, strict=True)
    ]
    return consultation_meetings.MeetingUnschedulable(
        **_about(meeting), reasons=why.reasons, relax=why.relax, relaxations=relaxations
    )


def _about(meeting: Meeting) -> dict[str, Any]:
    return {
        "meeting_id": meeting.meeting_id,
        "case_ids": meeting.case_ids,
        "school": meeting.school,
        "meeting_type": meeting.meeting_type,
    }
