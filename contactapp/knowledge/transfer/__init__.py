"""Taking the knowledge base along and bringing it back: as JSON lines, as a ZIP with its files, flat as CSV."""
