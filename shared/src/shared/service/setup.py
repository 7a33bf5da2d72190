"""``/setup``: what a service still lacks before it does its work for a municipality; for coordinators and operators."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict

from shared.domain.roles import Role
from shared.runtime.http.authentication import allow
from shared.runtime.http.principal import Principal

SETUP_TAGS = {"set-up": "What is still missing before the service does its work; for coordinators and operators"}

SetsUp = Annotated[Principal, allow(Role.COORDINATOR, Role.OPERATOR)]
"""Who looks at what is still missing."""


class SetupState(StrEnum):
    """How far a matter is."""

    MISSING = "missing"
    """It is not there, and something does not work without it."""
    SHIPPED = "shipped"
    """It is as it came; the municipality has yet to choose or to agree."""
    READY = "ready"
    """It is there."""


@dataclass(frozen=True, slots=True)
class Matter:
    """Something to be set up. ``count`` says of how many it is missing; None where that is no question."""

    kind: str
    state: SetupState
    count: int | None = None


@dataclass(frozen=True, slots=True)
class MatterWords:
    """A matter in Dutch: its name, and what to do while it is missing or as it came.

    ``{count}`` stands for the number. ``page`` is where a coordinator does it, with the words of the link; None where
    it is done elsewhere.
    """

    name: str
    missing: str = ""
    shipped: str = ""
    page: tuple[str, str] | None = None

    def advice(self, matter: Matter) -> str:
        """What to do."""
        said = self.missing if matter.state is SetupState.MISSING else self.shipped
        return said.format(count=matter.count)


async def _nothing() -> Sequence[Matter]:
    return ()


@dataclass(frozen=True, slots=True)
class Setup:
    """What a service says of its own set-up: ``look`` finds it out, ``words`` are for people, by kind."""

    look: Callable[[], Awaitable[Sequence[Matter]]] = _nothing
    words: Mapping[str, MatterWords] = field(default_factory=dict)


class MatterAnswer(BaseModel):
    """Something to be set up."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    kind: str
    """What it is, such as `mail-server`."""
    state: SetupState
    """`missing` where something does not work without it, `shipped` while it is as it came, else `ready`."""
    count: int | None
    """Of how many it is missing, such as schools; null where that is no question."""


class SetupAnswer(BaseModel):
    """What there is to be set up in a service."""

    model_config = ConfigDict(use_attribute_docstrings=True)

    ready: bool
    """Whether all of it is there."""
    matters: list[MatterAnswer]
    """Each matter of this service, whether it is there or not."""


def setup_router(setup: Setup) -> APIRouter:
    """What is still missing, for programs."""
    router = APIRouter(tags=list(SETUP_TAGS))

    @router.get("/setup")
    async def get_setup(_: SetsUp) -> SetupAnswer:
        """What this service lacks before it does its work for a municipality."""
        matters = await setup.look()
        return SetupAnswer(
            ready=all(matter.state is SetupState.READY for matter in matters),
            matters=[MatterAnswer(kind=matter.kind, state=matter.state, count=matter.count) for matter in matters],
        )

    return router
