"""Care meetings (*zorgoverleg*): the directory of contacts and the planning of meetings."""
