"""What an import of the directory changes, or would change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from consultation.directory.domain.mistakes import Mistake
from consultation.domain.contact import ContactDetails
from consultation.domain.organisation import OrganisationDetails

Details = ContactDetails | OrganisationDetails


@dataclass(slots=True)
class ImportOutcome:
    """The ids of what is new, which fields of what else change, how many lines change nothing, and what is wrong.

    With a mistake nothing changes.
    """

    added: list[str] = field(default_factory=list)
    changed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    unchanged: int = 0
    mistakes: list[Mistake] = field(default_factory=list)

    def note(
        self, row_id: str, before: Details | None, now: Details, *, beside: Mapping[str, bool] | None = None
    ) -> None:
        """Note the details of a row; `before` is None for a new row, `beside` are other fields that change or not."""
        if before is None:
            self.added.append(row_id)
            return
        names = [item.name for item in fields(now) if getattr(before, item.name) != getattr(now, item.name)]
        names += [name for name, changes in (beside or {}).items() if changes]
        if names:
            self.changed[row_id] = tuple(names)
        else:
            self.unchanged += 1
