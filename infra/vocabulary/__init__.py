"""Generate the tables that shared/ reads."""
