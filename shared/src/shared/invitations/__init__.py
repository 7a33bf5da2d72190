"""Invitations that calendars understand (iCalendar, RFC 5545; iTIP, RFC 5546): made and read here, and nowhere else."""
