"""TCP ports of the local stack: free ones, and a clear word when one is taken."""

import socket

LOCALHOST = "127.0.0.1"


def free_port() -> int:
    """A port nobody listens on at this moment."""
    with socket.socket() as probe:
        probe.bind((LOCALHOST, 0))
        return int(probe.getsockname()[1])
