import GRDB

/// The tables, and the constraints that hold whatever the code above them does.
enum Schema {
    /// Marks the file as ours: "RHRS". https://sqlite.org/pragma.html#pragma_application_id
    static let applicationID = 0x5248_5253

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1 sessions, events, assessments") { db in
            try db.execute(sql: "PRAGMA application_id = \(applicationID)")
            try db.execute(
                sql: """
                    CREATE TABLE session (
                        id TEXT PRIMARY KEY NOT NULL CHECK (length(id) BETWEEN 1 AND 128),
                        created_at INTEGER NOT NULL,
                        alive_at INTEGER NOT NULL CHECK (alive_at >= created_at)
                    ) STRICT;

                    CREATE TABLE event (
                        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
                        sequence INTEGER NOT NULL CHECK (sequence >= 0),
                        at INTEGER NOT NULL,
                        is_draft INTEGER NOT NULL CHECK (is_draft IN (0, 1)),
                        kind TEXT NOT NULL CHECK (json_valid(kind)),
                        PRIMARY KEY (session, sequence)
                    ) STRICT;

                    CREATE TRIGGER event_contiguous BEFORE INSERT ON event
                    WHEN NEW.sequence <> (SELECT coalesce(max(sequence) + 1, 0) FROM event WHERE session = NEW.session)
                    BEGIN SELECT RAISE(ABORT, 'events follow one another without gaps'); END;

                    CREATE TRIGGER event_in_time BEFORE INSERT ON event
                    WHEN NEW.at < (SELECT at FROM event WHERE session = NEW.session ORDER BY sequence DESC LIMIT 1)
                    BEGIN SELECT RAISE(ABORT, 'events never go back in time'); END;

                    CREATE TRIGGER event_kept BEFORE UPDATE ON event
                    BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;

                    CREATE TABLE assessment (
                        session TEXT NOT NULL REFERENCES session (id) ON DELETE CASCADE,
                        version TEXT NOT NULL,
                        event_count INTEGER NOT NULL CHECK (event_count >= 0),
                        body TEXT NOT NULL CHECK (json_valid(body)),
                        PRIMARY KEY (session, version)
                    ) STRICT;
                    """)
        }
        return migrator
    }
}
