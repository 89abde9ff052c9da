"""Provide the `polywire` command."""
