"""What the words of activities are called in Dutch."""

from collections.abc import Mapping

from consultation.activities.domain.registration import RegistrationStatus
from consultation.activities.domain.states import ActivityStatus
from consultation.activities.domain.stock import Moved
from consultation.activities.domain.subsidy import Part

STATUSES: Mapping[ActivityStatus, tuple[str, str]] = {
    ActivityStatus.PLANNED: ("in voorbereiding", ""),
    ActivityStatus.OPEN: ("inschrijven kan", "good"),
    ActivityStatus.RUNNING: ("bezig", "info"),
    ActivityStatus.HELD: ("afgelopen", ""),
    ActivityStatus.CANCELLED: ("gaat niet door", "bad"),
}
"""A status in words, and how its badge looks."""

STANDS: Mapping[RegistrationStatus, tuple[str, str]] = {
    RegistrationStatus.PLACED: ("heeft plaats", "good"),
    RegistrationStatus.WAITING: ("op de wachtlijst", "warn"),
    RegistrationStatus.WITHDRAWN: ("ingetrokken", ""),
    RegistrationStatus.DECLINED: ("geweigerd", "bad"),
}
MOVES: Mapping[Moved, str] = {
    Moved.RECEIVED: "ontvangen",
    Moved.HANDED_OUT: "uitgedeeld",
    Moved.REDEEMED: "bonnen ingeleverd",
}
MISSING: Mapping[Part, str] = {
    Part.DATES: "de data",
    Part.PLACE: "de plaats",
    Part.INSTRUCTOR: "wie het begeleidt",
    Part.BUDGET: "het budget",
    Part.COST: "wat het gekost heeft",
    Part.LEAST: "het minimum aantal deelnemers",
    Part.PARTICIPANTS: "het werkelijke aantal deelnemers",
    Part.ATTACHMENTS: "een bijlage",
}

CHANGED = "Iemand heeft dit net gewijzigd. Kijk wat er nu staat, en verstuur dan opnieuw."
NOT_POSSIBLE = "Dat kan nu niet. Kijk wat er al genoteerd is, en wat nog niet."
IS_REGISTERED = "Deze school, groep of persoon is al ingeschreven, of alles is volzet."
WRONG: Mapping[str, str] = {
    "until": "Deze dag komt voor de eerste dag, of laat een dag weg waarvan iets genoteerd is.",
    "ends_at": "Het einde komt na het begin.",
    "starts_at": "Die dag valt buiten de periode van de activiteit.",
    "capacity": "Vul in hoeveel plaatsen er zijn, en niet minder dan er gevraagd zijn.",
    "least": "Dit is meer dan er plaatsen zijn.",
    "places": "Zoveel plaatsen zijn er niet, of u had er minder gevraagd.",
    "label": "Vul in welke groep het is.",
    "name": "Vul in wie de plaats krijgt.",
    "target_group": "Vul in voor wie het is.",
    "place": "Vul in waar het is.",
    "confirmed_by": "Kies wie de plaatsen bevestigt.",
    "number": "Zoveel heeft dit punt niet. Een vergissing zet u recht met een getal onder nul.",
    "certificates": "Dit zijn er meer dan er plaatsen zijn.",
    "link": "Een adres begint met https://.",
    "hours": "Vul uren in per kwartier, zoals 1,5.",
    "on": "Die dag valt buiten de periode van de activiteit.",
    "theme": "Kies een thema uit de lijst.",
    "action_id": "Kies een actie uit de lijst.",
    "organisation_id": "Kies een school of organisatie uit het adresboek.",
}
"""What is wrong with a field that a use case refused."""
