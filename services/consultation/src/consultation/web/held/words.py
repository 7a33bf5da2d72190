"""What the pages of a meeting as it is held call its words in Dutch."""

from collections.abc import Mapping

from shared.domain.guest_roles import GuestRole

GUEST_ROLES: Mapping[GuestRole, str] = {
    GuestRole.PARENT: "ouder of voogd",
    GuestRole.PUPIL: "leerling",
    GuestRole.HEAD: "directie",
    GuestRole.POLICE: "contactpersoon bij de politie",
    GuestRole.NAFT: "begeleider van een NAFT",
    GuestRole.OTHER: "iemand anders",
}
"""What a guest is, in words."""

GUESTS_ARE_WRONG = (
    "Geef elke gast een naam zonder cijfers, en zeg wie dat is. Komt een ouder of leerling naar een vast overleg, kies "
    "dan ook het dossier."
)
REPORT = "Verslag: {title}"
REPORT_REFERENCE = "overleg van {day}"
REPORT_BASIS = "Tekst volgens lokale afspraak."
SAVED = "Het verslag is bewaard."
ACTION_IS_WRONG = "Vul bij een afspraak in wat er gebeurt, wie het doet en tegen wanneer, vanaf vandaag."
TEXT_IS_WRONG = "Een tekst is te lang, of heeft tekens die hier niet kunnen."
TEXT_IS_EMPTY = "Een verslag dat bewaard is, kan niet leeg worden. Schrijf wat er in de plaats komt."
REPORTED_MEANWHILE = "Iemand heeft dit verslag net gewijzigd. Kijk wat er nu staat, en verstuur dan opnieuw."
NOT_OVER_OR_NOT_BEGUN = (
    "Dat kan nu nog niet: afspraken noteert u vanaf het begin, en dat het overleg gehouden is, vanaf het einde."
)
CALLED_OFF = "Het overleg is afgezegd: er komt niemand meer."
