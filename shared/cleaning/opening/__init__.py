"""Read the opening of a release: headline, marks, byline and dateline."""
