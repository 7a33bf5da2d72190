"""What a session has beside what every meeting has, as columns of its row, and back."""

from typing import Any

from pydantic import TypeAdapter

from consultation.meetings.domain.session import AgendaItem, Session

_AGENDA: TypeAdapter[tuple[AgendaItem, ...]] = TypeAdapter(tuple[AgendaItem, ...])
_NO_SESSION = dict.fromkeys(("series_id", "fixed_for", "other_schools", "agenda", "agenda_told_at"))


def session_columns(session: Session | None) -> dict[str, Any]:
    """The columns; all of them null for a meeting that stands alone."""
    if session is None:
        return _NO_SESSION
    return {
        "series_id": session.series_id,
        "fixed_for": session.fixed_for,
        "other_schools": list(session.other_schools),
        "agenda": _AGENDA.dump_python(session.agenda, mode="json"),
        "agenda_told_at": session.agenda_told_at,
    }


def session_from(row: Any) -> Session | None:
    """The session that was stored so; None for a meeting that stands alone."""
    if row.series_id is None:
        return None
    return Session(
        series_id=row.series_id,
        fixed_for=row.fixed_for,
        other_schools=tuple(row.other_schools),
        agenda=_AGENDA.validate_python(row.agenda),
        agenda_told_at=row.agenda_told_at,
    )
