"""One file an outlet, each ending in SITE; the folder is the list."""
