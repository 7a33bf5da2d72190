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
CALLED_OFF = "Het overleg is afgezegd: er komt niemand meer."
