"""How bodies and answers are described: each field by the text under it."""

from pydantic import ConfigDict

DESCRIBED = ConfigDict(use_attribute_docstrings=True, hide_input_in_errors=True)
EXACT = ConfigDict(**DESCRIBED, extra="forbid")
"""What is not described is refused."""
