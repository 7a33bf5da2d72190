"""The use cases: what happens when a fact arrives, a notice's turn comes, or a person asks for something."""
