"""The index on OpenSearch: our terms, our arithmetic, its segments and its machines."""
