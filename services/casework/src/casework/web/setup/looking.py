"""What casework lacks before it does its work: sign-in, tokens, who gets which case, the head of papers."""

from collections.abc import Sequence
from functools import partial

from casework.unit_of_work import CaseworkUnits
from casework.web.setup.words import WORDS
from shared.papers.settings import PaperSettings
from shared.service.setup import Matter, Setup, SetupState
from shared.web.places import LOCAL_ISSUER


def setup_of(units: CaseworkUnits, settings: PaperSettings) -> Setup:
    """What casework says of its set-up."""
    return Setup(partial(_look, units, settings), WORDS)


async def _look(units: CaseworkUnits, settings: PaperSettings) -> Sequence[Matter]:
    async with units.reading() as uow:
        rules = await uow.assignment.rules()
    return (
        Matter("sign-in", _sign_in(settings)),
        Matter("tokens", _chosen(settings.oidc_jwks_url is not None)),
        Matter("assignment", _chosen(bool(rules.rules))),
        Matter("letterhead", _chosen(settings.municipality is not None)),
    )


def _sign_in(settings: PaperSettings) -> SetupState:
    if settings.sign_in_issuer is None:
        return SetupState.MISSING
    return _chosen(not settings.sign_in_issuer.rstrip("/").endswith(LOCAL_ISSUER))


def _chosen(is_chosen: bool) -> SetupState:
    return SetupState.READY if is_chosen else SetupState.SHIPPED
