"""What the words of the directory are called in Dutch."""

from collections.abc import Mapping
from typing import Any

from consultation.directory.domain.gaps import GapKind
from consultation.directory.domain.own_week import Away
from consultation.domain.organisation import OrganisationKind
from shared.web.words import FIELD_ERRORS, FITS_NOT

KINDS: Mapping[OrganisationKind, str] = {
    OrganisationKind.SCHOOL: "school",
    OrganisationKind.CLB: "CLB",
    OrganisationKind.CITY_SERVICE: "stadsdienst",
    OrganisationKind.PARTNER: "partner",
}
LEVELS: Mapping[str, str] = {"kleuter": "kleuter", "lager": "lager", "secundair": "secundair"}
GAPS: Mapping[GapKind, str] = {
    GapKind.NO_COUNSELLOR: "geen leerlingenbegeleider",
    GapKind.NO_CLB: "geen CLB-contact",
    GapKind.NO_EMAIL: "niemand met een e-mailadres",
    GapKind.NO_CONTACT: "niemand werkt voor dit CLB",
    GapKind.ADDRESS_BOUNCED: "berichten komen niet aan op het e-mailadres",
    GapKind.CONTACT_ENDS: "stopt binnenkort",
    GapKind.NO_ORGANISATION: "contactpersonen, maar de school staat niet in het adresboek",
}
FIELDS: Mapping[str, str] = {
    "contact_id": "code",
    "organisation_id": "organisatie",
    "name": "naam",
    "role": "rol",
    "organisation": "organisatie",
    "schools": "scholen",
    "email": "e-mailadres",
    "language": "taal",
    "deputy_of": "vervangt",
    "valid_from": "vanaf",
    "valid_until": "tot en met",
    "weekly": "uren",
    "phone": "telefoonnummer",
    "kind": "soort",
    "school": "instellingsnummer",
    "board": "bestuur",
    "levels": "niveaus",
    "sites": "vestigingsplaatsen",
    "serves": "scholen van het CLB",
    "local": "werkt met de gemeente samen",
}
"""What the columns of a table are called."""

CHANGED = "Iemand heeft dit net gewijzigd. Kijk wat er nu staat, en verstuur dan opnieuw."
TAKEN = "Die code is er al. Kies een andere."
WRONG: Mapping[str, str] = {
    "school": "Dit nummer heeft een andere school in het adresboek, of het is geen nummer van zes cijfers.",
    "serves": "Alleen een CLB heeft scholen. Schrijf nummers van zes cijfers, met een spatie ertussen.",
    "sites": "Schrijf op elke regel de code, de naam en het adres van een vestigingsplaats, met | ertussen.",
    "deputy_of": "Deze persoon staat niet in het adresboek, of is de persoon zelf.",
    "valid_until": "Deze dag komt voor de eerste dag.",
    "email": "Dit is geen e-mailadres.",
    "postcode": "Dit is geen postcode.",
    "weekly": "Schrijf uren als 1 08:30-12:00; 3 13:00-16:00, waarin 1 maandag is.",
    "organisation_id": "Deze organisatie staat niet in het adresboek.",
}
"""What is wrong with a field that a use case refused."""

ROOM_HAS_NAME = "Een ander lokaal op die plaats heet al zo. Kies een andere naam."
NO_FILE = "Kies een bestand, of plak de tabel in het vak."
NOT_UTF8 = "Dit bestand is geen CSV in UTF-8. Bewaar het in uw rekenblad als “CSV UTF-8”."
NO_HEADER = "In de eerste regel staat geen kolom contact_id of organisation_id."
DONE: Mapping[str, str] = {
    "organisatie": "De organisatie is bewaard.",
    "contact": "De contactpersoon is bewaard.",
    "lokaal": "Het lokaal is bewaard.",
    "uren": "De uren zijn bewaard.",
    "tabel": "De tabel is ingelezen.",
}

WEEKDAYS: Mapping[int, tuple[str, str]] = {
    1: ("maandag", "ma"),
    2: ("dinsdag", "di"),
    3: ("woensdag", "wo"),
    4: ("donderdag", "do"),
    5: ("vrijdag", "vr"),
    6: ("zaterdag", "za"),
    7: ("zondag", "zo"),
}
AWAY: Mapping[Away, str] = {
    Away.EXCEPTION: "uitzondering",
    Away.NO_LESSONS: "geen les",
    Away.CLOSED: "de organisatie is gesloten",
    Away.BUSY: "bezet in de eigen agenda",
}
WRONG_HOURS: Mapping[str, str] = {
    "hours": "Schrijf uren als 08:30-12:00, 13:00-16:00.",
    "from": "Schrijf uren als 08:30-12:00, 13:00-16:00.",
    "until": "Het einde komt na het begin.",
    "valid_from": "Met om de 2 of meer weken hoort een eerste dag: van die week af wordt geteld.",
    "valid_until": "Deze dag komt voor de eerste dag.",
    "number": "Geef een getal van hoogstens drie cijfers.",
}


def said_of(error: str, context: Mapping[str, Any]) -> str:
    """What is wrong with a field, by the type of pydantic's error and what the error says besides."""
    hours = WRONG_HOURS["hours"] if error == "string_pattern_mismatch" else FITS_NOT
    return FIELD_ERRORS.get(error, hours).format(**context)
