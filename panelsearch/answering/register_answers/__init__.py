"""What do the registers answer by themselves? Facts that were read once and are surely meant, with their quotation."""
