"""The public keys of the token issuer (OIDC), read from its JWKS address and kept for a while."""

import asyncio
import time

from jwt import PyJWK, PyJWKClient, PyJWKClientError, PyJWKSetError

from shared.runtime.logging import get_logger


class KeysUnavailableError(Exception):
    """The issuer's keys were never read and cannot be read now."""


class IssuerKeys:
    """Finds keys by their id. An unknown id makes it read the keys again, at most once in ``pause_s`` seconds.

    Keys are read again after ``kept_s`` seconds, outside the event loop. While the issuer is away the old keys stay.
    """

    def __init__(self, url: str, *, kept_s: float = 300.0, pause_s: float = 10.0, timeout_s: float = 5.0) -> None:
        self._client = PyJWKClient(url, cache_jwk_set=False, timeout=timeout_s)
        self._kept_s = kept_s
        self._pause_s = pause_s
        self._keys: list[PyJWK] | None = None
        self._tried_at = float("-inf")
        self._lock = asyncio.Lock()

    async def find(self, key_id: str | None, algorithm: str) -> PyJWK | None:
        """The key with that id for ``algorithm``; without an id the only key for it. None if there is no such key.

        Raises KeysUnavailableError when no keys were ever read.
        """
        if self._age() > self._kept_s:
            await self._refresh(self._kept_s)
        key = self._present(key_id, algorithm)
        if key is None and self._age() > self._pause_s:
            await self._refresh(self._pause_s)
            key = self._present(key_id, algorithm)
        if self._keys is None:
            raise KeysUnavailableError
        return key

    def _age(self) -> float:
        return time.monotonic() - self._tried_at

    def _present(self, key_id: str | None, algorithm: str) -> PyJWK | None:
        fitting = [key for key in self._keys or () if key.algorithm_name == algorithm]
        if key_id is None:
            return fitting[0] if len(fitting) == 1 else None
        return next((key for key in fitting if key.key_id == key_id), None)

    async def _refresh(self, older_than_s: float) -> None:
        async with self._lock:
            if self._age() <= older_than_s:  # someone else just did
                return
            self._tried_at = time.monotonic()
            try:
                key_set = await asyncio.to_thread(self._client.get_jwk_set)
            except (PyJWKClientError, PyJWKSetError, OSError) as error:
                get_logger().warning("oidc.keys_unavailable", error=error)
                if self._keys is None:  # nothing to go on with: the next request tries again
                    self._tried_at = float("-inf")
            else:
                self._keys = [key for key in key_set.keys if key.public_key_use in ("sig", None)]
                get_logger().info("oidc.keys_fetched", count=len(self._keys))
