"""What the stack tells a service through its environment."""

from pathlib import Path

from shared.local.parts import Parts
from shared.local.ports import LOCALHOST

SHIPPED_CONTACTS = "default"


def service_environment(
    parts: Parts, service: str, *, contacts: Path | None, database_url: str, organisations: Path | None = None
) -> dict[str, str]:
    """The environment of a service; it reads what it needs. Without files the directory is the invented one."""
    smtp_host, smtp_port = parts.smtp
    variables = {
        "DATABASE_URL": database_url,
        "KAFKA_BOOTSTRAP_SERVERS": parts.bootstrap_servers,
        "HTTP_HOST": LOCALHOST,
        "FLANKEREND_TOKEN_SECRET": parts.secrets.token,
        "FLANKEREND_INSZ_SECRET": parts.secrets.insz,
        "FLANKEREND_ACKNOWLEDGEMENT_SECRET": parts.secrets.link,
        "FLANKEREND_CLOCK_FILE": str(parts.home.clock),
        "FLANKEREND_LOG_FOLDER": str(parts.home.logs),
        "FLANKEREND_CONTACTS_FILE": str(contacts.absolute()) if contacts else SHIPPED_CONTACTS,
        **({"FLANKEREND_ORGANISATIONS_FILE": str(organisations.absolute())} if organisations else {}),
        "FLANKEREND_SMTP_HOST": smtp_host,
        "FLANKEREND_SMTP_PORT": str(smtp_port),
        "FLANKEREND_HANDLE_EVENTS": "true",
    }
    return variables | _answers(parts) | _sign_in(parts, service)


def _answers(parts: Parts) -> dict[str, str]:
    """Where mails are answered to and read again; with a mail server elsewhere that is the shell's to tell."""
    if parts.settings.smtp_host:
        return {}
    return {
        "FLANKEREND_REPLY_ADDRESS": parts.settings.reply_address,
        "FLANKEREND_MAIL_FROM": parts.settings.mail_from,
        "FLANKEREND_MAILDIR": str(parts.maildir),
    }


def _sign_in(parts: Parts, service: str) -> dict[str, str]:
    """Where people sign in; for an issuer elsewhere the shell says how a service proves to it who it is."""
    if parts.settings.sign_in_issuer:
        return {"FLANKEREND_WEB_URL": parts.settings.web_url}
    return {
        "FLANKEREND_WEB_URL": parts.settings.web_url,
        "FLANKEREND_SIGN_IN_ISSUER": parts.issuer_url,
        "FLANKEREND_SIGN_IN_CLIENT_ID": f"flankerend-{service}",
        "FLANKEREND_SIGN_IN_CLIENT_SECRET": parts.secrets.client_secret(service),
    }
