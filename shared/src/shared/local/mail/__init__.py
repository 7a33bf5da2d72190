"""What comes back for mails of the local stack."""
