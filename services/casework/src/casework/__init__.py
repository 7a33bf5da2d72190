"""Cases (*dossiers*) of every type: one open case per person and type, its states, terms and timeline."""
