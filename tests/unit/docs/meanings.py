"""What fields and parameters of HTTP mean where the code does not say: one meaning a name, in all services.

A docstring under the field, or a `description` of the parameter, is better: it is in the OpenAPI document too. A name
that is described everywhere leaves this list; a test says so.
"""

from collections.abc import Mapping

FIELDS: Mapping[str, str] = {
    "about": "What the notice is about.",
    "actions": "What the caller can do to the case now, by the names of the endpoints.",
    "acknowledged_at": "When the receiver confirmed having read it.",
    "allowed": "Of an illegal transition the actions that are possible; of an unknown query parameter those there are.",
    "answer": "What the receiver answered; null before.",
    "asked_at": "When it was asked.",
    "assignee": "Who has the case: a contact's id, or the `sub` of a token; null while nobody has it.",
    "at": "When it happened, or was written.",
    "attention": "That it asks for somebody; null when nothing does.",
    "by": "Who did it: a contact's id, the `sub` of a token, or a service.",
    "by_status": "How many in each status.",
    "case_contact_id": "The contact there was.",
    "case_id": "The case.",
    "case_ids": "The cases it is about.",
    "case_type": "The type of case.",
    "changed_at": "When it changed last.",
    "causes": "What is behind it, by the list of its type of case; empty for whoever does not act on the case.",
    "channel": "The way the notice goes.",
    "checks": "The answers of the assessment; null before it, and for whoever does not act on the case.",
    "class": "The pupil's class.",
    "closure": "A closure that was asked and not answered yet; null otherwise.",
    "closure_proposed_since": "Since when all that attendance watched holds, so that the case may close; else null.",
    "consent_id": "The consent.",
    "contact_attempts": "The contacts about the case, counted by party.",
    "contact_id": "The contact.",
    "count": "Half days counted when the level was concluded.",
    "created_at": "When it was made.",
    "date": "The day.",
    "decline_reason": "Why it was declined, by a code; null otherwise.",
    "deputy_of": "The contact whose deputy this is.",
    "detail": "What is wrong, for a person.",
    "due": "The day by which something has to be done.",
    "email": "The e-mail address.",
    "ended_at": "When it was closed or withdrawn; null while it is open.",
    "ended_by": "Who ended it; null while it has not ended.",
    "ends_at": "End.",
    "enrolment_gaps": "Of a child not known to be enrolled: the gaps that were found.",
    "errors": "Of a 422 each wrong field, with the reason.",
    "family_name": "The pupil's family name; null for whoever may not see it, or when it is not known.",
    "given_by": "Who gave it; null where none was needed.",
    "given_name": "The pupil's first name; null for whoever may not see it, or when it is not known.",
    "grounds": "What the case rests on; none for what was done by hand, which the timeline tells.",
    "guest_id": "The guest.",
    "half_day": "Morning (AM) or afternoon (PM).",
    "half_days": "The half days that counted when the level was said last; null for whoever may not see them.",
    "hand_over_by": "The last day to hand a transferred case over; null without such a term, or once it has passed.",
    "help": "What would help.",
    "hold_until": "The last day of the hold; null when it is not on hold.",
    "holds": "Whether it holds today.",
    "ical_sequence": "The version of the calendar entry.",
    "ical_uid": "The id of the calendar entry.",
    "id": "Which one.",
    "instance": "The path of the request.",
    "instead_of_pupil": "Why the parents decided in the pupil's place; null otherwise.",
    "items": "Each of them.",
    "kind": "What it is.",
    "language": "The language of the mails to this contact.",
    "link_id": "The link.",
    "level": "The highest level.",
    "level_school_year": "The school year of `level` and `count`.",
    "means": "How the contact was made.",
    "meeting_id": "The meeting.",
    "meeting_type": "The kind of meeting.",
    "meetings": "The meetings about the case, as they stand.",
    "merged_into": "The case that goes on in its place; null otherwise.",
    "name": "The name.",
    "next": "`cursor` of the next page; null on the last one.",
    "not_needed": "Why none was needed, by a code; null where one was given.",
    "note_id": "The note.",
    "notices": "What was sent about the case; null for whoever may not see it.",
    "notification_id": "The notice.",
    "webhook_id": "The webhook.",
    "on": "The day of the contact.",
    "opened_at": "When it was opened, or opened again.",
    "organisation": "The organisation.",
    "outcome": "How it ended; null while it is open.",
    "owner": "Who has to do it: a contact's id, or the `sub` of a token.",
    "paper_id": "The paper.",
    "participants": "Who takes part.",
    "party": "With whom there was contact.",
    "person_id": "The person.",
    "place": "Where.",
    "pupil": "The school's register number of the pupil.",
    "purpose": "The receiver that data may be shared with.",
    "question_id": "The question.",
    "reached_on": "The date of the half day that reached the level.",
    "reached": "Whether the other party was reached.",
    "reason": "Why.",
    "reason_code": "Why, by a code of a local agreement.",
    "reasons": "Why, each reason.",
    "recipient_role": "The role of the receiver.",
    "recorded_at": "When it was recorded.",
    "recorded_by": "Who recorded it.",
    "reference": "The reference for people.",
    "reference_date": "The day on which no enrolment was known.",
    "referral_id": "The referral.",
    "required": "Whether the meeting needs this contact.",
    "respond_by": "The day by which the caseworker has to respond; null without a term.",
    "role": "The role.",
    "rule": "The rule of the level.",
    "rule_version": "The version of the rule.",
    "school": "Institution number of the school.",
    "school_name": "What the school is called; null where the directory does not say it.",
    "series_id": "The series.",
    "school_year": "The school year.",
    "schools": "Institution numbers; an empty list is all schools.",
    "sent_at": "When it was handed over; null before.",
    "signal_id": "The signal.",
    "signals": "The levels that the case had.",
    "since": "Since when.",
    "stands": "Whether it holds.",
    "starts_at": "Start.",
    "status": "Where it stands.",
    "task_id": "The task.",
    "template": "The text it is written from.",
    "template_version": "The version of that text.",
    "terms": "The terms that count for it now; empty for whoever does not act on the case.",
    "text": "What it says.",
    "title": "What went wrong, in a few words.",
    "to": "Who is asked.",
    "type": "The problem type: see [Problem types](problem-types.md).",
    "until": "The last day.",
    "valid_from": "The first day on which the contact is there; null from always on.",
    "valid_until": "The last day on which the contact is there; null without an end.",
    "version": "The version, as in `ETag`.",
    "watch": "What attendance watches while the case is followed from a distance; else null.",
    "written_at": "When they were written.",
}

FILTERS: Mapping[str, str] = {
    "assignee": "Only those of this contact, or `sub`.",
    "case": "Only those about this case.",
    "contact": "Only those in which this contact takes part.",
    "due_before": "Only those to respond to before this day.",
    "level": "Only those of this level.",
    "mode": "Of rules in force, or of rules on trial.",
    "person": "Only those of this person.",
    "role": "Only those of this role.",
    "rule": "Only those of this rule.",
    "school": "Only those of this school.",
    "mine": "Only those of cases that were given to the caller.",
    "status": "Only those with this status.",
}
"""Of parameters in a query, which leave out what does not fit."""

used: set[tuple[str, str]] = set()
"""What was looked up here since the start, as (list, name)."""


def field(name: str) -> str:
    """What a field, or a part of a path, means. Raises LookupError for a name without a meaning."""
    return _looked_up("field", FIELDS, name)


def filter_(name: str) -> str:
    """What a parameter of a query means. Raises LookupError likewise."""
    return _looked_up("filter", FILTERS, name)


def _looked_up(kind: str, meanings: Mapping[str, str], name: str) -> str:
    used.add((kind, name))
    if name not in meanings:
        raise LookupError(f"`{name}` has no meaning: describe it in the code, or in {__name__.rsplit('.', 1)[1]}.py")
    return meanings[name]
