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
    """Somebody that work can be given to. ``name`` is None for a ``sub`` that never signed in to the pages."""

    worker_id: str
    name: str | None
    role: Role


@dataclass(frozen=True, slots=True)
class People:
    """The names of people by contact id or ``sub``, for one reader; ``workers`` are the others who can get work."""

    principal: Principal
    names: Mapping[str, str]
    workers: Sequence[Worker] = ()

    @classmethod
    async def among(cls, principal: Principal, uow: CaseworkUnitOfWork, ids: Collection[str | None]) -> "People":
        """The names of those people who follow cases."""
        wanted = {item for item in ids if item}
        contacts = await uow.directory.named(wanted, (), uow.clock.today())
        subjects = wanted - {item.contact_id for item in contacts} - _SERVICES - {principal.subject, principal.contact}
        names = await uow.workers.names(subjects) if subjects else {}
        return cls(principal, names | {item.contact_id: item.name for item in contacts if item.role in WORKERS})

    @classmethod
    async def all(cls, principal: Principal, uow: CaseworkUnitOfWork, ids: Collection[str | None]) -> "People":
        """These names, and everybody who can be given work today. For readers who act.

        Whoever is a contact is offered as that contact, and not by the ``sub`` too.
        """
        today = uow.clock.today()
        contacts = await uow.directory.named({item for item in ids if item}, WORKERS, today)
        mine = {principal.subject, principal.contact}
        workers = [
            Worker(item.contact_id, item.name, item.role)
            for item in contacts
            if item.valid and item.role in WORKERS and item.contact_id not in mine
        ]
        offered = {worker.worker_id for worker in workers} | mine - {None}
        named = {item.contact_id for item in contacts} | mine
        subjects = await uow.workers.subjects_since(today - KNOWN_FOR)
        workers += [
            Worker(item.subject, item.name, item.role)
            for item in subjects
            if item.subject not in named and item.contact not in offered
        ]
        names = {item.subject: item.name for item in subjects if item.name}
        return cls(principal, names | {item.contact_id: item.name for item in contacts}, workers)

    @property
    def me(self) -> str:
        """The reader, as work is given to the reader."""
        return actor(self.principal)

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Who can be given work, as a form offers it: the reader in front."""
        others = [(item.worker_id, f"{item.name or item.worker_id}, {role(item.role)}") for item in self.workers]
        return [(self.me, "mezelf"), *others]

    def choices_with(self, worker: str) -> list[tuple[str, str]]:
        """The same with somebody who has the work already; an empty text for nobody."""
        if not worker or any(worker == name for name, _ in self.choices):
            return self.choices
        return [*self.choices, (worker, self.name(worker))]

    def is_me(self, worker: str | None) -> bool:
        """Whether this is the reader, by either name."""
        return worker is not None and worker in (self.principal.subject, self.principal.contact)

    def is_system(self, worker: str) -> bool:
        """Whether a service of ours did it, and nobody."""
        return worker in _SERVICES

    def name(self, worker: str) -> str:
        """The name of a contact, or of whoever signed in here; else the ``sub`` itself."""
        return self.names.get(worker, worker)
