"""What a service keeps of other services' data: for each kind its table, its codec, its repository and its handler."""
