"""How rows are kept: values and columns, the vault, engines, the schema."""
