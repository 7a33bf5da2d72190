"""The local issuer by itself: what it insists on, and what it tells nobody."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from joserfc import jwt
from joserfc.jwk import KeySet

from shared.local.issuer.__main__ import issuer_of
from shared.local.issuer.codes import Codes
from shared.local.issuer.people import people
from shared.local.secret_file import Secrets

WEB = "http://door.test"
ISSUER = f"{WEB}/aanmelddienst"
VERIFIER = "v" * 43
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
ASKED = {
    "response_type": "code",
    "client_id": "flankerend-casework",
    "redirect_uri": f"{WEB}/aanmelden/casework/terug",
    "scope": "openid profile",
    "state": "the-state",
    "nonce": "the-nonce",
    "code_challenge": CHALLENGE,
    "code_challenge_method": "S256",
}
FROM_HERE = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def secrets(tmp_path):
    return Secrets.of(tmp_path / "secrets.json")


@pytest.fixture
def issuer(secrets):
    return issuer_of(
        WEB, path="/aanmelddienst", secrets=secrets, everybody=people(None), services=["casework", "attendance"]
    )


@pytest.fixture
async def browser(issuer):
    async with httpx.AsyncClient(transport=httpx.ASGITransport(issuer.app()), base_url=WEB) as client:
        yield client


async def ask(browser, **changed):
    parameters = {name: value for name, value in {**ASKED, **changed}.items() if value is not None}
    return await browser.get(f"{ISSUER}/authorize", params=parameters)


def answer_of(response):
    """What a redirect to the client says."""
    address = urlsplit(response.headers["location"])
    assert f"{address.scheme}://{address.netloc}{address.path}" == ASKED["redirect_uri"]
    return {name: values[0] for name, values in parse_qs(address.query).items()}


async def exchange(browser, secrets, code, **changed):
    sent = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": ASKED["redirect_uri"],
        "code_verifier": VERIFIER,
        "client_id": "flankerend-casework",
        "client_secret": secrets.client_secret("casework"),
        **changed,
    }
    return await browser.post(f"{ISSUER}/token", data=sent)


async def test_a_hint_signs_in_at_once_and_the_token_says_who_it_is(browser, secrets):
    answer = answer_of(await ask(browser, login_hint="clb-1"))
    token = (await exchange(browser, secrets, answer["code"])).json()["id_token"]

    keys = KeySet.import_key_set((await browser.get(f"{ISSUER}/keys")).json())
    decoded = jwt.decode(token, keys, algorithms=["ES256"])
    assert answer["state"] == "the-state"
    assert decoded.header["kid"]
    expected = {"iss": ISSUER, "aud": "flankerend-casework", "sub": "clb-1", "contact": "clb-1", "roles": ["clb"]}
    assert {**decoded.claims, **expected, "nonce": "the-nonce"} == decoded.claims
    assert decoded.claims["name"]
    assert "school" not in decoded.claims


async def test_the_token_of_a_partner_says_for_which_organisation_they_come(browser, issuer, secrets):
    answer = answer_of(await ask(browser, login_hint="local-partner-de-boomgaard"))
    token = (await exchange(browser, secrets, answer["code"])).json()["id_token"]

    keys = KeySet.import_key_set(issuer.signing.key_set())
    claims = jwt.decode(token, keys, algorithms=["ES256"]).claims
    assert {**claims, "roles": ["partner"], "organisation": "de-boomgaard"} == claims
    assert "contact" not in claims


async def test_a_person_is_chosen_on_a_page_that_names_everybody(browser, issuer):
    page = await ask(browser)
    for person in issuer.people.values():
        assert f'value="{person.subject}"' in page.text

    chosen = await browser.post(f"{ISSUER}/authorize", data={**ASKED, "person": "coach-1"}, headers=FROM_HERE)

    assert "code" in answer_of(chosen)
    cookie = chosen.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


async def test_nobody_is_signed_in_by_a_form_of_another_site(browser):
    form = {**ASKED, "person": "coach-1"}
    refused = await browser.post(f"{ISSUER}/authorize", data=form, headers={"Sec-Fetch-Site": "cross-site"})

    assert refused.status_code == 403
    assert "set-cookie" not in refused.headers


async def test_who_may_not_be_asked_is_answered_without_a_question(browser):
    assert answer_of(await ask(browser, prompt="none")) == {"error": "login_required", "state": "the-state"}

    await ask(browser, login_hint="clb-1")

    assert "code" in answer_of(await ask(browser, prompt="none"))


async def test_an_unknown_person_is_said_to_be_unknown(browser):
    page = await ask(browser, login_hint="<b>nobody</b>")

    assert "staat niet in de lijst" in page.text
    assert "<b>nobody" not in page.text


@pytest.mark.parametrize(
    "changed",
    [
        {"code_challenge": None},
        {"code_challenge_method": "plain"},
        {"code_challenge_method": None},
        {"code_challenge": "short"},
        {"response_type": "token"},
        {"scope": "profile"},
    ],
)
async def test_a_request_without_code_pkce_or_openid_is_refused(browser, changed):
    assert "error" in answer_of(await ask(browser, login_hint="clb-1", **changed))


@pytest.mark.parametrize(
    "changed",
    [
        {"client_id": "somebody"},
        {"redirect_uri": "https://elsewhere.example/"},
        {"redirect_uri": f"{WEB}/aanmelden/attendance/terug"},
        {"redirect_uri": f"{WEB}/aanmelden/casework/terug/.."},
    ],
)
async def test_nobody_is_led_to_an_address_that_is_not_the_clients_own(browser, changed):
    refused = await ask(browser, login_hint="clb-1", **changed)

    assert refused.status_code == 400
    assert "location" not in refused.headers


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"code_verifier": "w" * 43}, "invalid_grant"),
        ({"code_verifier": ""}, "invalid_grant"),
        ({"redirect_uri": f"{WEB}/elsewhere"}, "invalid_grant"),
        ({"client_secret": "guessed"}, "invalid_client"),
        ({"client_id": "flankerend-attendance"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
)
async def test_a_code_is_exchanged_by_its_client_alone(browser, secrets, changed, error):
    code = answer_of(await ask(browser, login_hint="clb-1"))["code"]

    assert (await exchange(browser, secrets, code, **changed)).json() == {"error": error}


async def test_another_client_gets_nothing_for_a_code_that_it_came_by(browser, secrets):
    code = answer_of(await ask(browser, login_hint="clb-1"))["code"]
    other = {"client_id": "flankerend-attendance", "client_secret": secrets.client_secret("attendance")}

    assert (await exchange(browser, secrets, code, **other)).json() == {"error": "invalid_grant"}


async def test_a_code_is_good_once(browser, secrets):
    code = answer_of(await ask(browser, login_hint="clb-1"))["code"]
    await exchange(browser, secrets, code)

    assert (await exchange(browser, secrets, code)).json() == {"error": "invalid_grant"}


async def test_a_code_is_good_for_a_minute(browser, issuer, secrets):
    now = 0.0
    issuer.codes = Codes(lambda: now)
    code = answer_of(await ask(browser, login_hint="clb-1"))["code"]
    now = 60.0

    assert (await exchange(browser, secrets, code)).json() == {"error": "invalid_grant"}


async def test_a_client_may_say_who_it_is_in_the_header(browser, secrets):
    code = answer_of(await ask(browser, login_hint="clb-1"))["code"]
    form = {"grant_type": "authorization_code", "code": code, "redirect_uri": ASKED["redirect_uri"]}

    answer = await browser.post(
        f"{ISSUER}/token",
        data={**form, "code_verifier": VERIFIER},
        auth=("flankerend-casework", secrets.client_secret("casework")),
    )

    assert answer.status_code == 200


async def test_a_sign_in_outlives_a_restart_of_the_issuer_and_its_key_does_not(browser, issuer, secrets):
    await ask(browser, login_hint="clb-1")
    again = issuer_of(WEB, path="/aanmelddienst", secrets=secrets, everybody=people(None), services=["casework"])
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(again.app()), base_url=WEB, cookies=browser.cookies
    ) as later:
        assert "code" in answer_of(await ask(later, prompt="none"))

    assert issuer.signing.key_set()["keys"][0]["kid"] != again.signing.key_set()["keys"][0]["kid"]


async def test_a_signed_out_browser_is_led_to_the_clients_own_address_alone(browser, issuer, monkeypatch):
    monkeypatch.setattr("shared.local.issuer.app.tell_of_the_end", _nobody_to_tell)
    query = {"client_id": "flankerend-casework", "post_logout_redirect_uri": f"{WEB}/afmelden"}

    back = await browser.get(f"{ISSUER}/end_session", params=query)
    elsewhere = await browser.get(
        f"{ISSUER}/end_session", params={**query, "post_logout_redirect_uri": "https://elsewhere.example/"}
    )

    assert back.headers["location"] == f"{WEB}/afmelden"
    assert (elsewhere.status_code, "location" in elsewhere.headers) == (200, False)


async def test_nobody_is_signed_in_by_a_cookie_that_the_issuer_did_not_make(browser):
    browser.cookies.set("flankerend-aanmelddienst", "WyJjbGItMSIsIngiXQ.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb")

    assert "error" in answer_of(await ask(browser, prompt="none"))


async def _nobody_to_tell(*_):
    return []
