"""The database refuses to change a review. Three things may happen to it: it is dismissed, once, when no attainment
rests on it; somebody's account is erased, and then the words go and the row stays; nothing else.

SQLite drops triggers when a later migration rebuilds the table: such a migration creates these again. Deleting a review
is refused by a trigger on PostgreSQL only: on SQLite it would also stop Django's `flush`; there the model refuses it.
"""

from django.db import migrations

FINAL = ("uuid", "verdict", "created_at")
PEOPLE = ("request_id", "mentee_id", "reviewer_id")
WORDS = ("body", "ratings")
ERASED = "(NEW.request_id IS NULL OR NEW.mentee_id IS NULL OR NEW.reviewer_id IS NULL)"


def change_is_refused(differs: str) -> str:
    reasons = [f"OLD.{column} {differs} NEW.{column}" for column in FINAL]
    reasons += [f"(NEW.{column} IS NOT NULL AND OLD.{column} {differs} NEW.{column})" for column in PEOPLE]
    reasons += [f"(NOT {ERASED} AND OLD.{column} {differs} NEW.{column})" for column in WORDS]
    reasons.append(f"(OLD.dismissed_at IS NOT NULL AND OLD.dismissed_at {differs} NEW.dismissed_at)")
    reasons.append(f"(OLD.dismissed_at IS NOT NULL AND NOT {ERASED} AND OLD.dismissed_reason {differs} NEW.dismissed_reason)")
    return " OR ".join(reasons)


STILL_RELIED_ON = """
    NEW.dismissed_at IS NOT NULL AND OLD.dismissed_at IS NULL AND EXISTS (
        SELECT 1 FROM portfolio_attainment a WHERE a.review = NEW.uuid AND a.revoked_at IS NULL
    )
"""

SQLITE = [
    f"""
    CREATE TRIGGER review_is_final BEFORE UPDATE ON mentoring_review WHEN {change_is_refused("IS NOT")} BEGIN
        SELECT RAISE(ABORT, 'review_is_final');
    END
    """,
    f"""
    CREATE TRIGGER review_relied_on BEFORE UPDATE OF dismissed_at ON mentoring_review WHEN {STILL_RELIED_ON} BEGIN
        SELECT RAISE(ABORT, 'review_relied_on');
    END
    """,
    f"""
    CREATE TRIGGER review_erased AFTER UPDATE ON mentoring_review
    WHEN {ERASED} AND (NEW.body <> '' OR NEW.ratings <> '{{}}' OR NEW.dismissed_reason NOT IN ('', 'Erased.')) BEGIN
        UPDATE mentoring_review SET body = '', ratings = '{{}}',
            dismissed_reason = CASE WHEN dismissed_reason = '' THEN '' ELSE 'Erased.' END
        WHERE id = NEW.id;
    END
    """,
]
SQLITE_UNDO = ["DROP TRIGGER review_is_final", "DROP TRIGGER review_relied_on", "DROP TRIGGER review_erased"]

POSTGRESQL = [
    f"""
    CREATE FUNCTION guard_review() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' OR {change_is_refused("IS DISTINCT FROM")} THEN
            RAISE EXCEPTION 'review_is_final' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF {STILL_RELIED_ON} THEN
            RAISE EXCEPTION 'review_relied_on' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        IF {ERASED} THEN
            NEW.body := '';
            NEW.ratings := '{{}}';
            NEW.dismissed_reason := CASE WHEN NEW.dismissed_reason = '' THEN '' ELSE 'Erased.' END;
        END IF;
        RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER review_is_final BEFORE UPDATE OR DELETE ON mentoring_review
    FOR EACH ROW EXECUTE FUNCTION guard_review()
    """,
]
POSTGRESQL_UNDO = ["DROP TRIGGER review_is_final ON mentoring_review", "DROP FUNCTION guard_review()"]
STATEMENTS = {"sqlite": (SQLITE, SQLITE_UNDO), "postgresql": (POSTGRESQL, POSTGRESQL_UNDO)}


def create(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][0]:
        schema_editor.execute(statement, params=None)


def drop(apps, schema_editor):
    for statement in STATEMENTS[schema_editor.connection.vendor][1]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("mentoring", "0001_initial"), ("portfolio", "0001_initial")]

    operations = [migrations.RunPython(create, drop)]
