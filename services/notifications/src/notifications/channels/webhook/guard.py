"""Where a webhook may lead: to a public address alone, so that nobody reaches a system inside with it."""

import asyncio
import re
import socket
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from shared.domain.errors import InvalidField

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host name. Raises OSError if it has none, or nobody says."""

_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_URL = re.compile(
    rf"(?P<scheme>https?)://(?P<host>({_LABEL}\.)+[a-z]({_LABEL})?|localhost|127\.0\.0\.1)"
    r"(:(?P<port>[1-9][0-9]{0,4}))?(?P<path>/[!\"$-Z\[\]^-~]*)?"
)
_LOOPBACK = frozenset({"localhost", "127.0.0.1"})
_LONGEST = 2000
_PUBLIC_V6 = IPv6Network("2000::/3")
# Their addresses hold others, which may be private ones: 6to4 and Teredo.
_HOLDING_OTHERS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))


@dataclass(frozen=True, slots=True)
class Place:
    """What an address of a webhook says. ``path`` includes the query."""

    scheme: str
    host: str
    port: int
    path: str


@dataclass(frozen=True, slots=True)
class Target:
    """A place, and the address that was checked: what is connected to, without asking for the name again."""

    place: Place
    address: str

    @property
    def url(self) -> str:
        """The address to connect to."""
        host = f"[{self.address}]" if ":" in self.address else self.address
        return f"{self.place.scheme}://{host}:{self.place.port}{self.place.path}"

    @property
    def host_header(self) -> str:
        """The name, as the other side knows itself."""
        is_usual = self.place.port == {"https": 443, "http": 80}[self.place.scheme]
        return self.place.host if is_usual else f"{self.place.host}:{self.place.port}"


@dataclass(frozen=True, slots=True)
class Guard:
    """Checks where a webhook leads: when it is registered, and each time before something is sent.

    ``allows_loopback`` is for development on one machine: plain HTTP, and any port, of that machine.
    """

    ports: Collection[int]
    resolve: Resolve
    allows_loopback: bool = False

    def place(self, url: str) -> Place:
        """What the address says. Raises InvalidField for an address that webhooks never lead to."""
        match = _URL.fullmatch(url) if len(url) <= _LONGEST else None
        if match is None:
            raise _refused("must be an address such as https://system.example/notices, in ASCII and lower case")
        scheme, host = match["scheme"], match["host"]
        port = int(match["port"] or (443 if scheme == "https" else 80))
        if host in _LOOPBACK:
            if not self.allows_loopback:
                raise _refused("must not lead to this machine")
        elif scheme != "https":
            raise _refused("must begin with https://")
        elif port not in self.ports:
            raise _refused(f"must have one of the ports {', '.join(map(str, sorted(self.ports)))}")
        return Place(scheme, host, port, match["path"] or "/")

    async def target(self, url: str) -> Target:
        """Where to connect to. Raises InvalidField as above and for an address that is not public, OSError without any.

        All addresses of the name have to be public.
        """
        place = self.place(url)
        if place.host in _LOOPBACK:
            return Target(place, "127.0.0.1")
        addresses = await self.resolve(place.host, place.port)
        if not addresses:
            raise OSError("the name has no address")
        if not all(map(is_public, addresses)):
            raise _refused("must lead to public addresses alone")
        return Target(place, addresses[0])


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet, and holds no other address."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return False
    is_open = parsed.is_global and not (parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified)
    return is_open and (isinstance(parsed, IPv4Address) or _is_plain(parsed))


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses of a host name, as the machine's resolver says."""
    loop = asyncio.get_running_loop()
    entries = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in entries))


def _is_plain(address: IPv6Address) -> bool:
    return address in _PUBLIC_V6 and not any(address in network for network in _HOLDING_OTHERS)


def _refused(reason: str) -> InvalidField:
    return InvalidField("url", reason)
