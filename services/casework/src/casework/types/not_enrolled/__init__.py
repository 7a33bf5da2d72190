"""Children of compulsory age that are not known to be enrolled (*niet-ingeschreven leerplichtigen*)."""
