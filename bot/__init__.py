"""Composition: settings, application, clock, scheduler, delivery, command line, playground."""
