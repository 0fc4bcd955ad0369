"""CMS families: page classes that several outlets share; each file may end in FAMILY, read by markup alone."""
