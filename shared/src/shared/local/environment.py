"""What the stack tells a service through its environment."""

import os
from pathlib import Path

from shared.local.parts import Parts
from shared.local.ports import LOCALHOST

SHIPPED_CONTACTS = "default"
_LINK_BASE = "FLANKEREND_LINK_BASE"


def service_environment(parts: Parts, service: str, *, contacts: Path | None, database_url: str) -> dict[str, str]:
    """The environment of a service; it reads what it needs."""
    smtp_host, smtp_port = parts.smtp
    variables = {
        "DATABASE_URL": database_url,
        "KAFKA_BOOTSTRAP_SERVERS": parts.bootstrap_servers,
        "HTTP_HOST": LOCALHOST,
        "FLANKEREND_TOKEN_SECRET": parts.secrets.token,
        "FLANKEREND_INSZ_SECRET": parts.secrets.insz,
        "FLANKEREND_ACKNOWLEDGEMENT_SECRET": parts.secrets.link,
        "FLANKEREND_CLOCK_FILE": str(parts.home.clock),
        "FLANKEREND_CONTACTS_FILE": str(contacts.absolute()) if contacts else SHIPPED_CONTACTS,
        "FLANKEREND_SMTP_HOST": smtp_host,
        "FLANKEREND_SMTP_PORT": str(smtp_port),
        "FLANKEREND_HANDLE_EVENTS": "true",
        "FLANKEREND_CASEWORK_PORT": str(parts.settings.casework_port),
        "FLANKEREND_CONSULTATION_PORT": str(parts.settings.consultation_port),
    }
    if service == "consultation" and _LINK_BASE not in os.environ:
        variables[_LINK_BASE] = f"http://{LOCALHOST}:{parts.settings.consultation_port}"
    return variables
