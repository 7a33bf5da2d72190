"""``python -m shared.service.probe``: whether the service in this container is ready, by the exit code."""

import os
import sys
from http.client import HTTPConnection, HTTPException


def ready(port: int) -> bool:
    """Whether a service answers on this port of this machine that it is ready."""
    connection = HTTPConnection("127.0.0.1", port, timeout=4)
    try:
        connection.request("GET", "/health/ready")
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if ready(int(os.environ.get("HTTP_PORT", "8000"))) else 1)
