"""Competency frameworks of others, read into a draft pack and written for others to read."""
