import pytest

from shared.domain.roles import Role
from shared.local.errors import LocalStackError
from shared.local.tokens import make_token
from shared.runtime.http.tokens import InvalidTokenError, Tokens

SECRET = "a secret of at least thirty-two bytes"


@pytest.mark.parametrize("role", list(Role))
async def test_services_take_a_token_of_every_role(role):
    token = make_token(SECRET, role, school="123456", contact="clb-01", organisation="vzw-1")

    principal = await Tokens(SECRET).principal(token)

    assert (principal.roles, principal.school) == ({role}, "123456")
    assert (principal.contact, principal.organisation) == ("clb-01", "vzw-1")


async def test_a_token_ends():
    with pytest.raises(InvalidTokenError, match="expired"):
        await Tokens(SECRET).principal(make_token(SECRET, Role.OPERATOR, expires_in=-1))


@pytest.mark.parametrize(
    ("role", "option"),
    [
        (Role.SCHOOL, "--school"),
        (Role.PARTNER, "--organisation"),
        (Role.CLB, "--contact"),
        (Role.COUNSELLOR, "--contact"),
    ],
)
def test_what_a_role_needs_is_asked_for(role, option):
    with pytest.raises(LocalStackError, match=option):
        make_token(SECRET, role)


async def test_every_school_and_every_contact_is_a_caller_of_its_own():
    async def subject(role, **of):
        return (await Tokens(SECRET).principal(make_token(SECRET, role, **of))).subject

    subjects = [
        await subject(Role.SCHOOL, school="123456"),
        await subject(Role.SCHOOL, school="654321"),
        await subject(Role.CLB, contact="clb-01"),
        await subject(Role.CLB, contact="clb-02"),
        await subject(Role.COORDINATOR),
    ]
    assert len(set(subjects)) == len(subjects)
    assert await subject(Role.SCHOOL, school="123456") == subjects[0]
