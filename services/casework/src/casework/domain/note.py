"""Notes (*notities*) on a case: what a note says now, what it said before, and how much of it a reader sees."""

from collections.abc import Set
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from casework.domain.visibility import Visibility


@dataclass(frozen=True, slots=True)
class Note:
    """A note. ``version`` rises with each change; ``changed_at`` is the last change, None for a note as it began."""

    note_id: UUID
    at: datetime
    by: str
    text: str
    visibility: Visibility = Visibility.TEAM
    version: int = 1
    changed_at: datetime | None = None

    @property
    def revision(self) -> "NoteRevision":
        """What the note says now, to be kept."""
        return NoteRevision(self.version, self.changed_at or self.at, self.text, self.visibility)

    def changed(self, text: str, visibility: Visibility, at: datetime) -> "Note":
        """The note as its author has it from now on."""
        return replace(self, text=text, visibility=visibility, version=self.version + 1, changed_at=at)

    def seen_by(self, names: Set[str], *, acts: bool) -> "SeenNote":
        """The note for a reader of the case with these names, a contact id and a ``sub``, who acts on it or not."""
        mine = self.by in names
        readable = self.visibility.is_for(author=mine, acts=acts)
        return SeenNote(
            note_id=self.note_id,
            at=self.at,
            by=self.by if readable or acts else None,
            text=self.text if readable else None,
            visibility=self.visibility,
            version=self.version,
            changed_at=self.changed_at,
            mine=mine,
        )


@dataclass(frozen=True, slots=True)
class NoteRevision:
    """What a note said from ``at`` on, in one of its versions."""

    version: int
    at: datetime
    text: str
    visibility: Visibility


@dataclass(frozen=True, slots=True, kw_only=True)
class SeenNote:
    """A note as a reader sees it. ``text`` is None for who may not read it, ``by`` for who may not know the author."""

    note_id: UUID
    at: datetime
    by: str | None
    text: str | None
    visibility: Visibility
    version: int
    changed_at: datetime | None
    mine: bool

    @property
    def readable(self) -> bool:
        """Whether the reader reads what it says, and what it said before."""
        return self.text is not None
