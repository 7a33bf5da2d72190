"""Mail: written from templates, handed over to the mail server."""
