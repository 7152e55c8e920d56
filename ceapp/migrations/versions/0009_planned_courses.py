"""Courses that are planned and not taken yet

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op


revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    with op.batch_alter_table("courses", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("planned", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with op.batch_alter_table("courses", schema=None) as batch_op:
        batch_op.alter_column("planned", server_default=None)


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("courses", schema=None) as batch_op:
        batch_op.drop_column("planned")
