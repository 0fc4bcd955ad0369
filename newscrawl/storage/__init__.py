"""The only door to the database: every table, every write and every read of newscrawl goes through this room."""
