"""Taking part in nursery school (*kleuterparticipatie*): a case rests on an early signal that a person accepted."""
