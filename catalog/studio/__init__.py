"""Where staff write the catalog in the browser: a draft, its preview, a new version."""
