"""Facts of public record and word lists, each with its source, read by one loader."""
