"""What the balance of the education policy says in Dutch."""

from collections.abc import Mapping

COUNTED: Mapping[str, str] = {
    "members": "Zitjes",
    "invitations": "Uitnodigingen",
    "registrations": "Inschrijvingen",
    "requests": "Aanvragen",
}
"""What is counted beside pupils."""
DRAWN = ("members", "invitations", "registrations")
"""What a plot has beside pupils: four series are all that its colours tell apart."""


def board_of(board: str) -> str:
    """What people call a board (*net*)."""
    return board or "net niet bekend"


def level_of(level: str) -> str:
    """What people call a level of education."""
    return {"kleuter": "kleuteronderwijs", "lager": "lager onderwijs", "secundair": "secundair onderwijs"}[level]
