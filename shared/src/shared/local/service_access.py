"""How commands reach the services: those of the stack on this machine, or others that the environment names."""

import os
from urllib.parse import quote, urlsplit

from shared.domain.roles import Role
from shared.local.home import SERVICES, Home
from shared.local.secret_file import Secrets
from shared.local.settings import LocalSettings
from shared.local.state import StackState
from shared.local.tokens import make_token


def service_address(service: str) -> str:
    """Where a service answers HTTP: ``FLANKEREND_<SERVICE>_URL``, else the stack. Raises `LocalStackError`."""
    address = os.environ.get(f"FLANKEREND_{service.upper()}_URL")
    return (address or StackState.read(Home.default().state).services[service]).rstrip("/")


def bearer(role: Role) -> str:
    """A token for a command: ``FLANKEREND_TOKEN``, else a token of the stack."""
    return os.environ.get("FLANKEREND_TOKEN") or make_token(Secrets.of(Home.default().secrets).token, role)


def database_addresses() -> dict[str, str]:
    """Each service's database: ``FLANKEREND_<SERVICE>_DATABASE_URL``, else the stack's. Raises `LocalStackError`."""
    set_here = {service: os.environ.get(f"FLANKEREND_{service.upper()}_DATABASE_URL") for service in SERVICES}
    if all(set_here.values()):
        return {service: _plain(url) for service, url in set_here.items() if url}
    home = Home.default()
    of_stack = StackState.read(home.state).databases
    return {
        service: _plain(own_url) if (own_url := set_here.get(service)) else _with_password(url, home)
        for service, url in of_stack.items()
    }


def database_address(service: str) -> str:
    """The same for one service. Raises `LocalStackError`."""
    own_url = os.environ.get(f"FLANKEREND_{service.upper()}_DATABASE_URL")
    return _plain(own_url) if own_url else database_addresses()[service]


def _plain(url: str) -> str:
    return f"postgresql://{url.partition('://')[2]}"


def _with_password(url: str, home: Home) -> str:
    """A service's own role has the stack's password; any other is the administrator of ``DATABASE_URL``."""
    parts = urlsplit(url)
    if parts.username == parts.path.strip("/"):
        password = Secrets.of(home.secrets).service_role
    else:
        password = urlsplit(LocalSettings().database_url or "").password or ""
    return parts._replace(netloc=f"{parts.username}:{quote(password)}@{parts.netloc.rpartition('@')[2]}").geturl()
