"""One message a day instead of many: what is due today and tomorrow."""
