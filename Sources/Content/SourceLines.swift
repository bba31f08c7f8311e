/// Where the things of one file stand, by kind and name, so that problems between files can be pointed at too.
struct SourceLines {
    private var lines: [String: [String: [Int?]]] = [:]

    mutating func note(_ kind: String, _ name: String, line: Int?) {
        lines[kind, default: [:]][name, default: []].append(line)
    }

    /// The line of the thing; `occurrence` counts things of the same kind and name from 0. - Complexity: O(1).
    func line(_ kind: String, _ name: String, occurrence: Int = 0) -> Int? {
        guard let found = lines[kind]?[name], found.indices.contains(occurrence) else { return nil }
        return found[occurrence]
    }

    /// How many things of the kind there are. - Complexity: O(things).
    func count(of kind: String) -> Int { lines[kind]?.values.reduce(0) { $0 + $1.count } ?? 0 }
}
