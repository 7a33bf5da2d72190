"""Who may see which referral, and how much of its case."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from casework.api.readers import Reader, Shown, shown_to
from casework.api.rights import ACTORS, Deed, Reach, reach
from casework.application.locked_case import locked_with_part
from casework.domain.case import Case
from casework.domain.consent import PURPOSE_OF
from casework.domain.person import Name
from casework.domain.referral import ROLE_OF, Referral, ReferralFilter
from casework.domain.referral_states import OF_ASKER, ReferralStatus, ReferralStep, endpoint_of
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.errors import NotFound
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import Problem


@dataclass(frozen=True, slots=True)
class ShownReferral:
    """A referral with what a reader may see of its case, and can do with it now.

    ``case`` is None for a reader who may not see the case; ``told`` says whether the reader may know of its type.
    """

    referral: Referral
    case: Case | None
    told: bool
    reference: str
    case_type: str
    school: str | None
    school_name: str | None
    name: Name
    steps: tuple[ReferralStep, ...]

    @property
    def endpoints(self) -> list[str]:
        """The endpoints that the reader can use on it."""
        return list(dict.fromkeys(endpoint_of(step) for step in self.steps))


def may_answer(reader: Reader, referral: Referral, case: Case) -> bool:
    """Whether the table of rights lets the caller answer this referral, whatever its state."""
    return any(
        Reach.ALL in (cell := reach(role, Deed.ANSWER, case.case_type))
        or (Reach.ASKED in cell and is_asked(reader.principal, referral) and role is ROLE_OF[referral.asked.to])
        for role in reader.principal.roles
    )


def is_asked(principal: Principal, referral: Referral) -> bool:
    """Whether the referral was asked of the contact of the caller."""
    return principal.contact is not None and principal.contact == referral.asked.contact


def may_take(reader: Reader, step: ReferralStep, *, referral: Referral, case: Case) -> bool:
    """Whether the caller may do this with the referral, whatever its state."""
    return reader.may(Deed.REFER, case) if step in OF_ASKER else may_answer(reader, referral, case)


async def shown_referrals(
    reader: Reader, uow: CaseworkUnitOfWork, referrals: Sequence[Referral]
) -> list[ShownReferral]:
    """These referrals, as far as the reader may see each."""
    cases = await uow.referrals.cases_of(referrals)
    shown = await shown_to(reader, uow, list(cases.values()))
    held = await uow.consents.held(cases, uow.clock.today())
    return [
        _shown(
            reader,
            item,
            case=cases[item.case_id],
            shown=shown[item.case_id],
            shared=PURPOSE_OF[item.asked.to] in held.get(item.case_id, frozenset()),
        )
        for item in referrals
    ]


def _shown(reader: Reader, referral: Referral, *, case: Case, shown: Shown, shared: bool) -> ShownReferral:
    acts = reader.may(Deed.REFER, case)
    cells = [reach(role, Deed.READ, case.case_type) for role in reader.principal.roles]
    sees = reader.may(Deed.READ, case)
    names = sees or acts or (referral.stands and shared)
    return ShownReferral(
        referral=referral,
        case=case if sees else None,
        told=any(cells),
        reference=case.reference,
        case_type=case.case_type.name,
        school=case.school if names else None,
        school_name=shown.school_name if names else None,
        name=shown.name if names else Name(None, None),
        steps=tuple(step for step in referral.steps if may_take(reader, step, referral=referral, case=case)),
    )


async def referral_of(reader: Reader, uow: CaseworkUnitOfWork, referral_id: UUID) -> Referral:
    """The referral. Raises NotFound for a referral that the caller may not see, as if it were not there."""
    referral = await uow.referrals.get(referral_id)
    case = await uow.cases.get(referral.case_id)
    if not (reader.may(Deed.REFER, case) or may_answer(reader, referral, case)):
        raise NotFound("referral", referral_id)
    return referral


async def locked_referral(
    reader: Reader, uow: CaseworkUnitOfWork, referral_id: UUID, *, step: ReferralStep
) -> tuple[Case, Referral]:
    """The locked case with its referral, to do this with it. Raises NotFound, and Problem (403) by the table."""
    case, referral = await locked_with_part(uow, lambda: referral_of(reader, uow, referral_id))
    if not may_take(reader, step, referral=referral, case=case):
        raise Problem("forbidden")
    return case, referral


def wanted_referrals(
    principal: Principal, *, mine: bool, statuses: Sequence[ReferralStatus] | None
) -> ReferralFilter | None:
    """Which referrals a caller lists: who acts all, or with ``mine`` those of own cases; others those asked of them.

    None for a caller without a contact: nothing can be asked of that caller.
    """
    wanted = frozenset(statuses) if statuses else None
    if principal.is_any(*ACTORS):
        workers = frozenset(name for name in (principal.subject, principal.contact) if name)
        return ReferralFilter(assignees=workers if mine else None, statuses=wanted)
    if principal.contact is None:
        return None
    receivers = frozenset(receiver for receiver, role in ROLE_OF.items() if role in principal.roles)
    return ReferralFilter(contact=principal.contact, receivers=receivers, statuses=wanted)
