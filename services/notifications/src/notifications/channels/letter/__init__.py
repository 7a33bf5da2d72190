"""Letters: the words of a mail on paper, laid in a print queue for who has no mail."""
