"""Where in a passage does a trained reader see the answer? `passages` are what it is shown, `reader` says where."""
