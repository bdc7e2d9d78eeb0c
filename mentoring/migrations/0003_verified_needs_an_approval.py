"""No attainment stands as verified by a mentor without a review that approves this person's work on this item.

The trigger sits on a table of `portfolio` and reads tables of `mentoring`, so it lives here, in the higher room.
SQLite drops triggers when a later migration rebuilds the table: such a migration creates this one again.
"""

from django.db import migrations

UNPROVED = """
    NEW.assurance = 'mentor' AND NEW.revoked_at IS NULL AND NOT EXISTS (
        SELECT 1 FROM mentoring_review r JOIN mentoring_reviewrequest q ON q.id = r.request_id
        WHERE r.uuid = NEW.review AND r.verdict = 'approve' AND r.dismissed_at IS NULL
          AND r.mentee_id = NEW.person_id AND q.item_id = NEW.item_id
    )
"""
SQLITE = [
    f"""
    CREATE TRIGGER attainment_{event.lower()}_needs_approval BEFORE {event} ON portfolio_attainment WHEN {UNPROVED} BEGIN
        SELECT RAISE(ABORT, 'attainment_by_mentor_needs_approval');
    END
    """
    for event in ("INSERT", "UPDATE")
]
SQLITE_UNDO = ["DROP TRIGGER attainment_insert_needs_approval", "DROP TRIGGER attainment_update_needs_approval"]
POSTGRESQL = [
    f"""
    CREATE FUNCTION guard_attainment() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF {UNPROVED} THEN
            RAISE EXCEPTION 'attainment_by_mentor_needs_approval' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER attainment_by_mentor_needs_approval BEFORE INSERT OR UPDATE ON portfolio_attainment
    FOR EACH ROW EXECUTE FUNCTION guard_attainment()
    """,
]
POSTGRESQL_UNDO = [
    "DROP TRIGGER attainment_by_mentor_needs_approval ON portfolio_attainment",
    "DROP FUNCTION guard_attainment()",
]
STATEMENTS = {"sqlite": (SQLITE, SQLITE_UNDO), "postgresql": (POSTGRESQL, POSTGRESQL_UNDO)}


def create(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][0]:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][1]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0002_reviews_are_final"), ("portfolio", "0002_submitted_rows_are_frozen")]

    operations = [migrations.RunPython(create, drop)]
