"""What do front ends ask? One snapshot of a library, and a service for each kind of question."""
