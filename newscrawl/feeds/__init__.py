"""Stored records to files that other programs read: JSON Feed, Atom, JSON Lines, JSON, CSV, Parquet."""
