"""Webhooks: notices as CloudEvents for a receiver's own system, signed by the Standard Webhooks scheme."""
