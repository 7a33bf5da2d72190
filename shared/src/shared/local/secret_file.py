"""The secrets of one stack, made at random on its first run and readable by its owner only."""

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from secrets import token_hex

from shared.local.files import write_json


@dataclass(frozen=True)
class Secrets:
    """``token`` signs bearer tokens, ``link`` the links in mails, ``insz`` hashes INSZ; the others open databases."""

    token: str
    link: str
    insz: str
    postgres: str
    service_role: str

    @classmethod
    def of(cls, path: Path) -> "Secrets":
        """Read the secrets, or make them on the first run."""
        if not path.exists():
            write_json(path, asdict(cls(*(token_hex(32) for _ in fields(cls)))))
        return cls(**json.loads(path.read_text()))
