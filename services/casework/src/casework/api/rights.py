"""What each role may see of a case and do to it: one table of role, deed and type of case.

It is made of ``RIGHTS`` and the definitions of the types. Which schools a caller sees follows from the directory.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, Flag, StrEnum, auto
from functools import lru_cache

from casework.domain.case_type import CaseType
from casework.domain.states import Action
from casework.domain.vocabulary import OpenedBy
from shared.domain.roles import Role


class Notices(Enum):
    """Which notices about a case a role may see."""

    NONE = "no notices"
    OWN = "those that the caller got"
    ALL = "every notice"


@dataclass(frozen=True, slots=True)
class Right:
    """What a role may see and do. Whoever has several roles has what any of them has."""

    notices: Notices
    whole_pupil: bool = True
    """Whether the role sees a pupil's family name and half days, beside the first name."""
    acts: bool = False
    """Whether the role changes cases, has a worklist and sees every type of case."""
    approves: bool = False
    """Whether the role answers closures that were asked."""
    leads: bool = False
    """Whether the role says who is in which team, who gets new cases, and who gets many cases at once."""


RIGHTS: Mapping[Role, Right] = {
    Role.COUNSELLOR: Right(Notices.ALL),
    Role.CLB: Right(Notices.OWN),
    Role.YOUTH_COACH: Right(Notices.NONE, whole_pupil=False),
    Role.CASEWORKER: Right(Notices.ALL, acts=True),
    Role.COORDINATOR: Right(Notices.ALL, acts=True, approves=True, leads=True),
}
READERS = tuple(RIGHTS)
ACTORS = tuple(role for role, right in RIGHTS.items() if right.acts)
GIVEN = (*ACTORS, Role.YOUTH_COACH)
"""The roles that act on cases: on every case, or on those that they were given and whose type says so."""
APPROVERS = tuple(role for role, right in RIGHTS.items() if right.approves)
LEADERS = tuple(role for role, right in RIGHTS.items() if right.leads)
ASKED = (Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH)
"""The roles that referrals are asked of; whoever acts notes the answers that come by phone."""
REPORTERS = (Role.SCHOOL, Role.COUNSELLOR, *ACTORS)
"""The roles that report a concern; a school and a counsellor about pupils of their own schools."""


class Deed(StrEnum):
    """What is done with cases beside the actions."""

    READ = "read"
    """A case with its timeline, and its notes as far as each is for the reader."""
    FILE = "file"
    """Its plan, tasks, contacts, links and guests: read and add; notes: add, and change what the caller wrote."""
    TRAJECTORY = "trajectory"
    """The trajectory of a youth coach: read and written down, for types of case that have one."""
    MERGE = "merge"
    """Look for cases that may be the same, and merge the case into one of them."""
    PAPER = "paper"
    """Papers of it: made, and letters that are kept read again."""
    REFER = "refer"
    """Referrals and consents of it: asked, recorded, ended and read."""
    ANSWER = "answer"
    """A referral of it: read and answered."""
    OPEN = "open"
    REPORT = "report"
    STUCK = "stuck"
    """Look for cases that nothing moves any more."""
    REASSIGN = "reassign"
    """Many cases at once go to somebody else."""


class Reach(Flag):
    """With which cases of a type a role may do something."""

    NOTHING = 0
    GIVEN = auto()
    """Cases that were given to the contact of the caller, or to an absent person that the caller stands in for."""
    OWN = auto()
    """Cases at the schools of the caller."""
    ASKED = auto()
    """Referrals that were asked of the contact of the caller."""
    ALL = auto()


_FILE = ("tasks", "contacts")

ENDPOINTS: Mapping[str, Action | Deed] = {
    "GET /cases": Deed.READ,
    "GET /cases/{case_id}": Deed.READ,
    "GET /cases/{case_id}/timeline": Deed.READ,
    "POST /cases": Deed.OPEN,
    "POST /reports": Deed.REPORT,
    "GET /cases/stuck": Deed.STUCK,
    "POST /cases/reassign": Deed.REASSIGN,
    **{f"POST /cases/{{case_id}}/{action}": action for action in Action},
    **{f"{way} /cases/{{case_id}}/{part}": Deed.FILE for part in _FILE for way in ("GET", "POST")},
    "POST /cases/{case_id}/notes": Deed.FILE,
    "GET /cases/{case_id}/notes": Deed.READ,
    "PUT /cases/{case_id}/notes/{note_id}": Deed.FILE,
    "GET /cases/{case_id}/notes/{note_id}/revisions": Deed.READ,
    "GET /cases/{case_id}/plan": Deed.FILE,
    "PUT /cases/{case_id}/plan": Deed.FILE,
    "GET /cases/{case_id}/plan/revisions": Deed.FILE,
    "GET /cases/{case_id}/trajectory": Deed.TRAJECTORY,
    "PUT /cases/{case_id}/trajectory": Deed.TRAJECTORY,
    "GET /cases/{case_id}/trajectory/revisions": Deed.TRAJECTORY,
    "POST /cases/{case_id}/tasks/{task_id}/done": Deed.FILE,
    "GET /cases/{case_id}/links": Deed.READ,
    "POST /cases/{case_id}/link": Deed.FILE,
    "POST /cases/{case_id}/links/{link_id}/end": Deed.FILE,
    **{f"{way} /cases/{{case_id}}/guests": Deed.FILE for way in ("GET", "POST")},
    **{f"{way} /cases/{{case_id}}/guests/{{guest_id}}": Deed.FILE for way in ("GET", "PUT", "DELETE")},
    "GET /cases/{case_id}/duplicates": Deed.MERGE,
    "POST /cases/{case_id}/merge": Deed.MERGE,
    "GET /cases/{case_id}/papers": Deed.PAPER,
    "POST /cases/{case_id}/papers/{kind}": Deed.PAPER,
    "GET /cases/{case_id}/letters/{paper_id}": Deed.PAPER,
    "POST /cases/{case_id}/refer": Deed.REFER,
    "GET /cases/{case_id}/referrals": Deed.REFER,
    "GET /cases/{case_id}/consents": Deed.REFER,
    "POST /cases/{case_id}/consents": Deed.REFER,
    "POST /consents/{consent_id}/end": Deed.REFER,
    "POST /referrals/{referral_id}/withdraw": Deed.REFER,
    "GET /referrals": Deed.ANSWER,
    "GET /referrals/{referral_id}": Deed.ANSWER,
    **{f"POST /referrals/{{referral_id}}/{step}": Deed.ANSWER for step in ("answer", "accept", "decline", "complete")},
}
"""What each endpoint about cases does with them."""


@lru_cache(maxsize=4096)
def reach(role: Role, deed: Action | Deed, case_type: CaseType) -> Reach:
    """With which cases of a type a role may do something: a cell of the table of rights.

    Whether cases of the type can have it done at all, their states say.
    """
    match deed:
        case Deed.REPORT:
            if OpenedBy.REPORT not in case_type.opened_by or role not in REPORTERS:
                return Reach.NOTHING
            return Reach.ALL if role in ACTORS else Reach.OWN
        case Deed.OPEN:
            by_hand = case_type.opened_by & {OpenedBy.HAND, OpenedBy.EARLY_SIGNAL}
            return Reach.ALL if by_hand and role in ACTORS else Reach.NOTHING
        case Deed.TRAJECTORY if not case_type.trajectory:
            return Reach.NOTHING
        case Deed.PAPER | Deed.MERGE | Deed.STUCK:
            return Reach.ALL if role in ACTORS else Reach.NOTHING
        case Deed.READ:
            own = Reach.OWN if role in case_type.seen_by else Reach.NOTHING
            return Reach.ALL if role in ACTORS else own | _given(role, case_type)
        case Deed.ANSWER:
            return Reach.ALL if role in ACTORS else Reach.ASKED if role in ASKED else Reach.NOTHING
        case Deed.REASSIGN:
            return Reach.ALL if role in LEADERS else Reach.NOTHING
        case Action.APPROVE:
            return Reach.ALL if role in APPROVERS else Reach.NOTHING
        case _:
            return Reach.ALL if role in ACTORS else _given(role, case_type)


def _given(role: Role, case_type: CaseType) -> Reach:
    return Reach.GIVEN if role in case_type.acted_on_by else Reach.NOTHING
