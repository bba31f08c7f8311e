import Foundation
import InterviewCore
package import Store

/// A rule that a store did not keep.
package struct StoreRuleBroken: Error, CustomStringConvertible {
    package var rule: String
    package var what: String

    package var description: String { "\(rule): \(what)" }
}

/// One rule that every store must keep, and the check that it does.
package struct StoreRule: Sendable, CustomStringConvertible {
    package var name: String
    /// Checks a fresh, empty store.
    package var check: @Sendable (any SessionStore) async throws -> Void

    package var description: String { name }
}

/// The rules of every store. Run each on a fresh, empty store.
package enum StoreRules {
    package static let all: [StoreRule] = [
        rule("events come back as they were written") { store, expect in
            let events = Sample.events
            try await store.create("a", events: Array(events.prefix(3)))
            try await store.append(Array(events.dropFirst(3)), to: "a")
            try expect(try await store.events(of: "a") == events, "the events differ")
        },
        rule("text survives whatever it holds") { store, expect in
            let texts = ["", "a\u{0}b", "e\u{301}", "👩‍👩‍👧‍👦 שלום", "'; DROP TABLE event; --", "\u{1b}[2J\r\n\t\\\""]
            let events = texts.enumerated().map { Sample.event($0.offset + 1, .answered($0.element)) }
            try await store.create("a", events: [Sample.started] + events)
            let found = try await store.events(of: "a").compactMap { event -> String? in
                if case .answered(let text) = event.kind { text } else { nil }
            }
            try expect(found.map { Array($0.unicodeScalars) } == texts.map { Array($0.unicodeScalars) }, "text changed")
        },
        rule("a megabyte of text is kept") { store, expect in
            let text = String(repeating: "word ", count: 210_000)
            try await store.create("a", events: [Sample.started, Sample.event(1, .answered(text))])
            try expect(try await store.events(of: "a").last?.kind == .answered(text), "the text differs")
        },
        rule("a stale writer is refused and changes nothing") { store, expect in
            try await store.create("a", events: [Sample.started, Sample.event(1, .paused)])
            try await refused(.stale(session: "a", expected: 2, found: 1), expect) {
                try await store.append([Sample.event(1, .resumed)], to: "a")
            }
            try await refused(.stale(session: "a", expected: 2, found: 3), expect) {
                try await store.append([Sample.event(3, .resumed)], to: "a")
            }
            try expect(try await store.events(of: "a").count == 2, "something was written")
        },
        rule("a gap inside a batch is refused whole") { store, expect in
            try await store.create("a", events: [Sample.started])
            try await refused(.notContiguous(session: "a", expected: 2, found: 3), expect) {
                try await store.append([Sample.event(1, .paused), Sample.event(3, .resumed)], to: "a")
            }
            try expect(try await store.events(of: "a").count == 1, "a part was written")
        },
        rule("time never goes back") { store, expect in
            try await store.create("a", events: [Sample.started, Sample.event(1, .paused)])
            let early = SessionEvent(sequence: 2, at: Instant(milliseconds: 0), kind: .resumed)
            try await refused(.notContiguous(session: "a", expected: 2, found: 2), expect) {
                try await store.append([early], to: "a")
            }
        },
        rule("of two writers at once one wins") { store, expect in
            try await store.create("a", events: [Sample.started])
            let wins = await withTaskGroup(of: Bool.self) { group in
                for text in ["x", "y", "z"] {
                    group.addTask {
                        do {
                            try await store.append([Sample.event(1, .answered(text))], to: "a")
                            return true
                        } catch { return false }
                    }
                }
                return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
            }
            try expect(wins == 1, "\(wins) writers were accepted")
            try expect(try await store.events(of: "a").count == 2, "not exactly one event was written")
        },
        rule("a session is created once") { store, expect in
            try await store.create("a", events: [Sample.started])
            try await refused(.sessionExists("a"), expect) { try await store.create("a", events: [Sample.started]) }
        },
        rule("a session begins with event 0") { store, expect in
            try await refused(.notContiguous(session: "a", expected: 0, found: 1), expect) {
                try await store.create("a", events: [Sample.event(1, .paused)])
            }
            try await refused(.notContiguous(session: "a", expected: 0, found: -1), expect) {
                try await store.create("a", events: [])
            }
            try expect(try await store.list().isEmpty, "a session was left behind")
        },
        rule("an unknown session is an error everywhere") { store, expect in
            let missing = StoreError.noSession("nobody")
            try await refused(missing, expect) { try await store.append([Sample.event(0, .paused)], to: "nobody") }
            try await refused(missing, expect) { _ = try await store.events(of: "nobody") }
            try await refused(missing, expect) { try await store.touch("nobody", at: Sample.start) }
            try await refused(missing, expect) { _ = try await store.record(of: "nobody") }
            try await refused(missing, expect) { try await store.delete("nobody") }
            try await refused(missing, expect) { _ = try await store.assessment(of: "nobody", version: "1") }
            try await refused(missing, expect) {
                try await store.save(
                    StoredAssessment(session: "nobody", version: "1", eventCount: 0, assessment: Sample.assessment))
            }
        },
        rule("a touch moves the last sign of life forward only") { store, expect in
            try await store.create("a", events: [Sample.started])
            let later = Sample.start.advanced(byMilliseconds: 9_000)
            try await store.touch("a", at: later)
            try await store.touch("a", at: Sample.start)
            try expect(try await store.record(of: "a").lastAlive == later, "it went back or was lost")
            try await store.append([Sample.event(20, .paused, sequence: 1)], to: "a")
            let alive = try await store.record(of: "a").lastAlive
            try expect(alive == Sample.start.advanced(byMilliseconds: 20_000), "an event is no sign of life")
        },
        rule("drafts can be left out") { store, expect in
            try await store.create("a", events: [Sample.started, Sample.event(1, .drafted("x")), Sample.event(2, .paused)])
            let kinds = try await store.events(of: "a", withDrafts: false).map(\.sequence)
            try expect(kinds == [0, 2], "found \(kinds)")
        },
        rule("the list has the newest first and counts events") { store, expect in
            try await store.create("old", events: [Sample.started])
            let newer = SessionEvent(sequence: 0, at: Sample.start.advanced(byMilliseconds: 5), kind: Sample.started.kind)
            try await store.create("new", events: [newer])
            try await store.append([Sample.event(1, .paused)], to: "new")
            let list = try await store.list()
            try expect(list.map(\.id) == ["new", "old"], "order is \(list.map(\.id))")
            try expect(list.map(\.eventCount) == [2, 1], "counts are \(list.map(\.eventCount))")
            try expect(list.map(\.createdAt) == [newer.at, Sample.start], "times of creation differ")
        },
        rule("deleting removes events and assessments") { store, expect in
            try await store.create("a", events: Sample.events)
            try await store.create("b", events: [Sample.started])
            try await store.save(Sample.stored("a"))
            try await store.delete("a")
            try expect(try await store.list().map(\.id) == ["b"], "the list is wrong")
            try await refused(.noSession("a"), expect) { _ = try await store.events(of: "a") }
            try await store.create("a", events: [Sample.started])
            try expect(try await store.assessment(of: "a", version: "1") == nil, "an old assessment came back")
        },
        rule("an assessment is kept by version and replaced") { store, expect in
            try await store.create("a", events: [Sample.started])
            try expect(try await store.assessment(of: "a", version: "1") == nil, "found one too early")
            try await store.save(Sample.stored("a"))
            var second = Sample.stored("a")
            second.eventCount = 7
            try await store.save(second)
            try expect(try await store.assessment(of: "a", version: "1") == second, "not the last one")
            try expect(try await store.assessment(of: "a", version: "2") == nil, "another version's was given")
        },
    ]

    /// Checks a condition of a rule.
    package typealias Expect = @Sendable (Bool, String) throws -> Void

    private static func rule(
        _ name: String, _ body: @escaping @Sendable (any SessionStore, Expect) async throws -> Void
    ) -> StoreRule {
        StoreRule(name: name) { store in
            try await body(store) { holds, what in
                if !holds { throw StoreRuleBroken(rule: name, what: what) }
            }
        }
    }

    private static func refused(
        _ expected: StoreError, _ expect: Expect, _ body: () async throws -> Void
    ) async throws {
        do {
            try await body()
        } catch let error as StoreError {
            try expect(error == expected, "threw '\(error)' where '\(expected)' was due")
            return
        }
        try expect(false, "'\(expected)' was not thrown")
    }
}
