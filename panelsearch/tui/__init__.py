"""The terminal UI: draws values, calls the library, knows nothing else. The only place that knows Textual."""
