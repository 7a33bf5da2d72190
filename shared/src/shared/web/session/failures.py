"""Why nobody is signed in."""


class SignInFailedError(Exception):
    """Nobody is signed in by this; the message says why, in words for the log."""


class IssuerAwayError(Exception):
    """The issuer does not answer as it should."""
