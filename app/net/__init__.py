"""The only room that knows HTTP: one client, retries of safe calls, downloads that end in a .part."""
