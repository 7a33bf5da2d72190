"""The one address of the pages: a reverse proxy (Caddy) before the services, configured from `shared.web.places`."""
