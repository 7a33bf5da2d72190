"""Dates, times and names as they are written in notices: in Dutch, and in the languages of courtesy."""
