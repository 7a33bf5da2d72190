"""Pages for people, the same frame in all services: layout, forms, words, sign-in, and the files browsers load."""
