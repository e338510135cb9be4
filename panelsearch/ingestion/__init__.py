"""How do PDFs become a library? Find, compare, read in workers, store, publish."""
