"""Makes papers: gathers what may be in a paper, says it, and keeps that it was made."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from uuid import UUID

from casework.api.readers import Reader, shown_to
from casework.application.make_paper import record_paper
from casework.domain.case import Case
from casework.domain.consent import PURPOSE_OF_ROLE, require_consent
from casework.domain.lists import TimelinePlace
from casework.domain.paper import PAPER_MADE, Content, MadePaper, Paper, PaperField, PaperKind, PaperKinds
from casework.domain.timeline import Entry
from casework.domain.timeline_visibility import partner_kinds
from casework.papers.definition import RegisteredPaper
from casework.papers.source import Source, Typed
from casework.unit_of_work import CaseworkUnitOfWork
from casework.words.nl import Dutch
from shared.domain.errors import NotFound
from shared.domain.roles import Role
from shared.papers.letterhead import Letterhead
from shared.runtime.clock import Clock
from shared.runtime.http.principal import Principal
from shared.runtime.http.problems import Problem
from shared.runtime.ids import new_id

PAPER_WORDS = Path(__file__).with_name("words.toml")

_MOST = 10_000
"""More entries or contacts than any case has."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that is asked for: its kind, who it is for (None: nobody of the system), and what was typed."""

    kind: str
    audience: Role | None = None
    typed: Typed = field(default_factory=Typed)

    @property
    def fields(self) -> Collection[PaperField]:
        """The fields that were typed."""
        return [name for name in PaperField if getattr(self.typed, name)]


@dataclass(frozen=True, slots=True)
class PaperMaker:
    """Makes papers of the registered kinds, with this letterhead. ``kept_days`` is how long a letter is kept."""

    papers: Sequence[RegisteredPaper]
    letterhead: Letterhead
    dutch: Dutch
    clock: Clock
    kept_days: int

    @property
    def kinds(self) -> PaperKinds:
        """The kinds there are."""
        return PaperKinds([registered.kind for registered in self.papers])

    def registered(self, kind: str) -> RegisteredPaper:
        """The kind of this name with its templates and words. Raises NotFound."""
        for registered in self.papers:
            if registered.kind.name == kind:
                return registered
        raise NotFound("kind of paper")

    def title(self, kind: PaperKind) -> str:
        """What people call a kind of paper."""
        return self.dutch.word("paper", kind.name)

    async def make(self, uow: CaseworkUnitOfWork, case: Case, wanted: Wanted, *, by: Principal) -> Paper:
        """The paper, made and not kept.

        Raises:

        1. NotFound for a kind that this case does not have;
        2. Conflict in a state without it, and for a partner while no consent to share with the partner holds;
        3. InvalidField for what does not fit;
        4. Problem (403) for a kind that the roles of the caller do not make.
        """
        registered = self.registered(wanted.kind)
        kind = registered.kind
        if kind.made_by.isdisjoint(by.roles):
            raise Problem("forbidden")
        kind.check(case, wanted.audience, wanted.fields)
        if wanted.audience:
            consents = await uow.consents.of_case(case.case_id)
            require_consent(consents, PURPOSE_OF_ROLE[wanted.audience], self.clock.today())
        source = await self._source(uow, case, wanted, by=by)
        head = self._head(case, kind, maker=await _name(uow, by.contact, self.clock.today()))
        return Paper(new_id(), kind, kind.version, wanted.audience, {**head, **registered.content_of(source)})

    async def keep(self, uow: CaseworkUnitOfWork, case_id: UUID, paper: Paper, *, by: str) -> None:
        """Note that the paper was made, and keep it where its kind is kept."""
        await record_paper(uow, case_id, paper, by=by, clock=self.clock, kept_days=self.kept_days)

    async def letter(self, uow: CaseworkUnitOfWork, case: Case, paper_id: UUID, *, by: Principal) -> Paper:
        """A letter that is kept, as it was made, for who may make such a letter. Raises NotFound after its term."""
        kept = await uow.letters.find(case.case_id, paper_id, self.clock.today())
        kind = self.registered(kept.kind).kind if kept else None
        if kept is None or kind is None or kind.made_by.isdisjoint(by.roles):
            raise NotFound("letter", paper_id)
        return Paper(paper_id, kind, kept.version, None, kept.content)

    async def made(self, uow: CaseworkUnitOfWork, case: Case) -> list[MadePaper]:
        """The papers that were made of a case, the newest in front."""
        kept_until = await uow.letters.kept_until(case.case_id, self.clock.today())
        entries = await uow.timeline.of_kind(case.case_id, PAPER_MADE)
        return [MadePaper.told(entry, kept_until) for entry in entries]

    def _head(self, case: Case, kind: PaperKind, *, maker: str | None) -> Content:
        return {
            "title": self.title(kind),
            "kind": kind.name,
            "version": kind.version,
            "basis_text": self.dutch.word("basis", kind.basis),
            "made_on": self.clock.today().isoformat(),
            "made_by": maker,
            "reference": case.reference,
            "municipality": self.letterhead.content,
        }

    async def _source(self, uow: CaseworkUnitOfWork, case: Case, wanted: Wanted, *, by: Principal) -> Source:
        """The case as the receiver may see it; for a paper that is for nobody of the system, as the maker does."""
        receiver = await self._receiver(uow, wanted, by)
        shown = (await shown_to(receiver, uow, [receiver.may_know_of(case)]))[case.case_id]
        entries = await uow.timeline.page(case.case_id, None, _MOST)
        of_file = wanted.audience is None
        return Source(
            case=case,
            shown=shown,
            entries=[entry for _, entry in entries] if of_file else _for_partners(case, entries),
            contacts=await uow.files.contacts(case.case_id, None, _MOST) if of_file else (),
            assignee=await _name(uow, case.assignee, self.clock.today()),
            audience=wanted.audience,
            dutch=self.dutch,
            typed=wanted.typed,
        )

    async def _receiver(self, uow: CaseworkUnitOfWork, wanted: Wanted, by: Principal) -> Reader:
        """Who reads the paper. The kind has checked that the role may know of the case."""
        if wanted.audience is None:
            return await Reader.of(by, uow, self.clock.today())
        return Reader(Principal("", frozenset({wanted.audience})), None, None)


async def visible_case(uow: CaseworkUnitOfWork, case_id: UUID, principal: Principal) -> Case:
    """The case. Raises NotFound for a case that the caller may not see, as if it were not there."""
    reader = await Reader.of(principal, uow, uow.clock.today())
    return reader.may_know_of(await uow.cases.get(case_id))


def _for_partners(case: Case, entries: Sequence[tuple[TimelinePlace, Entry]]) -> list[Entry]:
    """What every reader of the case reads of its timeline."""
    kinds = partner_kinds(case.case_type)
    return [entry.outside for _, entry in entries if entry.kind in kinds]


async def _name(uow: CaseworkUnitOfWork, contact_id: str | None, today: date) -> str | None:
    """The name of a contact of the directory; None for nobody, and for who is known by a token alone."""
    contacts = await uow.directory.named({contact_id}, (), today) if contact_id else []
    return contacts[0].name if contacts else None
