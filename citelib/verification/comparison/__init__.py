"""What two descriptions of one work have in common: titles, people, venues, and all claims of a reference."""
