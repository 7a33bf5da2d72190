"""Consultation bodies over HTTP."""
