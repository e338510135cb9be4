"""What happens between a key and a service? One module a matter; none knows a widget."""
