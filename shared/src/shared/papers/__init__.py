"""Papers as tagged PDF (PDF/UA-1): who they come from, their layout, and the program that prints them."""
