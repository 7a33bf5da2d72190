"""The days on which cases were opened and ended, to set attendance beside them; nothing else of a case is kept."""
