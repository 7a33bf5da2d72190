"""Kinds that nobody needs, each a module and nothing else: they prove that a kind takes no more than that."""
