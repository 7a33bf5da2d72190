"""What the table of who is told what is called in Dutch."""

from collections.abc import Iterable, Mapping

from notifications.domain.agreements import Agreement
from notifications.domain.telling import Basis, Naming, Pupils, Purpose, Urgency, Why

WHY: Mapping[Why, str] = {
    Why.INVOLVED_BY_LAW: "de school moet dit CLB betrekken",
    Why.SUPPORTS_PUPILS: "ondersteunt leerlingen van de school",
    Why.STANDS_IN: "in de plaats van een contact dat niet in het adresboek staat",
    Why.WAS_TOLD: "kreeg eerder bericht",
    Why.TAKES_PART: "neemt deel aan het overleg",
    Why.COORDINATES: "coördineert het lokale beleid",
    Why.HAS_CASE: "heeft het dossier",
}
PURPOSES: Mapping[Purpose, str] = {
    Purpose.GUIDE: "om de leerling weer naar school te helpen",
    Purpose.HAND_ON: "om de juiste persoon te verwittigen",
    Purpose.END: "om te stoppen met wat voorbij is of niet klopte",
    Purpose.MEET: "om voorbereid naar het overleg te komen",
    Purpose.FIND_TIME: "om een moment voor het overleg te vinden",
    Purpose.WORK: "om op tijd te doen wat het dossier vraagt",
    Purpose.KNOW: "om te weten wat ervan werd",
}
BASES: Mapping[Basis, str] = {
    Basis.LAW: "regelgeving (AGODI: CLB betrekken vanaf vijf problematische halve dagen)",
    Basis.LOCAL_AGREEMENT: "lokale afspraak",
}
NAMINGS: Mapping[Naming, str] = {Naming.FULL: "met naam", Naming.FIRST: "met voornaam", Naming.NONE: "zonder naam"}
PUPILS: Mapping[Pupils, str] = {
    Pupils.ALL: "alle leerlingen",
    Pupils.NOT_YOUNGER: "secundair, of niveau niet bekend",
    Pupils.SECONDARY: "secundair",
    Pupils.YOUNGER: "kleuter en lager",
}
URGENCIES: Mapping[Urgency, str] = {
    Urgency.AT_ONCE: "meteen",
    Urgency.CAN_WAIT: "meteen, of binnen de afgesproken uren",
    Urgency.IN_DIGEST: "samen met andere berichten van die dag",
}
AGREEMENTS: Mapping[Agreement, str] = {
    Agreement.COACH_AFTER_MEETING: "alleen waar afgesproken: na een overleg",
    Agreement.COACH_AFTER_CONSENT: "alleen waar afgesproken: na toestemming",
    Agreement.CASEWORKER_DIGEST: "alleen waar afgesproken: dagoverzicht van wie een dossier heeft",
    Agreement.OVERDUE: "alleen waar afgesproken: termijnen die lang voorbij zijn",
    Agreement.SCHOOL_STATUS: "alleen waar afgesproken: stand van dossiers aan de school",
    Agreement.EARLY_SIGNALS: "alleen waar afgesproken: vroege signalen",
}
FIELDS: Mapping[str, str] = {
    "reference": "nummer van het dossier",
    "references": "nummers van de dossiers",
    "receiver": "wie het bericht kreeg",
    "school": "school",
    "body": "naam van het overlegorgaan",
    "counted_on": "dag van de telling",
    "number": "aantal punten",
    "late": "aantal punten die te laat zijn",
    "items": "aantal punten per soort",
    "link": "link",
    "pupil": "leerling",
    "pupils": "leerlingen",
    "pupil_page": "link naar de aanwezigheid",
    "class_name": "klas",
    "count": "aantal halve dagen",
    "half_days": "welke halve dagen",
    "counsellor": "leerlingenbegeleider",
    "school_year": "schooljaar",
    "level": "niveau",
    "is_new_year": "of het een nieuw schooljaar is",
    "missing": "wie ontbreekt of niet antwoordde",
    "appointment": "wanneer en waar",
    "before": "wanneer het eerst was",
    "reply": "link om te antwoorden",
    "cases": "dossiers op de agenda",
    "others": "hoeveel andere dossiers",
    "again": "of de agenda wijzigde",
    "kind": "wat opvalt",
    "due_on": "laatste dag van de termijn",
    "status": "stand van het dossier",
    "period_from": "begin van de periode",
    "period_until": "einde van de periode",
}
LANGUAGES: Mapping[str, str] = {"nl": "Nederlands", "fr": "Nederlands en Frans", "en": "Nederlands en Engels"}


def fields_in_words(fields: Iterable[str]) -> str:
    """What a notice can say."""
    return ", ".join(FIELDS.get(name, name) for name in fields)


def agreed_in_words(agreed: Agreement | None) -> str | None:
    """Without which agreement nobody is told; None where none is needed."""
    return AGREEMENTS.get(agreed, "alleen waar afgesproken") if agreed else None


def language_in_words(code: str) -> str:
    """The languages of a mail."""
    return LANGUAGES.get(code, f"Nederlands en {code}")
