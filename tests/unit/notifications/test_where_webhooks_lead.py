"""The guard of webhooks, with harmless addresses: those of documentation, and of ranges that are never public."""

from collections.abc import Sequence

import pytest

from notifications.channels.webhook.guard import Guard, Target, is_public
from shared.domain.errors import InvalidField

PUBLIC = "93.184.215.14"
URL = "https://system.example/notices?from=flankerend"


class Names:
    """A resolver that says what it is told, and counts how often it is asked."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, host: str, port: int) -> Sequence[str]:
        self.asked.append((host, port))
        return self.addresses


def guard(*addresses: str, loopback: bool = False) -> Guard:
    return Guard((443, 8443), Names(*addresses), allows_loopback=loopback)


async def test_a_webhook_leads_to_the_address_that_was_checked_and_keeps_its_name() -> None:
    names = Names(PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    target = await Guard((443, 8443), names).target(URL)
    assert (target.url, target.host_header) == (f"https://{PUBLIC}:443/notices?from=flankerend", "system.example")
    assert names.asked == [("system.example", 443)]
    other = await guard(PUBLIC).target("https://system.example:8443")
    assert (other.url, other.host_header) == (f"https://{PUBLIC}:8443/", "system.example:8443")
    sixth = Target(other.place, "2606:2800:21f:cb07:6820:80da:af6b:8b2c")
    assert sixth.url == "https://[2606:2800:21f:cb07:6820:80da:af6b:8b2c]:8443/"


@pytest.mark.parametrize(
    "url",
    [
        "http://system.example/",
        "ftp://system.example/",
        "https://system.example:8080/",
        "https://somebody@system.example/",
        "https://93.184.215.14/",
        "https://system/",
        "https://System.example/",
        "https://system.example/#part",
        "https://system.example/two words",
        "https://localhost/",
        "http://127.0.0.1:8000/",
        f"https://system.example/{'x' * 2000}",
        "",
    ],
)
def test_an_address_that_is_not_a_plain_https_address_of_a_name_is_refused(url: str) -> None:
    with pytest.raises(InvalidField, match="url"):
        guard(PUBLIC).place(url)


@pytest.mark.parametrize(
    "address",
    ["10.1.2.3", "127.0.0.1", "169.254.1.1", "192.168.1.1", "100.64.0.1", "224.0.0.1", "0.0.0.0", "::1", "fd00::1"],
)
async def test_a_name_that_leads_inside_is_refused_even_beside_a_public_address(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(InvalidField, match="public"):
        await guard(PUBLIC, address).target(URL)


def test_what_is_no_address_is_not_public() -> None:
    assert [is_public(text) for text in (PUBLIC, "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "x")] == [True, True, False]


async def test_a_name_without_addresses_leads_nowhere() -> None:
    with pytest.raises(OSError, match="no address"):
        await guard().target(URL)


async def test_this_machine_is_reached_for_development_alone() -> None:
    target = await guard(loopback=True).target("http://localhost:8080/x")
    assert (target.url, target.host_header) == ("http://127.0.0.1:8080/x", "localhost:8080")
    with pytest.raises(InvalidField, match="https"):
        guard(loopback=True).place("http://system.example/")
