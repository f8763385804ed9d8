"""What the service keeps, in SQLite or PostgreSQL: a module for each kind of thing."""
