"""The use cases: a notice has its turn, its attempt ends, a worker is lost."""
