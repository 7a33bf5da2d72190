"""Who can be given a case or a task: somebody with a worklist, or with a role in following cases, who is known here."""

from datetime import date, timedelta

from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import InvalidField
from shared.domain.roles import Role

WORKERS = (Role.CASEWORKER, Role.COORDINATOR, Role.YOUTH_COACH)
"""The roles that can be given work."""
KNOWN_FOR = timedelta(days=90)
"""How long a ``sub`` that was seen with such a role is known."""

_ROLES = "caseworker, coordinator or youth-coach"
_EXPECTED = (
    f"expected a valid contact of role {_ROLES}, or the sub of a token that was used here with such a role "
    f"in the last {KNOWN_FOR.days} days"
)


async def require_worker(
    uow: CaseworkUnitOfWork, named: str, *, field: str, by: str, subject: str | None, today: date
) -> None:
    """Make sure that work given to ``named`` is on somebody's list. Raises InvalidField for ``field``.

    A contact of the directory has to be valid today and to have one of the roles. Another name is the ``sub`` of a
    token that was seen with such a role. ``by`` is the caller's contact id or ``sub``; ``subject`` is the ``sub`` of
    the token. The caller can always take the work on: under that ``sub``, and under a contact id that is not in the
    directory.
    """
    if named == subject:
        return
    contact = await uow.workers.contact(named, today)
    if contact is None:
        if named != by and not await uow.workers.seen_since(named, today - KNOWN_FOR):
            raise InvalidField(field, f"is nobody known here: {_EXPECTED}")
    elif contact.role not in WORKERS:
        raise InvalidField(field, f"is a contact of role {contact.role}: {_EXPECTED}")
    elif not contact.valid:
        raise InvalidField(field, f"is a contact that is not valid today: {_EXPECTED}")
