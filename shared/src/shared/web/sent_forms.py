"""Forms that add something: sent twice, by a double click or a reload, they add it once."""

from hashlib import sha256
from secrets import token_urlsafe

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from shared.runtime.idempotency_table import idempotency_keys as keys
from shared.web.forms import Form

ONCE = "once"
"""The hidden field of such a form: a key of its own each time a page shows it."""

_LED_ON = 303


def new_key() -> str:
    """A key for a form that is shown."""
    return token_urlsafe(16)


class SentForms:
    """The forms that were sent, kept beside the answers to an ``Idempotency-Key`` and for as long."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def is_new(self, form: Form, *, subject: str, path: str) -> bool:
        """Whether this form was not sent before as it is now; it counts as sent if the transaction commits.

        While another transaction handles the same form, this waits for its end. The same page sent with another text is
        a new form, as after a step back in the browser. A form without a key is always new.
        """
        if not form.value(ONCE):
            return True
        sent = insert(keys).values(
            sub=subject,
            key=f"form {_digest(form).hex()}",  # with a space, no header can have this key
            path=path,
            body_hash=b"",
            status=_LED_ON,
            finished_at=sa.func.now(),
        )
        statement = sent.on_conflict_do_nothing().returning(keys.c.key)
        return (await self._connection.execute(statement)).first() is not None


def _digest(form: Form) -> bytes:
    return sha256(repr(sorted(form.values.items())).encode()).digest()
