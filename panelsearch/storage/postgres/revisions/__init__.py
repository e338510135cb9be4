"""The steps from version to version; see `migrations`."""
