"""What a municipality says in its own way: its name, logo and footer, its own texts and languages."""
