"""What a mail server's refusal says of the address."""

import re

_OF_ADDRESS = re.compile(r"5\.(0\.0|1\.(?![78]$)\d{1,3}|2\.[01])")
_AT_FRONT = re.compile(r"([245]\.\d{1,3}\.\d{1,3})(?!\S)")
UNNAMED = "5.0.0"
"""The code of servers that say no more than that it failed."""


def is_of_address(code: str) -> bool:
    """Whether an enhanced status code (RFC 3463) says that no mail reaches that address.

    So do codes of the address (5.1, but for those of the sender) and of a closed mailbox (5.2.1). A full mailbox,
    a server that is away or a refusal of the content say nothing of it.
    """
    return _OF_ADDRESS.fullmatch(code) is not None


def code_in(answer: str) -> str | None:
    """The enhanced status code at the front of a server's answer (RFC 2034); None if it has none there."""
    code = _AT_FRONT.match(answer)
    return code[1] if code else None
