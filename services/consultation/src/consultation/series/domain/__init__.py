"""The rhythm of a series, what is proposed of it, who sits at its table: plain Python, no I/O."""
