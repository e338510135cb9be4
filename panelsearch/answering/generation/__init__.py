"""May a language model phrase the answer? Only where the user says so, and only with quotations that stand."""
