"""Which words of the papers answer a question? Question, evidence, candidates, verification."""
