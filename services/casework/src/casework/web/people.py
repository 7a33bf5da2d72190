"""The people that pages of casework name: who has a case or a task, and who did something."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from casework.api.readers import actor
from casework.application.give_work import KNOWN_FOR, WORKERS
from casework.unit_of_work import CaseworkUnitOfWork
from shared.domain.roles import Role
from shared.runtime.http.principal import Principal
from shared.web.words import role

_SERVICES = frozenset({"attendance", "casework", "consultation", "notifications"})


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody that work can be given to. ``name`` is None for whoever is known by the ``sub`` of a token alone."""

    worker_id: str
    name: str | None
    role: Role


@dataclass(frozen=True, slots=True)
class People:
    """The names of people by contact id, for one reader, and ``workers``: who can be given work, beside the reader."""

    principal: Principal
    names: Mapping[str, str]
    workers: Sequence[Worker] = ()

    @classmethod
    async def among(cls, principal: Principal, uow: CaseworkUnitOfWork, ids: Collection[str | None]) -> "People":
        """The names of those people who follow cases."""
        contacts = await uow.directory.named({item for item in ids if item}, (), uow.clock.today())
        return cls(principal, {item.contact_id: item.name for item in contacts if item.role in WORKERS})

    @classmethod
    async def all(cls, principal: Principal, uow: CaseworkUnitOfWork, ids: Collection[str | None]) -> "People":
        """These names, and everybody who can be given work today. For readers who act."""
        today = uow.clock.today()
        contacts = await uow.directory.named({item for item in ids if item}, WORKERS, today)
        by_contact = {item.contact_id for item in contacts}
        mine = {principal.subject, principal.contact}
        workers = [
            Worker(item.contact_id, item.name, item.role)
            for item in contacts
            if item.valid and item.role in WORKERS and item.contact_id not in mine
        ]
        subjects = await uow.workers.subjects_since(today - KNOWN_FOR)
        workers += [Worker(item, None, of_role) for item, of_role in subjects if item not in by_contact | mine]
        return cls(principal, {item.contact_id: item.name for item in contacts}, workers)

    @property
    def me(self) -> str:
        """The reader, as work is given to the reader."""
        return actor(self.principal)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Who can be given work, as a form offers it: the reader in front."""
        others = [(item.worker_id, f"{item.name or item.worker_id}, {role(item.role)}") for item in self.workers]
        return [(self.me, "mezelf"), *others]

    def is_me(self, worker: str | None) -> bool:
        """Whether this is the reader, by either name."""
        return worker is not None and worker in (self.principal.subject, self.principal.contact)

    def is_system(self, worker: str) -> bool:
        """Whether a service of ours did it, and nobody."""
        return worker in _SERVICES

    def name(self, worker: str) -> str:
        """The name of a contact; else what the issuer calls that person."""
        return self.names.get(worker, worker)
