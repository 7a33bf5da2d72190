"""What holds for activities here: kinds, themes, and which numbers are too small to tell others."""

from collections.abc import Mapping
from dataclasses import dataclass

from consultation.activities.domain.activity_kind import ActivityKind
from consultation.domain.themes import Themes
from shared.domain.errors import InvalidField


@dataclass(frozen=True, slots=True)
class ActivityRules:
    """The kinds by what requests call them, and themes in use. Numbers of people below `smallest_cell` are not told."""

    kinds: Mapping[str, ActivityKind]
    themes: Themes
    smallest_cell: int

    def kind(self, name: str) -> ActivityKind:
        """The kind of this name. Raises InvalidField."""
        if name not in self.kinds:
            raise InvalidField("kind", f"is none of {', '.join(self.kinds)}")
        return self.kinds[name]
