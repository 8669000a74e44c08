"""Sphinx extensions of this site, one a file; conf.py names each."""
