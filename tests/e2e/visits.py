"""Who visits which page: the people, and all pages."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

from casework.domain.states import Action

CASEWORKER, COUNSELLOR, CLB, COACH = "An Peeters", "Griet Daenen", "Ann Robijns", "Yasmina Bouzid"
COORDINATOR, OPERATOR = "Els Moons", "Lokale beheerder"
SECRETARY = "Secretariaat Technisch Instituut Haspengouw"
NOBODY = None
PEOPLE = {CASEWORKER: "/dossiers", COUNSELLOR: "/dossiers", CLB: "/dossiers", COACH: "/dossiers"}
PEOPLE |= {COORDINATOR: "/dossiers", OPERATOR: "/beheer", SECRETARY: "/school/125003/overzicht", NOBODY: "/"}
"""Everybody, and where each signs in."""


@dataclass(frozen=True)
class Visit:
    """A page, who comes there, and what is typed and pressed to have it; ``{…}`` stand for what the fixture made."""

    name: str
    path: str
    by: str | None = CASEWORKER
    typed: Mapping[str, str] = field(default_factory=dict)
    press: str | None = None
    opens: str | None = None
    status: int = 200


def first_visits(visits: Iterable[Visit]) -> Iterator[Any]:
    """Parameters for a test: the first visit to each kind of page; further ones to the same kind are for the soak."""
    seen: set[str] = set()
    for visit in visits:
        kind = re.sub(r"\{[^}]*\}", "{}", visit.path.split("?")[0])
        yield pytest.param(visit, marks=pytest.mark.soak) if kind in seen else visit
        seen.add(kind)


OF_THE_OPERATION = (
    Visit("operation", "/beheer", OPERATOR),
    Visit("operation of a service", "/beheer/notifications", OPERATOR),
    Visit("story", "/beheer/verloop", OPERATOR, typed={"Referentie of correlatie-id": "{new}"}, press="Zoeken"),
    Visit("no story", "/beheer/verloop", OPERATOR, typed={"Referentie of correlatie-id": "SP-1"}, press="Zoeken"),
    Visit("dead letters", "/beheer/attendance/niet-verwerkt", OPERATOR),
    Visit("dead letters without any", "/beheer/casework/niet-verwerkt", OPERATOR),
    Visit("dead letter", "/beheer/attendance/niet-verwerkt/{dead_letter}", OPERATOR),
)
OF_THE_DIRECTORY = (
    Visit("directory", "/directory"),
    Visit("directory to the coordinator", "/directory", COORDINATOR),
    Visit("organisation", "/directory/organisaties/school-125001"),
    Visit("organisation to the coordinator", "/directory/organisaties/school-125001", COORDINATOR),
    Visit("new organisation", "/directory/nieuwe-organisatie", COORDINATOR),
    Visit("rooms", "/directory/lokalen"),
    Visit("new room", "/directory/nieuw-lokaal", COORDINATOR),
    Visit("contacts", "/directory/contacten"),
    Visit("contacts to the counsellor", "/directory/contacten", COUNSELLOR),
    Visit("contact", "/directory/contacten/clb-1"),
    Visit("contact to the coordinator", "/directory/contacten/clb-1", COORDINATOR),
    Visit("own contact", "/directory/contacten/counsellor-125003", COUNSELLOR),
    Visit("own hours", "/directory/contacten/counsellor-125003/uren", COUNSELLOR),
    Visit("hours to the caseworker", "/directory/contacten/clb-1/uren"),
    Visit("new contact", "/directory/nieuw-contact", COORDINATOR),
    Visit("table to take over", "/directory/inlezen", COORDINATOR),
    Visit(
        "table with a mistake",
        "/directory/inlezen",
        COORDINATOR,
        typed={"Of plak de tabel hier": "contact_id,name"},
        press="Toon wat er zou veranderen",
    ),
)
OF_PARTNERS = (
    Visit("pupils", "/leerlingen", COUNSELLOR),
    Visit("all pupils", "/leerlingen?toon=alle", COUNSELLOR),
    Visit("pupils to the CLB", "/leerlingen", CLB),
    Visit("pupils to the coordinator", "/leerlingen", COORDINATOR),
    Visit("pupil to the counsellor", "/leerlingen/{school}/{pupil}", COUNSELLOR),
    Visit("report", "/leerlingen/{school}/{pupil}", COUNSELLOR, press="Een bezorgdheid melden"),
    Visit("report of nobody", "/meldingen", COUNSELLOR),
    Visit("report that is wrong", "/meldingen", typed={"Instellingsnummer": "1"}, press="Melding versturen"),
    Visit("report that arrived", "/meldingen?gedaan=melding", COUNSELLOR),
    Visit("contact to note", "/dossiers/{coached}/contact", COACH),
    Visit("contact that lacks something", "/dossiers/{coached}/contact", COACH, press="Niet bereikt: bewaren"),
    Visit("notices to the coach that wait", "/berichten/mij?toon=te-beantwoorden", COACH),
    Visit("own preferences", "/berichten/voorkeuren/clb-1", CLB),
    Visit(
        "preferences that are wrong",
        "/berichten/voorkeuren/clb-1",
        COORDINATOR,
        typed={"Van": "16:00", "Tot": "09:00"},
        press="Bewaren",
    ),
    Visit("mail to parents", "/berichten/ouders/{case}"),
    Visit("suppressions", "/berichten/geen-berichten", COORDINATOR),
    Visit("sample of a digest", "/berichten/voorbeelden?bericht=digest/caseworker&taal=fr", COORDINATOR),
    Visit("meetings that were", "/overleg?toon=voorbij", COUNSELLOR),
)
OF_A_SCHOOL = (
    Visit("cases of a school", "/schooldossiers", SECRETARY),
    Visit("schools", "/school"),
    Visit("overview of a school", "/school/125003/overzicht", SECRETARY),
    Visit("overview of a school without anything", "/school/125001/overzicht"),
    Visit("pupils of a school", "/school/125003/leerlingen", SECRETARY),
    Visit(
        "pupils of a school that are found",
        "/school/125003/leerlingen",
        SECRETARY,
        typed={"Zoek op naam, klas of stamnummer": "verzonnen"},
        press="Zoeken",
    ),
    Visit("enrolling a pupil", "/school/125003/inschrijven", SECRETARY),
    Visit("withdrawing a pupil", "/school/125003/leerlingen/{pupil}/uitschrijven", SECRETARY),
    Visit("half days to correct", "/school/125003/leerlingen/{pupil}/halve-dagen?dag=2026-10-05", SECRETARY),
    Visit("pupil to the school", "/leerlingen/125003/{pupil}", SECRETARY),
    Visit("questions", "/vragen", SECRETARY),
    Visit("questions to a caseworker", "/vragen?toestand=answered"),
    Visit("calendar of a school", "/school/125003/kalender/2026-2027?dag=2026-11-27", SECRETARY),
    Visit("file of a school", "/school/125003/bestanden", SECRETARY),
    Visit("marks to look into", "/school/125003/nakijken", SECRETARY),
    Visit("what is missing", "/school/125003/ontbreekt?dag=2026-10-05", SECRETARY),
    Visit("half day without marks", "/school/125003/ontbreekt/2026-10-05/PM", SECRETARY),
)
OF_THE_SETUP = (
    Visit("set-up", "/ingebruikname", OPERATOR),
    Visit("set-up to the coordinator", "/ingebruikname", COORDINATOR),
    Visit("set-up of a service", "/ingebruikname/attendance", COORDINATOR),
)
OF_OTHERS = (*OF_THE_DIRECTORY, *OF_THE_OPERATION, *OF_THE_SETUP, *OF_A_SCHOOL, *OF_PARTNERS)
"""What has no place among the pages of cases."""

SEARCH = "Zoek op referentie, naam, klas of notitie"
NAMELESS = "00000000-0000-4000-8000-000000000000"


MOVES: Mapping[str, tuple[Action, ...]] = {
    "new": (Action.ASSIGN, Action.ASSESS, Action.START, Action.HOLD, Action.CLOSE),
    "proposed": (Action.WITHDRAW, Action.RESUME),
    "held": (Action.RESUME,),
    "alone": (Action.REQUEST_MEETING,),
    "mine": (Action.MONITOR,),
    "closed": (Action.REOPEN,),
}
VISITS = (
    Visit("issuer", "/", NOBODY),
    Visit("sign-in of nothing", "/aanmelddienst/authorize", NOBODY, status=400),
    Visit("signed out", "/afmelden", NOBODY),
    Visit("acknowledgement", "{acknowledgement}", NOBODY),
    Visit("acknowledged", "{acknowledgement}", NOBODY, press="Ik heb het bericht gelezen"),
    Visit("acknowledged before", "{acknowledgement}", NOBODY),
    Visit("accessibility statement", "/toegankelijkheid", NOBODY),
    Visit("help", "/hulp"),
    Visit("unknown link", "/acknowledgements/onbekend", NOBODY, status=404),
    Visit("worklist", "/"),
    Visit("shortcuts", "/", opens="?"),
    Visit("case list", "/dossiers"),
    Visit("case list without cases", "/dossiers?toestand=monitoring"),
    Visit("search results", "/dossiers", typed={SEARCH: "3A"}, press="Zoeken"),
    Visit("search without results", "/dossiers", typed={SEARCH: "Xq"}, press="Zoeken"),
    Visit("stuck cases", "/dossiers/vastgelopen"),
    Visit("case", "/dossiers/{new}"),
    Visit("case with a proposed withdrawal", "/dossiers/{proposed}"),
    Visit("case that is closed", "/dossiers/{closed}"),
    Visit("case of mine", "/dossiers/{mine}"),
    Visit("case to the counsellor", "/dossiers/{new}", COUNSELLOR),
    Visit("case to the CLB", "/dossiers/{new}", CLB),
    Visit("case to the youth coach", "/dossiers/{new}", COACH),
    *(Visit(f"{move} of {case}", f"/dossiers/{{{case}}}/{move}") for case, moves in MOVES.items() for move in moves),
    *OF_OTHERS,
    Visit("children not known to be enrolled", "/leerplicht"),
    Visit("list of residents", "/leerplicht/inlezen", COORDINATOR),
    Visit("rules of attendance", "/regels"),
    Visit("rule of attendance", "/regels/niveaus/problematic-half-days", COORDINATOR),
    Visit(
        "rule of attendance that is tried",
        "/regels/niveaus/problematic-half-days",
        COORDINATOR,
        typed={"Niveaus": "3, 6", "Waar is dit afgesproken?": "Lokale afspraak"},
        press="Toon wat er zou veranderen",
    ),
    Visit("numbers of an early signal", "/regels/signalen/same-half-day", COORDINATOR),
    Visit("all figures", "/cijfers"),
    Visit("figures", "/cijfers/dossiers"),
    Visit("figures of attendance", "/cijfers-aanwezigheid"),
    Visit("figures of toddlers", "/cijfers-aanwezigheid/kleuters", COORDINATOR),
    Visit("social mix", "/cijfers-aanwezigheid/sociale-mix", COORDINATOR),
    Visit("figures of a school that is none", "/cijfers/dossiers?school=12", status=422),
    Visit("team board", "/teambord"),
    Visit("team board to the coordinator", "/teambord", COORDINATOR),
    Visit("sharing cases anew", "/teambord/herverdelen", COORDINATOR),
    Visit("own tasks of a youth coach", "/taken", COACH),
    Visit("own tasks without tasks", "/taken", COUNSELLOR),
    Visit("teams", "/teambord/teams", COORDINATOR),
    Visit("teams to a caseworker", "/teambord/teams"),
    Visit("new team", "/teambord/nieuw-team", COORDINATOR),
    Visit(
        "new team that is wrong",
        "/teambord/nieuw-team",
        COORDINATOR,
        typed={"Naam van het team": "Noord!", "Van welke scholen?": "12"},
        press="Team maken",
    ),
    Visit("team", "/teambord/teams/noord", COORDINATOR),
    Visit("rules", "/teambord/regels?school=125003&niveau=secundair", COORDINATOR),
    Visit("rules to a caseworker", "/teambord/regels"),
    Visit("new rule", "/teambord/nieuwe-regel", COORDINATOR),
    Visit("rule", "/teambord/regels/naar-noord", COORDINATOR),
    Visit("rule that is tried", "/teambord/regels/naar-noord", COORDINATOR, press="Proberen"),
    Visit("absences", "/teambord/afwezig"),
    Visit("absences to the coordinator", "/teambord/afwezig", COORDINATOR),
    Visit("absence that is changed", "/teambord/afwezig", COORDINATOR, press="Afwezigheid wijzigen"),
    Visit("worklist of a youth coach", "/", COACH),
    Visit("case that the youth coach has", "/dossiers/{coached}", COACH),
    Visit("trajectories", "/traject", COACH),
    Visit("trajectories without cases", "/traject"),
    Visit("trajectory", "/dossiers/{coached}/traject", COACH),
    Visit("dialog of a contact with a youngster", "/dossiers/{coached}/traject", COACH, opens="Contact noteren"),
    Visit("referrals", "/doorverwijzingen"),
    Visit("referrals to a CLB", "/doorverwijzingen", CLB),
    Visit("referring a case", "/dossiers/{mine}/doorverwijzen"),
    Visit("papers", "/dossiers/{mine}/papieren"),
    Visit("papers of a case that is closed", "/dossiers/{closed}/papieren"),
    Visit("dialog of a move", "/dossiers/{new}", opens="Afsluiten"),
    Visit("dialog of a contact", "/dossiers/{new}", opens="Contact toevoegen"),
    Visit(
        "move that is wrong",
        "/dossiers/{new}/hold",
        typed={"Tot en met": "2026-01-01", "Waarom?": "Te vroeg"},
        press="In wacht zetten",
    ),
    Visit("timeline", "/dossiers/{mine}/tijdlijn"),
    Visit("notes", "/dossiers/{mine}/notities"),
    Visit("notes without notes", "/dossiers/{new}/notities"),
    Visit("plan", "/dossiers/{mine}/plan"),
    Visit("tasks", "/dossiers/{mine}/taken"),
    Visit("contacts", "/dossiers/{mine}/contacten"),
    Visit("new case", "/dossiers/nieuw"),
    Visit("early signals", "/signalen"),
    Visit("links", "/dossiers/{mine}/koppelingen"),
    Visit("dialog of a link", "/dossiers/{new}", opens="Dossier koppelen"),
    Visit("guests", "/dossiers/{mine}/gasten"),
    Visit("guest", "/dossiers/{mine}/gasten/{guest}"),
    Visit("dialog of a guest", "/dossiers/{new}", opens="Betrokkene toevoegen"),
    Visit("duplicates", "/dossiers/{mine}/dubbels"),
    Visit("merger that is not possible", "/dossiers/{mine}/dubbels/{new}"),
    Visit(
        "new case of nobody",
        "/dossiers/nieuw",
        typed={"Instellingsnummer van de school": "1", "Stamnummer": "1", "Waarom?": "x"},
        press="Dossier openen",
    ),
    Visit("pupil", "/leerlingen/{school}/{pupil}"),
    Visit("pupil to the CLB", "/leerlingen/{school}/{pupil}", CLB),
    Visit("calendar", "/leerlingen/{school}/{pupil}/kalender?dossier={new}"),
    Visit("calendar without marks", "/leerlingen/{school}/{pupil}/kalender?schooljaar=2025-2026"),
    Visit("meetings", "/overleg"),
    Visit("meeting", "/overleg/{meeting}"),
    Visit("meeting under review", "/overleg/{reviewed}"),
    Visit("meeting that is cancelled", "/overleg/{cancelled}"),
    Visit("meeting to the counsellor", "/overleg/{meeting}", COUNSELLOR),
    Visit("own calendar", "/overleg/agenda", COUNSELLOR),
    Visit("answer to an invitation", "/overleg/{meeting}/antwoord", COUNSELLOR),
    Visit("standing meetings", "/reeksen"),
    Visit("standing meetings to the coordinator", "/reeksen", COORDINATOR),
    Visit("new standing meeting", "/reeksen/nieuw", COORDINATOR),
    Visit("plan of a term", "/reeksen/plan", COORDINATOR),
    Visit("standing meeting", "/reeksen/{series}"),
    Visit("standing meeting with what is proposed", "/reeksen/{series}", COORDINATOR),
    Visit("free times side by side", "/reeksen/{series}/vrij?dag=2027-06-03", COORDINATOR),
    Visit("session", "/overleg/{session}"),
    Visit("session to the counsellor", "/overleg/{session}", COUNSELLOR),
    Visit("agenda", "/overleg/{session}/agenda"),
    Visit("meeting moved", "/overleg/{meeting}/verzetten"),
    Visit("participants by name", "/overleg/{meeting}/deelnemers"),
    Visit("meeting called off", "/overleg/{meeting}/afzeggen"),
    Visit("actions of a meeting", "/overleg/{meeting}/afspraken"),
    Visit("preparation of a meeting", "/overleg/{meeting}/voorbereiding"),
    Visit("preparation of a session to the counsellor", "/overleg/{session}/voorbereiding", COUNSELLOR),
    Visit("case to prepare", "/dossiers/{mine}/voorbereiding"),
    Visit("report of a meeting", "/overleg/{meeting}/verslag"),
    Visit("report of a meeting to the counsellor", "/overleg/{meeting}/verslag", COUNSELLOR),
    Visit("report of a session", "/overleg/{session}/verslag"),
    Visit("guests of a meeting", "/overleg/{meeting}/gasten"),
    Visit("meeting held", "/overleg/{meeting}/gehouden"),
    Visit("meeting held too early", "/overleg/{meeting}/gehouden", press="Het overleg is gehouden"),
    Visit("dialog of a meeting", "/overleg/{meeting}", opens="Afzeggen"),
    Visit("education policy", "/beleid", COORDINATOR),
    Visit("questions to the coordinator", "/beleid/vragen", COUNSELLOR),
    Visit("agenda of the education policy", "/beleid/agenda", COORDINATOR),
    Visit("balance of the education policy", "/beleid/evenwicht"),
    Visit("report on six years", "/beleid/meerjarenplan"),
    Visit("offers to everybody", "/aanbod", NOBODY),
    Visit("offers to the coordinator", "/aanbod/beheer", COORDINATOR),
    Visit("new offer", "/aanbod/nieuw", COORDINATOR),
    Visit("notices of a case", "/berichten/dossier/{case}"),
    Visit("notices of a meeting", "/berichten/overleg/{meeting}"),
    Visit("notices to the counsellor", "/berichten/mij", COUNSELLOR),
    Visit("notices to the CLB", "/berichten/mij", CLB),
    Visit("what came back", "/berichten/binnengekomen", COORDINATOR),
    Visit("what came back of a kind", "/berichten/binnengekomen?soort=other&los=ja", COORDINATOR),
    Visit("letters to print", "/berichten/afdrukken", COORDINATOR),
    Visit("who is told what", "/berichten/wie-krijgt-wat"),
    Visit("sample of a mail", "/berichten/voorbeelden?bericht=case-opened/1/clb&taal=fr"),
    Visit("notices of nothing", f"/berichten/dossier/{NAMELESS}"),
    Visit("problem: not found", "/dossiers/SP-2026-999999", status=404),
    Visit("problem: no such page", "/nergens", status=404),
    Visit("problem: wrong address", "/overleg?cursor=x", status=422),
    Visit("problem: forbidden", "/leerlingen/{school}/{pupil}", COACH, status=403),
    Visit("problem: not now", "/dossiers/{closed}/start", status=409),
)
