"""What a request for a paper brings."""

from typing import Annotated

from pydantic import AfterValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from casework.api.bodies import Body, FreeText
from casework.domain.paper import NextStep
from casework.papers.source import Typed
from shared.contracts.fields import TypedLine
from shared.contracts.moments import IsoDate
from shared.domain.patterns import worded

_MOST_LINES, _LONGEST_LINE = 7, 80


def _lines_of_an_envelope(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > _MOST_LINES or any(len(line) > _LONGEST_LINE for line in lines):
        limits = {"lines": _MOST_LINES, "letters": _LONGEST_LINE}
        raise PydanticCustomError("address", "Should have at most {lines} lines of {letters} characters", limits)
    return "\n".join(lines)


Address = Annotated[
    str,
    StringConstraints(
        strip_whitespace=True,
        min_length=1,
        max_length=600,
        pattern=worded(r"^[^\x00-\x09\x0b-\x1f\x7f]*$", "lines without control characters"),
    ),
    AfterValidator(_lines_of_an_envelope),
    Field(examples=["Ouders Verzonnen\nVoorbeeldstraat 1\n3800 Sint-Truiden"]),
]
"""Who a letter goes to and where: up to seven lines of at most 80 characters."""


class PaperBody(Body):
    """What is typed for one paper. A field that the kind of paper does not have is refused."""

    address: Address | None = None
    """The lines of the envelope, the name in front. Printed, and kept in this letter alone for its term."""
    next_step: NextStep | None = None
    """What parents are told that happens now."""
    on: IsoDate | None = None
    """The day of that step."""
    remark: FreeText | None = None
    """A few sentences of your own, printed as they are."""
    their_reference: TypedLine | None = None
    """The reference that the receiver gave to this."""

    def typed(self) -> Typed:
        """What was typed, as papers take it."""
        return Typed(
            address=tuple(self.address.split("\n")) if self.address else (),
            next_step=self.next_step,
            on=self.on,
            remark=self.remark,
            their_reference=self.their_reference,
        )
