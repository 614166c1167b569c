"""What all tables share: one metadata with named constraints."""

from sqlalchemy import MetaData, Table
from sqlmodel import SQLModel

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(SQLModel):
    """The base of every table; migrations need constraints that have names."""

    metadata = MetaData(naming_convention=NAMING)


def table_of(model: type[Base]) -> Table:
    """Give the Core table of a model: hot paths select and insert without the ORM."""
    return Base.metadata.tables[str(model.__tablename__)]
