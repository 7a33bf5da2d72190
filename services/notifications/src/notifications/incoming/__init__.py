"""Mails that come back: delivery reports, automatic replies, calendars' answers, and what people write."""
