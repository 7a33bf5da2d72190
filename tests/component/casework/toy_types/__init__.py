"""Toy types of case: each a folder with its definition; only a new kind of ground brings code."""
