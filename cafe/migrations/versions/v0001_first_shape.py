"""The first shape."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this shape."""
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "workshop",
        sa.Column("id", sa.String(length=8), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("document_title", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("commissioner", sa.Text(), nullable=False),
        sa.Column("intro", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("signature", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("stage", sa.String(length=12), nullable=False),
        sa.Column("timer_ends_ms", sa.BigInteger(), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workshop")),
    )
    op.create_table(
        "change",
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("key", sa.String(length=36), nullable=False),
        sa.Column("item", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("by", sa.String(length=40), nullable=False),
        sa.Column("act", sa.String(length=36), nullable=False),
        sa.Column("undoes", sa.String(length=36), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_change_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop_id", "revision", name=op.f("pk_change")),
    )
    op.create_index("ix_change_act", "change", ["workshop_id", "act"])
    op.create_index("ix_change_item", "change", ["workshop_id", "what", "key"])

    op.create_table(
        "organiser",
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name=op.f("fk_organiser_person_id_person"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_organiser_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("workshop_id", "person_id", name=op.f("pk_organiser")),
    )
    op.create_index(op.f("ix_organiser_person_id"), "organiser", ["person_id"])

    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("form", sa.String(length=8), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_question_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("workshop_id", "number", name=op.f("uq_question_workshop_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "cafe_table",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("cafe_name", sa.Text(), nullable=True),
        sa.Column("split", sa.Boolean(), nullable=False),
        sa.Column("hosts", sa.JSON(), nullable=False),
        sa.Column("main_statement", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_cafe_table_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_cafe_table_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cafe_table")),
        sa.UniqueConstraint("workshop_id", "number", name=op.f("uq_cafe_table_workshop_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_cafe_table_question_id"), "cafe_table", ["question_id"])

    op.create_table(
        "category",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("listed", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["question_id"],
            ["question.id"],
            name=op.f("fk_category_question_id_question"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_category")),
    )
    op.create_index(op.f("ix_category_question_id"), "category", ["question_id"])

    op.create_table(
        "entry",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("category_id", sa.String(length=36), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category_id"],
            ["category.id"],
            name=op.f("fk_entry_category_id_category"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
    )
    op.create_index(op.f("ix_entry_category_id"), "entry", ["category_id"])

    op.create_table(
        "link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=True),
        sa.Column("nonce", sa.String(length=32), nullable=False),
        sa.Column("token_digest", sa.String(length=64), nullable=False),
        sa.Column("code_digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["cafe_table.id"],
            name=op.f("fk_link_table_id_cafe_table"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_link_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link")),
        sa.UniqueConstraint("code_digest", name=op.f("uq_link_code_digest")),
        sa.UniqueConstraint("table_id", name=op.f("uq_link_table_id")),
        sa.UniqueConstraint("token_digest", name=op.f("uq_link_token_digest")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_link_workshop_id"), "link", ["workshop_id"])

    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=36), nullable=False),
        sa.Column("workshop_id", sa.String(length=8), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=9), nullable=False),
        sa.Column("part", sa.String(length=2), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("struck", sa.Boolean(), nullable=False),
        sa.Column("aside_reason", sa.Text(), nullable=True),
        sa.Column("elaborations", sa.JSON(), nullable=False),
        sa.Column(
            "created_at", sa.DateTime(timezone=True), server_default=sa.func.now(), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["cafe_table.id"],
            name=op.f("fk_note_table_id_cafe_table"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["workshop_id"],
            ["workshop.id"],
            name=op.f("fk_note_workshop_id_workshop"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("workshop_id", "uid", name=op.f("uq_note_workshop_id_uid")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_note_table_id"), "note", ["table_id"])

    op.create_table(
        "poster",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("table_id", sa.Integer(), nullable=False),
        sa.Column("file", sa.String(length=120), nullable=False),
        sa.Column("alt", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["cafe_table.id"],
            name=op.f("fk_poster_table_id_cafe_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poster")),
        sa.UniqueConstraint("table_id", "file", name=op.f("uq_poster_table_id_file")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_poster_table_id"), "poster", ["table_id"])

    op.create_table(
        "source",
        sa.Column("entry_id", sa.String(length=36), nullable=False),
        sa.Column("note_id", sa.Integer(), nullable=False),
        sa.Column("absorbed", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["entry.id"], name=op.f("fk_source_entry_id_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["note_id"], ["note.id"], name=op.f("fk_source_note_id_note"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("entry_id", "note_id", name=op.f("pk_source")),
    )
    op.create_index(op.f("ix_source_note_id"), "source", ["note_id"])


def downgrade() -> None:
    """Back to nothing; indexes go with their tables."""
    for table in (
        "source",
        "poster",
        "note",
        "link",
        "entry",
        "category",
        "cafe_table",
        "question",
        "organiser",
        "change",
        "workshop",
        "person",
    ):
        op.drop_table(table)
