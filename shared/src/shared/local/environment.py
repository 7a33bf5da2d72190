"""What the stack tells a service through its environment."""

from pathlib import Path

from shared.local.parts import Parts
from shared.local.ports import LOCALHOST

SHIPPED_CONTACTS = "default"


def service_environment(parts: Parts, contacts: Path | None, database_url: str) -> dict[str, str]:
    """The same for every service but for its database; what a service doesn't need it doesn't read."""
    smtp_host, smtp_port = parts.smtp
    return {
        "DATABASE_URL": database_url,
        "KAFKA_BOOTSTRAP_SERVERS": parts.bootstrap_servers,
        "HTTP_HOST": LOCALHOST,
        "FLANKEREND_TOKEN_SECRET": parts.secrets.token,
        "FLANKEREND_CLOCK_FILE": str(parts.home.clock),
        "FLANKEREND_CONTACTS_FILE": str(contacts.absolute()) if contacts else SHIPPED_CONTACTS,
        "FLANKEREND_SMTP_HOST": smtp_host,
        "FLANKEREND_SMTP_PORT": str(smtp_port),
        "FLANKEREND_ACKNOWLEDGEMENT_SECRET": parts.secrets.link,
        "FLANKEREND_INSZ_SECRET": parts.secrets.insz,
        "FLANKEREND_LINK_BASE": f"http://{LOCALHOST}:{parts.settings.notifications_port}",
    }
