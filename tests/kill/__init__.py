"""Kills crawls at random moments and looks whether anything was lost or doubled."""
