"""Offers, requests and surveys in the database."""
