"""What a use case answers for each thing it was given."""

from typing import NamedTuple

from attendance.domain.registration import Outcome

UNKNOWN_CODE = "unknown-code"
"""The reason of a mark whose code nobody knows: it is kept, neither absent nor present."""


class Result(NamedTuple):
    """What became of one mark, enrolment or withdrawal; `reason` says why when there is something to say.

    Reasons are stable words: `outside-calendar`, `date-after-today`, `recorded-ahead`, `school-year-not-kept`,
    `no-enrolment`, `unknown-code`.
    """

    outcome: Outcome
    reason: str | None = None
