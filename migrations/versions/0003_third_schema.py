"""Third schema"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "ticket_policy",
        sa.Column("own_subjects", sa.Boolean(), nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_policy")),
    )
    with op.batch_alter_table("interaction_template", schema=None) as batch_op:
        batch_op.add_column(sa.Column("own_subject", sa.Boolean(), server_default=sa.true(), nullable=False))
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.add_column(sa.Column("password_given_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("user_account", schema=None) as batch_op:
        batch_op.drop_column("password_given_at")

    with op.batch_alter_table("interaction_template", schema=None) as batch_op:
        batch_op.drop_column("own_subject")

    op.drop_table("ticket_policy")
