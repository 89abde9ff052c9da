"""Decide where, when and how signed a delivery goes."""
