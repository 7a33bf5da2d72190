"""All kinds of activities: a kind is a definition and a line here."""

from pathlib import Path

from consultation.activities.domain.activity_kind import ActivityKind
from consultation.activities.kinds.definition import read_activity_kind
from consultation.kinds.definition import DefinitionError

_HERE = Path(__file__).parent

DEFINITIONS = [
    _HERE / "brede_school.toml",
    _HERE / "huiswerkbegeleiding.toml",
    _HERE / "boekstart.toml",
    _HERE / "instapboekjes.toml",
    _HERE / "stages.toml",
    _HERE / "vormingen.toml",
    _HERE / "talentontwikkeling.toml",
    _HERE / "okan_acties.toml",
    _HERE / "antipestacties.toml",
    _HERE / "kleuterparticipatie.toml",
]


def activity_kinds() -> dict[str, ActivityKind]:
    """The kinds by what they are called in requests, in the order of the list. Raises DefinitionError."""
    kinds: dict[str, ActivityKind] = {}
    for path in DEFINITIONS:
        kind = read_activity_kind(path)
        if kind.kind in kinds:
            raise DefinitionError(f"{path.name}: kind: {kind.kind} has a definition already")
        kinds[kind.kind] = kind
    return kinds
