"""What the directory lacks, and what an import changes, as they are answered."""

from datetime import date

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.directory.domain.gaps import Gap, GapKind
from consultation.directory.domain.import_outcome import ImportOutcome
from consultation.directory.domain.table import What
from shared.domain.roles import Role


class GapAnswer(BaseModel):
    """Something that the directory lacks."""

    model_config = DESCRIBED

    kind: GapKind
    """What is missing."""
    organisation_id: str | None
    """The school or CLB; null for a gap of another kind."""
    school: str | None
    """Institution number of the school; null for a gap of another kind."""
    name: str | None
    """What the organisation is called; null for a gap of another kind."""
    role: Role | None
    """The role that is missing, or that of the contact; null for a gap of another kind."""
    contact_id: str | None
    """The contact that ends, or whose address no mail reaches; null for a gap of another kind."""
    until: date | None
    """The last day of a contact that ends; null for a gap of another kind."""

    @classmethod
    def of(cls, gap: Gap, name: str | None) -> "GapAnswer":
        return cls(
            kind=gap.kind,
            organisation_id=gap.organisation_id,
            school=gap.school,
            name=name,
            role=gap.role,
            contact_id=gap.contact_id,
            until=gap.until,
        )


class MistakeAnswer(BaseModel):
    """Why the table can't be taken over."""

    model_config = DESCRIBED

    line: int | None
    """Line of the file, from 1, the header; null for the file as a whole."""
    field: str | None
    """The column, or its number in a header; null for the line as a whole."""
    reason: str
    """What is wrong; nothing of the file is repeated."""


class ImportChangeAnswer(BaseModel):
    """A contact or an organisation that changes."""

    model_config = DESCRIBED

    id: str
    """Which it is."""
    fields: list[str]
    """The fields that change."""


class DirectoryImportAnswer(BaseModel):
    """What an import changed, or with `dry_run` would change."""

    model_config = DESCRIBED

    dry_run: bool
    """Whether nothing was changed."""
    of: What
    """What the table holds."""
    added: list[str]
    """The ids of what is new."""
    changed: list[ImportChangeAnswer]
    """What has other details."""
    unchanged: int
    """How many lines say what is there already."""
    mistakes: list[MistakeAnswer]
    """What is wrong; nothing is changed while there is a mistake. Always empty without `dry_run`: then it is a 422."""

    @classmethod
    def of_outcome(cls, outcome: ImportOutcome, what: What, *, dry_run: bool) -> "DirectoryImportAnswer":
        return cls(
            dry_run=dry_run,
            of=what,
            added=outcome.added,
            changed=[ImportChangeAnswer(id=id_, fields=list(names)) for id_, names in outcome.changed.items()],
            unchanged=outcome.unchanged,
            mistakes=[
                MistakeAnswer(line=mistake.line, field=mistake.column, reason=mistake.reason)
                for mistake in outcome.mistakes
            ],
        )
