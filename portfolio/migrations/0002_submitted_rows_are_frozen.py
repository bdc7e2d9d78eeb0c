"""The database refuses to change evidence that was handed in; only its state moves on, and places that vanish are let go.

SQLite drops triggers when a later migration rebuilds the table: such a migration creates this one again.
"""

from django.db import migrations

FROZEN = ("person_id", "item_id", "title", "number", "link", "commit", "text", "rubric", "ratings", "submitted_at")
MAY_VANISH = ("step_id", "roadmap_id")


def condition(differs: str) -> str:
    changed = [f'OLD."{column}" {differs} NEW."{column}"' for column in FROZEN]
    moved = [f"(NEW.{column} IS NOT NULL AND OLD.{column} {differs} NEW.{column})" for column in MAY_VANISH]
    revived = ["NEW.state = 'draft'", "(OLD.state <> 'submitted' AND NEW.state <> OLD.state)"]
    return f"OLD.state <> 'draft' AND ({' OR '.join(changed + moved + revived)})"


SQLITE = [
    f"""
    CREATE TRIGGER submission_is_frozen BEFORE UPDATE ON portfolio_submission WHEN {condition("IS NOT")} BEGIN
        SELECT RAISE(ABORT, 'submission_is_frozen');
    END
    """
]
SQLITE_UNDO = ["DROP TRIGGER submission_is_frozen"]
POSTGRESQL = [
    """
    CREATE FUNCTION refuse_submission_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'submission_is_frozen' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    f"""
    CREATE TRIGGER submission_is_frozen BEFORE UPDATE ON portfolio_submission
    FOR EACH ROW WHEN ({condition("IS DISTINCT FROM")}) EXECUTE FUNCTION refuse_submission_change()
    """,
]
POSTGRESQL_UNDO = [
    "DROP TRIGGER submission_is_frozen ON portfolio_submission",
    "DROP FUNCTION refuse_submission_change()",
]
STATEMENTS = {"sqlite": (SQLITE, SQLITE_UNDO), "postgresql": (POSTGRESQL, POSTGRESQL_UNDO)}


def create(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][0]:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][1]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("portfolio", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
