"""Tables, the unit of work, the outbox, the audit trail, migrations."""
