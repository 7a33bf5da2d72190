"""Offers, requests and surveys over HTTP."""
