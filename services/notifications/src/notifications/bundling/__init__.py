"""When notices go: at once, within hours, or together in the digest of a day."""
