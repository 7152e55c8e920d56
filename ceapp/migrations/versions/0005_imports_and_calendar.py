"""Imports with their drafts, and calendar feeds

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op


revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go to this version."""
    op.create_table(
        "calendar_feeds",
        sa.Column("user_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("names_courses", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_calendar_feeds_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_calendar_feeds_token_hash")),
    )
    op.create_table(
        "import_drafts",
        sa.Column("key", sa.String(length=22), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("refused", sa.JSON(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_import_drafts_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_import_drafts")),
        sa.UniqueConstraint("user_id", name=op.f("uq_import_drafts_user_id")),
    )
    with op.batch_alter_table("import_drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_drafts_made_at"), ["made_at"], unique=False)

    op.create_table(
        "imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("draft_key", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("repeated", sa.Integer(), nullable=False),
        sa.Column("left_out", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["user_id"], ["users.id"], name=op.f("fk_imports_user_id_users"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imports")),
        sa.UniqueConstraint("user_id", "draft_key", name=op.f("uq_imports_user_id_draft_key")),
    )
    op.create_table(
        "import_draft_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("draft_key", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["draft_key"],
            ["import_drafts.key"],
            name=op.f("fk_import_draft_files_draft_key_import_drafts"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_import_draft_files_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_draft_files")),
    )
    with op.batch_alter_table("import_draft_files", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_draft_files_draft_key"), ["draft_key"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_import_draft_files_user_id"), ["user_id"], unique=False
        )

    op.create_table(
        "imported_certificates",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("certificate_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["certificate_id"],
            ["certificates.id"],
            name=op.f("fk_imported_certificates_certificate_id_certificates"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["imports.id"],
            name=op.f("fk_imported_certificates_import_id_imports"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_imported_certificates_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_certificates")),
        sa.UniqueConstraint(
            "user_id",
            "certificate_id",
            name=op.f("uq_imported_certificates_user_id_certificate_id"),
        ),
    )
    with op.batch_alter_table("imported_certificates", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_imported_certificates_certificate_id"), ["certificate_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_imported_certificates_import_id"), ["import_id"], unique=False
        )

    op.create_table(
        "imported_courses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("course_id", sa.Integer(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["course_id"],
            ["courses.id"],
            name=op.f("fk_imported_courses_course_id_courses"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["imports.id"],
            name=op.f("fk_imported_courses_import_id_imports"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_imported_courses_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_courses")),
        sa.UniqueConstraint(
            "user_id", "course_id", name=op.f("uq_imported_courses_user_id_course_id")
        ),
    )
    with op.batch_alter_table("imported_courses", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_imported_courses_course_id"), ["course_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_imported_courses_import_id"), ["import_id"], unique=False
        )

    op.create_table(
        "imported_licenses",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("license_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"],
            ["imports.id"],
            name=op.f("fk_imported_licenses_import_id_imports"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["license_id"],
            ["licenses.id"],
            name=op.f("fk_imported_licenses_license_id_licenses"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["users.id"],
            name=op.f("fk_imported_licenses_user_id_users"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_licenses")),
        sa.UniqueConstraint(
            "user_id", "license_id", name=op.f("uq_imported_licenses_user_id_license_id")
        ),
    )
    with op.batch_alter_table("imported_licenses", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_imported_licenses_import_id"), ["import_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_imported_licenses_license_id"), ["license_id"], unique=False
        )


def downgrade() -> None:
    """Go back to the version before."""
    with op.batch_alter_table("imported_licenses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_licenses_license_id"))
        batch_op.drop_index(batch_op.f("ix_imported_licenses_import_id"))

    op.drop_table("imported_licenses")
    with op.batch_alter_table("imported_courses", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_courses_import_id"))
        batch_op.drop_index(batch_op.f("ix_imported_courses_course_id"))

    op.drop_table("imported_courses")
    with op.batch_alter_table("imported_certificates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_imported_certificates_import_id"))
        batch_op.drop_index(batch_op.f("ix_imported_certificates_certificate_id"))

    op.drop_table("imported_certificates")
    with op.batch_alter_table("import_draft_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_draft_files_user_id"))
        batch_op.drop_index(batch_op.f("ix_import_draft_files_draft_key"))

    op.drop_table("import_draft_files")
    op.drop_table("imports")
    with op.batch_alter_table("import_drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_import_drafts_made_at"))

    op.drop_table("import_drafts")
    op.drop_table("calendar_feeds")
