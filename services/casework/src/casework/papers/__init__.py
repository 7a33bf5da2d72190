"""Papers (*papieren*) made of a case: a kind of paper is a folder of `kinds`, and a line in the registry."""
