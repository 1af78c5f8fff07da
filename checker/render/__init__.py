"""Reports for readers; each module is a pure function of a report."""
