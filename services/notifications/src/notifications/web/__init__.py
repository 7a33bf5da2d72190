"""Notifications' pages: what became of the notices about a case or a meeting, and the pages of the links in mails."""
