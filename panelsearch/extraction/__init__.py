"""What does the page say, in reading order, and where does each word stand? PDF in, pages out."""
