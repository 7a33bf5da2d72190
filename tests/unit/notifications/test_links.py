"""Where links in mails lead."""

from dataclasses import replace
from uuid import UUID

import pytest
from tests.tokens import SECRET

from notifications.settings import NotificationsSettings

AN_ID = UUID(int=1)
REFERENCE = "SP-2026-000123"


def links_of(**settings: str) -> tuple[str, str]:
    links = NotificationsSettings(database_url="postgresql://x/y", token_secret=SECRET, **settings).links  # type: ignore[arg-type]
    return links.to_case(AN_ID, REFERENCE), links.to_meeting(AN_ID)


@pytest.mark.parametrize(
    "settings",
    [{"web_url": "https://stad.example"}, {"web_url": "https://stad.example", "link_base": "https://stad.example/"}],
)
def test_links_lead_to_the_pages(settings: dict[str, str]) -> None:
    assert links_of(**settings) == (
        f"https://stad.example/dossiers/{REFERENCE}",
        f"https://stad.example/overleg/{AN_ID}",
    )


def test_links_lead_to_an_address_of_the_api_where_there_is_another() -> None:
    to_case, to_meeting = links_of(web_url="https://stad.example", link_base="https://api.stad.example/")
    assert to_case == f"https://api.stad.example/cases/{AN_ID}"
    assert to_meeting == f"https://api.stad.example/meetings/{AN_ID}"


def test_whoever_looks_at_the_mail_of_another_gets_no_link_to_answer_by() -> None:
    links = NotificationsSettings(database_url="postgresql://x/y", token_secret=SECRET).links  # type: ignore[arg-type]
    own, hidden = links.to_reply(AN_ID, "clb-1"), replace(links, hides_tokens=True).to_reply(AN_ID, "clb-1")
    assert own
    assert hidden
    assert (len(own) > 60, hidden.endswith("/replies/…")) == (True, True)
