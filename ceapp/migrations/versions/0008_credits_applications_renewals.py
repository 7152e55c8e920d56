"""Academic credits of a course, last renewal applications, and renewals with their evidence

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op


revision = "0008"
down_revision = "0007"
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
        batch_op.add_column(
            sa.Column("board_answers", sa.JSON(), nullable=False, server_default="[]")
        )
    with op.batch_alter_table("licenses", schema=None) as batch_op:
        batch_op.alter_column("board_answers", server_default=None)
    op.create_table(
        "renewals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("license_id", sa.Integer(), nullable=False),
        sa.Column("credential_id", sa.String(length=80), nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=False),
        sa.Column("next_expires", sa.Date(), nullable=False),
        sa.Column("renewed_on", sa.Date(), nullable=False),
        sa.Column("carried", sa.JSON(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("rules", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=False),
        sa.CheckConstraint(
            "expires < next_expires", name=op.f("ck_renewals_renewed_for_later")
        ),
        sa.ForeignKeyConstraint(
            ["license_id"],
            ["licenses.id"],
            name=op.f("fk_renewals_license_id_licenses"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_renewals_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_renewals")),
        sa.UniqueConstraint(
            "user_id",
            "license_id",
            "expires",
            name=op.f("uq_renewals_user_id_license_id_expires"),
        ),
    )
    with op.batch_alter_table("renewals", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_renewals_license_id"), ["license_id"], unique=False)


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("renewals", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_renewals_license_id"))
    op.drop_table("renewals")
    with op.batch_alter_table("licenses", schema=None) as batch_op:
        batch_op.drop_column("board_answers")
        batch_op.drop_column("applied")
    with op.batch_alter_table("courses", schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f("ck_courses_academic_whole"), type_="check")
        batch_op.drop_column("academic_unit")
        batch_op.drop_column("academic_amount")
