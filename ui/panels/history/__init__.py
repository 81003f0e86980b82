"""The versions of a draft: named, looked at, brought back."""
