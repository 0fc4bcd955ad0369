"""Doors: every outlet in ``sites/`` is a spider of its own name, with no file of its own."""
