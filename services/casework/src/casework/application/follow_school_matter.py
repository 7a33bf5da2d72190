"""Follow what attendance says of a school as a whole."""

from casework.domain.school_matter import SchoolMatter
from casework.unit_of_work import CaseworkUnitOfWork


async def follow_school_matter(uow: CaseworkUnitOfWork, matter: SchoolMatter, *, waits: bool, sequence: int) -> None:
    """The matter waits for somebody, or no more."""
    await uow.school_matters.keep(matter, waits=waits, sequence=sequence)
