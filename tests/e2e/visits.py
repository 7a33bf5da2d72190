"""Who visits which page: the people, and the pages of the directory."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import pytest

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
