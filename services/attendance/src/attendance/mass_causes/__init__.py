"""Mass causes: where a whole class or school is absent, a person is asked."""
