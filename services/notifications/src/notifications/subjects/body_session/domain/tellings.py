"""What is told of a session, to which receiver, why, and with which fields: the table of this subject."""

from notifications.domain.telling import Purpose, Telling, Tellings, Why
from notifications.subjects.body_session.domain.views import SessionView
from notifications.subjects.body_session.domain.vocabulary import SessionTemplate

_CORRECTIONS = f"{SessionTemplate.MOVED}, {SessionTemplate.CANCELLED}"


def _telling(template: SessionTemplate, *further: str, corrected_by: str | None = None) -> Telling:
    return Telling(
        template,
        None,
        Why.TAKES_PART,
        Purpose.MEET,
        view=SessionView,
        shown=("body", "link", "appointment", *further),
        text="guest",
        corrected_by=corrected_by,
    )


TELLINGS = Tellings(
    _telling(SessionTemplate.INVITATION, corrected_by=_CORRECTIONS),
    _telling(SessionTemplate.MOVED, "before", corrected_by=_CORRECTIONS),
    _telling(SessionTemplate.CANCELLED),
)
"""Everybody who is invited reads the same. It is about no pupil."""
