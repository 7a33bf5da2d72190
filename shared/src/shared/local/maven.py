"""Where Maven artifacts are had on this machine, as its own Maven configuration says."""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import parse
from jgo.constants import MAVEN_CENTRAL_URL, default_maven_repo

CENTRAL = "central"


def remote_repositories() -> dict[str, str]:
    """Name and address of the repository to download from.

    ``FLANKEREND_MAVEN_URL``, else what mirrors Maven Central in the user's or the installation's ``settings.xml``, else
    Maven Central. Proxies are those of the environment (``HTTPS_PROXY``).
    """
    if address := os.environ.get("FLANKEREND_MAVEN_URL"):
        return {CENTRAL: address.rstrip("/")}
    for settings in _settings_files():
        if settings.is_file() and (mirror := _mirror_of_central(settings)):
            return {CENTRAL: mirror}
    return {CENTRAL: MAVEN_CENTRAL_URL}


def local_repository() -> Path:
    """Maven's own cache, from which jars are taken when they are there."""
    return Path(default_maven_repo())


def _settings_files() -> Iterator[Path]:
    yield Path.home() / ".m2" / "settings.xml"
    for variable in ("MAVEN_HOME", "M2_HOME"):
        if installation := os.environ.get(variable):
            yield Path(installation) / "conf" / "settings.xml"
    yield Path("/etc/maven/settings.xml")


def _mirror_of_central(settings: Path) -> str | None:
    root = parse(settings).getroot()
    if root is None:
        return None
    _remove_namespaces(root)
    for mirror in root.iterfind("mirrors/mirror"):
        if _covers_central(mirror.findtext("mirrorOf", "")) and (url := mirror.findtext("url")):
            return _with_login(_expanded(url).rstrip("/"), root, mirror.findtext("id", ""))
    return None


def _covers_central(mirror_of: str) -> bool:
    patterns = {pattern.strip() for pattern in mirror_of.split(",")}
    return f"!{CENTRAL}" not in patterns and bool(patterns & {CENTRAL, "*", "external:*"})


def _with_login(url: str, root: Element, server_id: str) -> str:
    for server in root.iterfind("servers/server"):
        user, password = server.findtext("username"), server.findtext("password")
        if server.findtext("id") == server_id and user and password:
            login = f"{quote(_expanded(user), safe='')}:{quote(_expanded(password), safe='')}"
            parts = urlsplit(url)
            return parts._replace(netloc=f"{login}@{parts.netloc}").geturl()
    return url


def _expanded(text: str) -> str:
    return re.sub(r"\$\{env\.(\w+)\}", lambda variable: os.environ.get(variable[1], ""), text.strip())


def _remove_namespaces(root: Element) -> None:
    for element in root.iter():
        element.tag = element.tag.rpartition("}")[2]
