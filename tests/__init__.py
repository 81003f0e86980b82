"""Tests of the whole program; a regular package, so that no library of the same name can hide it."""
