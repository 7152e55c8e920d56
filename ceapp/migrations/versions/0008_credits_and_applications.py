"""Academic credits of a course, and the day of a license's last renewal application

Revision ID: 0008
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op


revision = "0008"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    with op.batch_alter_table("courses", schema=None) as batch_op:
        batch_op.add_column(sa.Column("academic_amount", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("academic_unit", sa.String(length=10), nullable=True))
        batch_op.create_check_constraint(
            batch_op.f("ck_courses_academic_whole"),
            "(academic_amount IS NULL) = (academic_unit IS NULL)",
        )
    with op.batch_alter_table("licenses", schema=None) as batch_op:
        batch_op.add_column(sa.Column("applied", sa.Date(), nullable=True))


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("licenses", schema=None) as batch_op:
        batch_op.drop_column("applied")
    with op.batch_alter_table("courses", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_courses_academic_whole"), type_="check")
        batch_op.drop_column("academic_unit")
        batch_op.drop_column("academic_amount")
