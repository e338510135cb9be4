"""What a clerk would note of a paper: its kind, body, meeting, items, decisions, attendance and passages."""
