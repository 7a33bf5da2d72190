"""Tells every service at once that a sign-in is over."""

import asyncio
from collections.abc import Iterable

import httpx2

from shared.local.issuer.clients import Client
from shared.local.issuer.codes import SignIn
from shared.local.issuer.signing import Signing

_LIMIT_S = 4.5
_PAUSE_S = 0.3


async def tell_of_the_end(clients: Iterable[Client], signing: Signing, sign_in: SignIn) -> list[str]:
    """Tell all clients, again and again for 4.5 s where a client does not answer; the ids of the clients not told.

    A client where nobody was signed in has nothing to end.
    """
    async with httpx2.AsyncClient(timeout=_LIMIT_S, trust_env=False) as http:
        outcomes = [
            (client, asyncio.create_task(_tell(http, client, signing=signing, sign_in=sign_in))) for client in clients
        ]
        await asyncio.gather(*(task for _, task in outcomes))
    return [client.client_id for client, task in outcomes if not task.result()]


async def _tell(http: httpx2.AsyncClient, client: Client, *, signing: Signing, sign_in: SignIn) -> bool:
    try:
        async with asyncio.timeout(_LIMIT_S):
            while not await _is_told(http, client, signing.logout_token(client, sign_in)):
                await asyncio.sleep(_PAUSE_S)
    except TimeoutError:
        return False
    return True


async def _is_told(http: httpx2.AsyncClient, client: Client, token: str) -> bool:
    try:
        answer = await http.post(client.back_channel_uri, data={"logout_token": token})
    except httpx2.HTTPError:
        return False
    return not answer.is_server_error
