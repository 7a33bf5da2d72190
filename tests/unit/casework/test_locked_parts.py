"""What hangs on a case is locked with the case that it hangs on by then."""

from dataclasses import dataclass
from uuid import UUID

from casework.application.locked_case import locked_with_part
from casework.testing.factories import reached

from .harness import Harness


@dataclass(frozen=True)
class Part:
    """A referral, or a consent."""

    case_id: UUID


async def test_a_part_that_went_along_while_its_case_was_waited_for_comes_with_the_case_it_is_of_now() -> None:
    harness = Harness()
    for number in (1, 2):
        await harness.get(reached(5, person_id=UUID(int=number), pupil=f"P-{number}"))
    merged, goes_on = harness.memory.stored
    reads = iter([Part(merged), Part(goes_on), Part(goes_on)])

    async def read() -> Part:
        return next(reads)

    case, part = await locked_with_part(harness.memory.unit, read)
    assert (case.case_id, part.case_id) == (goes_on, goes_on)
