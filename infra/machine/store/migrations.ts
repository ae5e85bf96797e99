/** A step from one shape of the database to the next. What was released is never changed: a new shape is a new step. */
export interface Migration {
  readonly name: string
  readonly sql: string
}

/*
 * Bodies are JSON of the domain's own shapes, parsed by their schemas when they are read; beside them stands only what a condition
 * or a list looks at. What a list sorts by is `<time>#<reference>`, so that it is unique. `expires` and `until` are epoch milliseconds.
 */
export const migrations: readonly Migration[] = [
  {
    name: '2026-11-29 cases',
    sql: `
      CREATE TABLE cases (
        reference TEXT PRIMARY KEY, version INTEGER NOT NULL, head TEXT NOT NULL, open INTEGER NOT NULL,
        updated TEXT NOT NULL, due_to TEXT, due TEXT, place TEXT NOT NULL, place_since TEXT NOT NULL,
        deadline TEXT, attention TEXT) STRICT;
      CREATE INDEX cases_due ON cases (due_to, due) WHERE due IS NOT NULL;
      CREATE INDEX cases_updated ON cases (open, updated);
      CREATE INDEX cases_place ON cases (place, place_since);
      CREATE INDEX cases_deadline ON cases (deadline) WHERE deadline IS NOT NULL;
      CREATE INDEX cases_attention ON cases (attention) WHERE attention IS NOT NULL;
      CREATE TABLE entries (
        reference TEXT NOT NULL REFERENCES cases, sequence INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (reference, sequence)) STRICT;
      CREATE TABLE outstanding (
        number INTEGER PRIMARY KEY AUTOINCREMENT, reference TEXT NOT NULL, sequence INTEGER NOT NULL,
        set_aside TEXT, FOREIGN KEY (reference, sequence) REFERENCES entries) STRICT;
      CREATE TABLE revisions (
        reference TEXT NOT NULL REFERENCES cases, revision INTEGER NOT NULL, body TEXT NOT NULL,
        PRIMARY KEY (reference, revision)) STRICT;
      CREATE TABLE words (
        word TEXT NOT NULL, newest_first TEXT NOT NULL, reference TEXT NOT NULL REFERENCES cases,
        PRIMARY KEY (word, newest_first, reference)) STRICT, WITHOUT ROWID;
      CREATE TABLE requests (
        key_digest TEXT PRIMARY KEY, answer TEXT NOT NULL, expires INTEGER NOT NULL) STRICT;
      CREATE TABLE contract_marks (mark TEXT PRIMARY KEY, place TEXT NOT NULL) STRICT;
      CREATE TABLE contract_releases (place TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
      CREATE TABLE endpoints (url_digest TEXT PRIMARY KEY, disabled INTEGER NOT NULL) STRICT;
      CREATE TABLE drafts (
        reference TEXT NOT NULL, stage TEXT NOT NULL, seat TEXT NOT NULL, body TEXT NOT NULL, expires INTEGER NOT NULL,
        PRIMARY KEY (reference, stage, seat)) STRICT;
      CREATE TABLE codes (
        reference TEXT NOT NULL, signatory TEXT NOT NULL, hash TEXT NOT NULL, tries INTEGER NOT NULL,
        until INTEGER NOT NULL, earlier TEXT NOT NULL, PRIMARY KEY (reference, signatory)) STRICT;
      CREATE TABLE links (
        digest TEXT PRIMARY KEY, body TEXT NOT NULL, applicant_of TEXT, session_of TEXT, expires INTEGER NOT NULL) STRICT;
      CREATE INDEX links_session ON links (session_of) WHERE session_of IS NOT NULL;
      CREATE TABLE sign_ins (number INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
      CREATE INDEX links_applicant ON links (applicant_of) WHERE applicant_of IS NOT NULL;
      CREATE TABLE effects (
        reference TEXT NOT NULL, sequence INTEGER NOT NULL, kind TEXT NOT NULL, done INTEGER NOT NULL DEFAULT 0,
        dropped TEXT, lease INTEGER NOT NULL DEFAULT 0, attempts INTEGER NOT NULL DEFAULT 0, last_error TEXT,
        at TEXT NOT NULL, message_id TEXT, delivered_at TEXT, bounced_at TEXT, bounced_for_now_at TEXT,
        complained_at TEXT, delayed_at TEXT, retry_at INTEGER, failing TEXT, PRIMARY KEY (reference, sequence, kind)) STRICT;
      CREATE INDEX effects_failing ON effects (failing) WHERE failing IS NOT NULL;
      CREATE TABLE waits (reference TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
      CREATE TABLE counted (reference TEXT PRIMARY KEY, up_to INTEGER NOT NULL) STRICT;
      CREATE TABLE figures (
        name TEXT PRIMARY KEY, count REAL NOT NULL, revenue REAL NOT NULL, seconds REAL NOT NULL) STRICT;
      CREATE TABLE throttles (
        bucket TEXT NOT NULL, window TEXT NOT NULL, taken INTEGER NOT NULL, expires INTEGER NOT NULL,
        PRIMARY KEY (bucket, window)) STRICT;
      CREATE TABLE throttle_names (
        bucket TEXT NOT NULL, window TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (bucket, window, name),
        FOREIGN KEY (bucket, window) REFERENCES throttles ON DELETE CASCADE) STRICT, WITHOUT ROWID;`,
  },
  {
    name: '2026-11-30 second factors',
    sql: `CREATE TABLE factors (mailbox TEXT PRIMARY KEY, version INTEGER NOT NULL, body TEXT NOT NULL) STRICT;`,
  },
  {
    name: '2026-11-30 unsent forms',
    sql: `
      CREATE TABLE unsent_forms (
        digest TEXT PRIMARY KEY, mailbox TEXT NOT NULL, body TEXT NOT NULL, expires INTEGER NOT NULL) STRICT;
      CREATE INDEX unsent_mailbox ON unsent_forms (mailbox);`,
  },
  {
    name: '2026-11-30 workflow',
    sql: `
      CREATE TABLE definitions (digest TEXT PRIMARY KEY, source TEXT NOT NULL) STRICT;
      CREATE TABLE executions (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, input TEXT NOT NULL,
        started_at INTEGER NOT NULL, definition TEXT NOT NULL REFERENCES definitions, status TEXT NOT NULL,
        due_at INTEGER NOT NULL, progress TEXT NOT NULL, version INTEGER NOT NULL, last_event INTEGER NOT NULL) STRICT;
      CREATE INDEX executions_due ON executions (due_at) WHERE status = 'RUNNING';
      CREATE TABLE execution_events (
        execution TEXT NOT NULL REFERENCES executions (name), id INTEGER NOT NULL, at INTEGER NOT NULL, type TEXT NOT NULL,
        details TEXT NOT NULL, PRIMARY KEY (execution, id)) STRICT, WITHOUT ROWID;
      CREATE TABLE task_tokens (
        token TEXT PRIMARY KEY, execution TEXT NOT NULL REFERENCES executions (name)) STRICT, WITHOUT ROWID;`,
  },
  {
    name: '2026-11-30 files, mails and calls',
    sql: `
      CREATE TABLE files (
        key TEXT PRIMARY KEY, digest TEXT NOT NULL, size INTEGER NOT NULL, type TEXT NOT NULL, name TEXT,
        modified TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE INDEX files_digest ON files (digest);
      CREATE TABLE mails (number INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
      CREATE TABLE mail_attachments (
        number INTEGER NOT NULL REFERENCES mails, place INTEGER NOT NULL, bytes BLOB NOT NULL,
        PRIMARY KEY (number, place)) STRICT;
      CREATE TABLE messages (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, queue TEXT NOT NULL, body TEXT NOT NULL,
        visible_at INTEGER NOT NULL, receives INTEGER NOT NULL, receipt TEXT UNIQUE) STRICT;
      CREATE INDEX messages_visible ON messages (queue, visible_at);`,
  },
  {
    name: '2026-11-30 mails under way',
    sql: `
      CREATE TABLE mails_to_send (number INTEGER PRIMARY KEY REFERENCES mails) STRICT;
      CREATE TABLE mail_reports (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL REFERENCES mails, body TEXT NOT NULL) STRICT;`,
  },
]
