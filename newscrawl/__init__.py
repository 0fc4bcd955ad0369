"""newscrawl reads Korean news pages into clean records."""

__version__ = "0.1.0"
