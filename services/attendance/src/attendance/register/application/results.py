"""What a use case answers for each thing it was given."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from attendance.register.domain.registration import Outcome

UNKNOWN_CODE = "unknown-code"
"""The reason of a mark whose code nobody knows: it is kept, neither absent nor present."""


class Result(NamedTuple):
    """What became of one mark, enrolment or withdrawal; `reason` says why when there is something to say.

    Reasons are stable words: `outside-calendar`, `date-after-today`, `recorded-ahead`, `school-year-not-kept`,
    `no-enrolment`, `unknown-code`.
    """

    outcome: Outcome
    reason: str | None = None


def numbers_of(results: Sequence[Result]) -> dict[str, int]:
    """How many marks there were, how many of each outcome, and how many had a code nobody knows."""
    outcomes = Counter(result.outcome for result in results)
    unknown = sum(result.reason == UNKNOWN_CODE for result in results)
    return {"marks": len(results), **{str(outcome): outcomes[outcome] for outcome in Outcome}, "unknown_codes": unknown}
