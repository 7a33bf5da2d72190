"""All kinds of meetings: a kind is a definition and a line here."""

from pathlib import Path

from consultation.domain.meeting_kind import MeetingKind
from consultation.kinds.definition import DefinitionError, read_kind

_HERE = Path(__file__).parent

DEFINITIONS = [
    _HERE / "care_meeting.toml",
]


CASE_TYPES = frozenset({"truancy"})
"""The types of case that have meetings; what is told of another type is passed over."""


def meeting_kinds() -> dict[str, MeetingKind]:
    """The kinds by their `meeting_type`. Raises DefinitionError."""
    kinds: dict[str, MeetingKind] = {}
    for path in DEFINITIONS:
        kind = read_kind(path)
        if kind.meeting_type in kinds:
            raise DefinitionError(f"{path.name}: meeting_type: {kind.meeting_type} has a definition already")
        kinds[kind.meeting_type] = kind
    return kinds
