"""The secrets of one stack, made at random on its first run and readable by its owner only."""

import hmac
import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from secrets import token_hex

from shared.local.files import write_json


@dataclass(frozen=True)
class Secrets:
    """``token`` signs bearer tokens, ``link`` the links in mails, ``insz`` hashes INSZ.

    ``sign_in`` makes the services known to the issuer; the others open databases.
    """

    token: str
    link: str
    insz: str
    postgres: str
    service_role: str
    sign_in: str

    @classmethod
    def of(cls, path: Path) -> "Secrets":
        """Read the secrets; what is missing is made, on the first run all of them."""
        there = json.loads(path.read_text()) if path.exists() else {}
        secrets = cls(**{field.name: there.get(field.name) or token_hex(32) for field in fields(cls)})
        if asdict(secrets) != there:
            write_json(path, asdict(secrets))
        return secrets

    def client_secret(self, service: str) -> str:
        """What a service proves with to the issuer who it is."""
        return hmac.digest(self.sign_in.encode(), service.encode(), "sha256").hex()
