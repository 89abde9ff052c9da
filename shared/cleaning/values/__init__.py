"""Read values off the parts of a release: contacts, tickers, identifiers and the like."""
