"""Paths of the one address that no service has."""

API = "/api"
"""Below it are the services' APIs, each below its name."""

READY = "/health/ready"
"""Whether the proxy itself is there."""
