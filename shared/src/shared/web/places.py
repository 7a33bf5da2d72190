"""Which service answers which paths at the one address, and where the navigation leads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from shared.domain.roles import Role

PLACES: Mapping[str, tuple[str, ...]] = {
    "casework": (
        "/dossiers",
        "/doorverwijzingen",
        "/signalen",
        "/teambord",
        "/cijfers",
        "/taken",
        "/traject",
        "/meldingen",
        "/schooldossiers",
    ),
    "attendance": ("/leerlingen", "/school", "/vragen", "/cijfers-aanwezigheid", "/regels", "/leerplicht"),
    "consultation": (
        "/overleg",
        "/overlegorganen",
        "/beleid",
        "/aanbod",
        "/bevragingen",
        "/activiteiten",
        "/reeksen",
        "/replies",
        "/directory",
    ),
    "notifications": ("/berichten", "/acknowledgements"),
}
"""The paths of each service's pages, each with all that lies below it. Casework also has `/`, and what nobody has."""

HOME = "casework"
"""The service that answers `/`."""

SCHOOL_START = "/school"
"""Where a school begins; it leads on to the pages of the school's own number."""

POLICY = "/beleid"
"""Where a partner begins."""

BODIES = "/overlegorganen"

HELP = "/hulp"
ACCESSIBILITY = "/toegankelijkheid"
SIGN_IN = "/aanmelden"
SIGN_OUT = "/afmelden"
ASSETS = "/web"
OPERATION = "/beheer"
"""Below these, the next part of a path names a service."""

SETUP = "/ingebruikname"
"""Likewise."""

LOCAL_ISSUER = "/aanmelddienst"
"""Where the issuer of the local stack is, below the one address."""

STORY = f"{OPERATION}/verloop"
OF_ANY = (f"{ASSETS}/*", OPERATION, STORY, SETUP)
"""What all services have alike, and any of them answers."""

_ACTORS = frozenset({Role.CASEWORKER, Role.COORDINATOR})
_GIVEN = _ACTORS | {Role.YOUTH_COACH}
_ASKED = frozenset({Role.COUNSELLOR, Role.CLB, Role.YOUTH_COACH})
_READERS = _ACTORS | _ASKED
_OPERATORS = frozenset({Role.OPERATOR})
_SCHOOL = frozenset({Role.SCHOOL})
_PARTNER = frozenset({Role.PARTNER})
_OF_SCHOOL = "/school/{school}"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the navigation, for these roles. `also` are other paths that it stands for, with all below them.

    `without` are paths below it that another line stands for.

    ``{school}`` in a path stands for the number of the school that is signed in.
    """

    label: str
    path: str
    roles: frozenset[Role]
    also: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def leads_to(self, path: str) -> bool:
        """Whether the page of this path lies below."""
        places = (*(() if self.path == "/" else (f"{self.path}/",)), *(f"{place}/" for place in self.also))
        elsewhere = tuple(f"{place}/" for place in self.without)
        return f"{path}/".startswith(places) and not (elsewhere and f"{path}/".startswith(elsewhere))

    def of(self, school: str | None) -> "Entry":
        """The line as it is shown to somebody of this school, None for somebody of the municipality or the CLB."""
        also = tuple(path.format(school=school) for path in self.also)
        return replace(self, path=self.path.format(school=school), also=also)


NAVIGATION: Sequence[Entry] = (
    Entry("Werklijst", "/", _GIVEN),
    Entry("Trajecten", "/traject", frozenset({Role.YOUTH_COACH})),
    Entry("Dossiers", "/dossiers", _READERS),
    Entry("Leerlingen", "/leerlingen", _ACTORS | {Role.COUNSELLOR, Role.CLB}),
    Entry("Taken", "/taken", _ASKED),
    Entry("Berichten", "/berichten/mij", _ASKED, also=("/berichten/voorkeuren",)),
    Entry("Doorverwijzingen", "/doorverwijzingen", _READERS),
    Entry("Team", "/teambord", _ACTORS),
    Entry("Signalen", "/signalen", _ACTORS),
    Entry("Overleg", "/overleg", _READERS, also=("/overlegorganen", "/reeksen")),
    Entry("Beleid", POLICY, _READERS | _SCHOOL),
    Entry("Beleid", POLICY, _PARTNER, without=("/beleid/vragen",)),
    Entry("Overlegorganen", BODIES, _PARTNER | _SCHOOL),
    Entry("Activiteiten", "/activiteiten", _READERS | _PARTNER | _SCHOOL),
    Entry("Aanbod", "/aanbod/beheer", _READERS | _SCHOOL | _PARTNER, also=("/aanbod",)),
    Entry("Bevragingen", "/bevragingen", _READERS | _SCHOOL | _PARTNER),
    Entry("Vragen", "/beleid/vragen", _PARTNER),
    Entry("Adresboek", "/directory", _ACTORS),
    Entry("Adresboek", "/directory/contacten", _ASKED),
    Entry(
        "Berichten",
        "/berichten/binnengekomen",
        frozenset({Role.COORDINATOR}),
        also=(
            "/berichten/afdrukken",
            "/berichten/geen-berichten",
            "/berichten/voorbeelden",
            "/berichten/voorkeuren",
            "/berichten/wie-krijgt-wat",
        ),
    ),
    Entry("Scholen", "/school", _ACTORS),
    Entry("Meldregels", "/regels", frozenset({Role.COORDINATOR})),
    Entry("Leerplicht", "/leerplicht", _ACTORS),
    Entry("Cijfers", "/cijfers", _ACTORS, also=("/cijfers-aanwezigheid",)),
    Entry("Beheer", OPERATION, _OPERATORS),
    Entry("Ingebruikname", SETUP, _OPERATORS),
    Entry("Overzicht", f"{_OF_SCHOOL}/overzicht", _SCHOOL, also=(f"{_OF_SCHOOL}/nakijken", f"{_OF_SCHOOL}/ontbreekt")),
    Entry("Leerlingen", f"{_OF_SCHOOL}/leerlingen", _SCHOOL, also=(f"{_OF_SCHOOL}/inschrijven",)),
    Entry("Bestand inlezen", f"{_OF_SCHOOL}/bestanden", _SCHOOL),
    Entry("Vragen", "/vragen", _SCHOOL | {Role.COUNSELLOR, *_ACTORS}),
    Entry("Kalender", f"{_OF_SCHOOL}/kalender", _SCHOOL),
    Entry("Cijfers", "/cijfers-aanwezigheid", _SCHOOL),
    Entry("Niveaus", "/leerlingen", _SCHOOL),
    Entry("Dossiers", "/schooldossiers", _SCHOOL),
)

FOOT: Sequence[Entry] = (Entry("Ingebruikname", SETUP, frozenset({Role.COORDINATOR})),)
"""What stands at the foot of each page: seldom needed, once all is there."""


_SELDOM = frozenset(
    {
        "/aanbod/beheer",
        "/activiteiten",
        "/berichten/binnengekomen",
        "/cijfers",
        "/cijfers-aanwezigheid",
        "/directory",
        "/directory/contacten",
        "/beleid",
        "/bevragingen",
        BODIES,
        "/doorverwijzingen",
        "/leerplicht",
        "/regels",
        "/school",
        "/vragen",
    }
)
_IN_A_ROW = 6


def folded(entries: Sequence[Entry]) -> tuple[Sequence[Entry], Sequence[Entry]]:
    """The lines that always show, and those behind "Meer": the seldom ones, where all would be more than six."""
    if len(entries) <= _IN_A_ROW:
        return entries, ()
    seldom = [entry for entry in entries if entry.path in _SELDOM]
    return [entry for entry in entries if entry not in seldom], seldom


def service_after(service: str) -> str:
    """The next of the services with pages; after the last comes the first."""
    services = list(PLACES)
    return services[(services.index(service) + 1) % len(services)]
