"""Events between services: at least once on the wire, once in each service's database, in order per aggregate."""
