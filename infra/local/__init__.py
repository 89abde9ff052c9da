"""Run the template on an embedded cloud."""
