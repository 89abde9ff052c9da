"""Plan and fill the fields of a rendition."""
