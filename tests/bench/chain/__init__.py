"""How fast the chain of the four services is, from marks on Kafka to mails, beside another build of the same run."""
