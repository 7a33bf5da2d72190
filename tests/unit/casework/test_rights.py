"""What each role may see of a case and do to it, and what roles add up to."""

from uuid import uuid4

import pytest

from casework.api.readers import Reader
from casework.api.rights import ACTORS, READERS
from casework.domain.notice import Notice, NoticeStatus
from casework.domain.person import Name
from shared.domain.roles import Role
from shared.runtime.http.principal import Principal


def notice_to(role: Role, contact: str) -> Notice:
    return Notice(uuid4(), 1, "case-opened", role, contact, NoticeStatus.SENT)


OWN, OF_ANOTHER_CLB = notice_to(Role.CLB, "clb-1"), notice_to(Role.CLB, "clb-2")
OF_THE_COACH = notice_to(Role.YOUTH_COACH, "clb-1")
NOTICES = (OWN, OF_ANOTHER_CLB, OF_THE_COACH)


def reader(*roles: Role) -> Reader:
    return Reader(Principal("u-1", frozenset(roles), contact="clb-1"), None, None)


def test_caseworkers_and_coordinators_act_and_others_read() -> None:
    assert set(ACTORS) == {Role.CASEWORKER, Role.COORDINATOR}
    assert set(READERS) == {*ACTORS, Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH}


@pytest.mark.parametrize(
    ("roles", "seen"),
    [
        ((Role.CASEWORKER,), NOTICES),
        ((Role.COORDINATOR,), NOTICES),
        ((Role.COUNSELLOR,), NOTICES),
        ((Role.CLB,), (OWN,)),
        ((Role.YOUTH_COACH,), None),
        ((Role.YOUTH_COACH, Role.CLB), (OWN,)),
        ((Role.YOUTH_COACH, Role.CLB, Role.COUNSELLOR), NOTICES),
    ],
)
def test_who_sees_which_notices(roles: tuple[Role, ...], seen: tuple[Notice, ...] | None) -> None:
    assert reader(*roles).notices(NOTICES) == seen


@pytest.mark.parametrize("role", READERS)
def test_the_coach_alone_knows_a_pupil_by_the_first_name(role: Role) -> None:
    whole = Name("Noor", "Peeters")
    assert reader(role).name(whole) == (Name("Noor", None) if role is Role.YOUTH_COACH else whole)
    assert reader(Role.YOUTH_COACH, role).sees_whole_pupil is (role is not Role.YOUTH_COACH)
