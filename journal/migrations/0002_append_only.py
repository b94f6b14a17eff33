"""The database itself refuses to change or delete a line of the journal."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER journal_trace_no_update BEFORE UPDATE ON journal_trace
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_trace_no_delete BEFORE DELETE ON journal_trace
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    # REPLACE INTO would delete the old line without firing the trigger above.
    """CREATE TRIGGER journal_trace_no_replace BEFORE INSERT ON journal_trace
       WHEN EXISTS (SELECT 1 FROM journal_trace WHERE id = NEW.id)
       BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
]
SQLITE_BACK = [
    "DROP TRIGGER journal_trace_no_replace",
    "DROP TRIGGER journal_trace_no_update",
    "DROP TRIGGER journal_trace_no_delete",
]
POSTGRESQL = [
    """CREATE FUNCTION journal_trace_append_only() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$""",
    """CREATE TRIGGER journal_trace_no_change BEFORE UPDATE OR DELETE ON journal_trace
       FOR EACH ROW EXECUTE FUNCTION journal_trace_append_only()""",
    """CREATE TRIGGER journal_trace_no_truncate BEFORE TRUNCATE ON journal_trace
       FOR EACH STATEMENT EXECUTE FUNCTION journal_trace_append_only()""",
]
POSTGRESQL_BACK = [
    "DROP TRIGGER journal_trace_no_truncate ON journal_trace",
    "DROP TRIGGER journal_trace_no_change ON journal_trace",
    "DROP FUNCTION journal_trace_append_only()",
]


def run(schema_editor, sqlite, postgresql):
    statements = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
    for statement in statements:
        schema_editor.execute(statement)


def forwards(apps, schema_editor):
    run(schema_editor, SQLITE, POSTGRESQL)


def backwards(apps, schema_editor):
    run(schema_editor, SQLITE_BACK, POSTGRESQL_BACK)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    operations = [migrations.RunPython(forwards, backwards)]
