"""Tests of autopilot."""
