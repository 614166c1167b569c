"""One file for each revision, named `v<revision>_<what>.py`."""
