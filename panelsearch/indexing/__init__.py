"""Which passages match, and how well? Our analyzer, the seam, and two indexes behind it."""
