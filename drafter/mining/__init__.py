"""Speeches → phrases."""
