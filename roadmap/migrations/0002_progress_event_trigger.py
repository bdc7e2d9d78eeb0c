"""The database writes an event for every change of progress, in the same statement, and refuses to change one.

Both engines have triggers, in two dialects; each is here whole.
"""

from django.db import migrations

SQLITE = [
    """
    CREATE TRIGGER progress_first AFTER INSERT ON roadmap_progress WHEN NEW.status <> 'todo' BEGIN
        INSERT INTO roadmap_progressevent (person_id, item_id, "before", "after", source, happened_at)
        VALUES (NEW.person_id, NEW.item_id, 'todo', NEW.status, NEW.source, NEW.changed_at);
    END
    """,
    """
    CREATE TRIGGER progress_changed AFTER UPDATE OF status ON roadmap_progress WHEN OLD.status <> NEW.status BEGIN
        INSERT INTO roadmap_progressevent (person_id, item_id, "before", "after", source, happened_at)
        VALUES (NEW.person_id, NEW.item_id, OLD.status, NEW.status, NEW.source, NEW.changed_at);
    END
    """,
    """
    CREATE TRIGGER progress_event_is_final BEFORE UPDATE ON roadmap_progressevent BEGIN
        SELECT RAISE(ABORT, 'progress_event_is_final');
    END
    """,
]
SQLITE_UNDO = ["DROP TRIGGER progress_first", "DROP TRIGGER progress_changed", "DROP TRIGGER progress_event_is_final"]

POSTGRESQL = [
    """
    CREATE FUNCTION write_progress_event() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE previous text := 'todo';
    BEGIN
        IF TG_OP = 'UPDATE' THEN previous := OLD.status; END IF;
        IF previous <> NEW.status THEN
            INSERT INTO roadmap_progressevent (person_id, item_id, "before", "after", source, happened_at)
            VALUES (NEW.person_id, NEW.item_id, previous, NEW.status, NEW.source, NEW.changed_at);
        END IF;
        RETURN NULL;
    END $$
    """,
    """
    CREATE TRIGGER progress_changed AFTER INSERT OR UPDATE OF status ON roadmap_progress
    FOR EACH ROW EXECUTE FUNCTION write_progress_event()
    """,
    """
    CREATE FUNCTION refuse_progress_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'progress_event_is_final' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    """
    CREATE TRIGGER progress_event_is_final BEFORE UPDATE ON roadmap_progressevent
    FOR EACH ROW EXECUTE FUNCTION refuse_progress_event_change()
    """,
]
POSTGRESQL_UNDO = [
    "DROP TRIGGER progress_changed ON roadmap_progress",
    "DROP TRIGGER progress_event_is_final ON roadmap_progressevent",
    "DROP FUNCTION write_progress_event()",
    "DROP FUNCTION refuse_progress_event_change()",
]
STATEMENTS = {"sqlite": (SQLITE, SQLITE_UNDO), "postgresql": (POSTGRESQL, POSTGRESQL_UNDO)}


def create(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][0]:
        schema_editor.execute(statement)


def drop(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][1]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("roadmap", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
