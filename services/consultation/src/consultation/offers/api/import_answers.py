"""What an import of offers changes, as it is answered."""

from typing import Self

from pydantic import BaseModel

from consultation.api.described import DESCRIBED
from consultation.offers.domain.import_outcome import LineMistake, OfferImport


class OfferMistakeAnswer(BaseModel):
    """Why a line can't be taken over."""

    model_config = DESCRIBED

    line: int
    """Line of the file, from 1, the header."""
    field: str | None
    """The column; null for the line as a whole."""
    reason: str
    """What was expected; nothing of the file is repeated."""

    @classmethod
    def of(cls, mistake: LineMistake) -> Self:
        return cls(line=mistake.line, field=mistake.field, reason=mistake.reason)


class OfferImportAnswer(BaseModel):
    """What an import changed, or with `dry_run` would change."""

    model_config = DESCRIBED

    dry_run: bool
    """Whether nothing was changed."""
    lines: int
    """How many lines there are below the header."""
    added: int
    """How many offers are new."""
    changed: int
    """How many offers have other details."""
    unchanged: int
    """How many lines say what is there already."""
    mistakes: list[OfferMistakeAnswer]
    """What is wrong; nothing is changed while there is a mistake. Always empty without `dry_run`: then it is a 422."""

    @classmethod
    def of(cls, outcome: OfferImport, *, dry_run: bool) -> Self:
        return cls(
            dry_run=dry_run,
            lines=outcome.lines,
            added=outcome.added,
            changed=outcome.changed,
            unchanged=outcome.unchanged,
            mistakes=[OfferMistakeAnswer.of(mistake) for mistake in outcome.mistakes],
        )
