"""Pages to mentions: people, councils, organisations, sums and dates, with their normalised values."""
