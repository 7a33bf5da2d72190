"""Real mail servers, from Debian's packages: what they report is read right, and a mailbox stays as it is."""
