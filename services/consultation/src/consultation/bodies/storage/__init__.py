"""Consultation bodies in the database."""
