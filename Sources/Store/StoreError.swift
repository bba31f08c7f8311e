/// Why a store could not do what it was asked. `place` is the database's file or address.
package enum StoreError: Error, Sendable, Equatable {
    case noSession(String)
    case sessionExists(String)
    /// Another writer was faster: `expected` is the next sequence number, `found` the one that was offered.
    case stale(session: String, expected: Int, found: Int)
    /// The events offered have a gap, go back in time or don't begin at 0.
    case notContiguous(session: String, expected: Int, found: Int)
    /// A stored event can't be read by this version of the program.
    case unreadableEvent(session: String, sequence: Int, detail: String)
    /// Another program writes to the database.
    case held(place: String, by: String)
    /// The database was opened for reading, or lies on a disk that can't be written.
    case readOnly(place: String)
    case full(place: String)
    /// The database is truncated, overwritten or not a database at all.
    case damaged(place: String, detail: String)
    /// The file is a database, but of another program.
    case foreign(place: String)
    /// The database was written by a newer version of the program.
    case newer(place: String)
    case missing(place: String)
    case unavailable(place: String, detail: String)
}

extension StoreError: CustomStringConvertible {
    /// What happened, where, and what to do.
    package var description: String {
        switch self {
        case .noSession(let id):
            "There is no session '\(id)'. 'rehearse sessions list' shows those there are."
        case .sessionExists(let id):
            "A session '\(id)' exists already. Start again; a new id is drawn each time."
        case .stale(let session, let expected, let found):
            "Session '\(session)' was changed by another program: the next event is number \(expected), not \(found)."
                + " Nothing was written; load the session again and repeat the last step."
        case .notContiguous(let session, let expected, let found):
            "The events offered for session '\(session)' are out of order: number \(expected) was due, \(found) came."
                + " Nothing was written; this is a fault of the program, please report it."
        case .unreadableEvent(let session, let sequence, let detail):
            "Event \(sequence) of session '\(session)' can't be read: \(detail). Nothing was changed."
                + " It may come from a newer version of rehearse: use that version, or 'rehearse doctor' to look closer."
        case .held(let place, let holder):
            "The sessions in \(place) are being written by another program (\(holder))."
                + " End it first, or use another directory with --data. Reading ('report', 'sessions list') works meanwhile."
        case .readOnly(let place):
            "\(place) can't be written. Make the file and its directory writable, or use another with --data DIR."
        case .full(let place):
            "The disk that holds \(place) is full. What was confirmed is kept."
                + " Free some space, then continue with 'rehearse interview --resume'."
        case .damaged(let place, let detail):
            "The database \(place) is damaged (\(detail)). It was not changed. Keep a copy of the file,"
                + " restore a backup if there is one, or start afresh with --data DIR; 'rehearse doctor' says more."
        case .foreign(let place):
            "\(place) is a database of another program. It was not changed. Use another directory with --data DIR."
        case .newer(let place):
            "\(place) was written by a newer version of rehearse. It was not changed."
                + " Update this program, or use another directory with --data DIR."
        case .missing(let place):
            "There are no sessions yet: \(place) does not exist. 'rehearse interview' starts one."
        case .unavailable(let place, let detail):
            "\(place) can't be used: \(detail). Check the path, its permissions and the disk, or use --data DIR."
        }
    }
}
