"""Which mentions are of one thing? People, councils, sums and dates across documents."""
