import Content
import Foundation
import InterviewCore
import Testing

/// One thing an author gets wrong, and what they are told.
struct AuthorMistake: Sendable, CustomTestStringConvertible {
    var name: String
    var file: String
    /// Part of the message.
    var message: String
    /// Part of what to do about it.
    var mend: String
    /// Breaks the file's lines; gives the line, from 1, that should be named.
    var edit: @Sendable (inout Lines) -> Int?

    var testDescription: String { name }

    init(
        _ name: String, _ file: String, _ message: String, mend: String, edit: @escaping @Sendable (inout Lines) -> Int?
    ) {
        self.name = name
        self.file = file
        self.message = message
        self.mend = mend
        self.edit = edit
    }
}

/// A file's lines, with the edits an author makes. Each gives the number, from 1, of the line it touched.
struct Lines {
    var lines: [String]

    /// The place of the first line, or the one after `start`, that begins like this after its indentation.
    func find(_ prefix: String, after start: Int = 0) -> Int? {
        lines.indices.first { $0 >= start && lines[$0].drop { $0 == " " }.hasPrefix(prefix) }
    }

    private func indentation(_ index: Int) -> Int { lines[index].prefix { $0 == " " }.count }

    /// Puts `text` in place of a line, keeping its indentation.
    mutating func replace(_ prefix: String, with text: String, after start: Int = 0) -> Int? {
        guard let index = find(prefix, after: start) else { return missing(prefix) }
        lines[index] = String(repeating: " ", count: indentation(index)) + text
        return index + 1
    }

    /// Puts `text` in place of a key with all that belongs to it.
    mutating func replaceBlock(_ prefix: String, with text: String, after start: Int = 0) -> Int? {
        guard let index = find(prefix, after: start) else { return missing(prefix) }
        let depth = indentation(index)
        while lines.indices.contains(index + 1), indentation(index + 1) > depth { lines.remove(at: index + 1) }
        return replace(prefix, with: text, after: start)
    }

    mutating func remove(_ prefix: String, after start: Int = 0) -> Int? {
        guard let index = find(prefix, after: start) else { return missing(prefix) }
        lines.remove(at: index)
        return index + 1
    }

    /// Puts `text` below a line, with the line's indentation.
    mutating func insert(_ text: String, below prefix: String, after start: Int = 0) -> Int? {
        guard let index = find(prefix, after: start) else { return missing(prefix) }
        lines.insert(String(repeating: " ", count: indentation(index)) + text, at: index + 1)
        return index + 2
    }

    private func missing(_ prefix: String) -> Int? {
        Issue.record("the flagship has no line that begins with '\(prefix)' any more; mend this test's edit")
        return nil
    }
}

@Suite struct AuthorMistakeTests {
    private static let item = "items/validates-pattern.yaml"

    static let values: [AuthorMistake] = [
        .init("a missing key", item, "the file has no 'code'", mend: "Add 'code:'") {
            _ = $0.remove("code:")
            return 1
        },
        .init("an unknown key", item, "the file has an unknown key 'wyh'", mend: "Did you mean 'why'?") {
            $0.replace("why:", with: "wyh: \"x\"")
        },
        .init("an unknown key far inside", item, "an entry of 'facets' has an unknown key 'labels'", mend: "Did you mean 'label'?") {
            $0.replace("label:", with: "labels: \"x\"")
        },
        .init("a list for a text", item, "'code' should be a text", mend: "Write it on one line") {
            $0.replace("code:", with: "code: [d1]")
        },
        .init("a text for a list", "scenario.yaml", "'disclaimers' should be a list", mend: "'- \"...\"' line an entry") {
            $0.replaceBlock("disclaimers:", with: "disclaimers: none")
        },
        .init("a text for a list of blocks", item, "'facets' should be a list", mend: "'- key: value' block an entry") {
            $0.replaceBlock("facets:", with: "facets: none")
        },
        .init("a number for a mapping", "rubric.yaml", "'credit' should be a mapping of keys to values", mend: "Write 'key: value' lines") {
            $0.replaceBlock("credit:", with: "credit: 5")
        },
        .init("a text in a list of blocks", "facts.yaml", "an entry of 'facts' should be a mapping", mend: "Write 'key: value' lines") {
            $0.insert("  - talked-already", below: "facts:")
        },
        .init("a list for a file", "mistakes.yaml", "the file should be a mapping of keys to values", mend: "Write 'key: value' lines") {
            $0.lines = ["# mistakes", "- id: waits-too-long"]
            return 2
        },
        .init("no number", "rubric.yaml", "'points' should be a number from 1.0 to 1000.0", mend: "Write a plain number") {
            $0.replace("points:", with: "points: lots")
        },
        .init("a number out of range", "rubric.yaml", "'points' should be a number from 1.0 to 1000.0", mend: "Write a plain number") {
            $0.replace("points:", with: "points: 0")
        },
        .init("not a number at all", "scenario.yaml", "'minutes' should be a number", mend: "Write a plain number") {
            $0.replace("minutes:", with: "minutes: nan")
        },
        .init("neither true nor false", "mistakes.yaml", "'named' should be true or false", mend: "Write true or false") {
            $0.replace("named:", with: "named: maybe")
        },
        .init("an empty text", item, "'why' is empty", mend: "Fill it in") { $0.replace("why:", with: "why: \"  \"") },
        .init("a key without a value", item, "'why' is empty", mend: "Fill it in") { $0.replace("why:", with: "why:") },
        .init("no id", item, "'Validates_Pattern' is no id", mend: "lower-case letters, digits and '-'") {
            $0.replace("id:", with: "id: Validates_Pattern")
        },
        .init("an echo that is a sentence", item, "the echo of 'delivery' is no phrase of one to 8 words", mend: "as a noun phrase") {
            _ = $0.replace("echo:", with: "echo: \"You look at the dates.\"")
            return $0.find("- id: delivery").map { $0 + 1 }
        },
        .init("a wording that says nothing back", "scenario.yaml", "'Okay.' says nothing back", mend: "Put {echo}") {
            _ = $0.replaceBlock("echoing:", with: "echoing: [\"Okay.\", \"{Echo}, noted.\"]")
            return $0.find("- id: warm").map { $0 + 1 }
        },
        .init("too few wordings", "scenario.yaml", "'openings' has 2 of at least 3 entries", mend: "Add 1 more") {
            $0.replaceBlock("openings:", with: "openings: [\"Where do you start?\", \"What is first?\"]")
        },
        .init("the same sentence twice", item, "'I'd ask.' stands twice under 'met'", mend: "Reword or remove one") {
            _ = $0.insert("  - \"I'd ask.\"", below: "met:", after: 20)
            return $0.insert("  - \"I'd ask.\"", below: "met:", after: 20).map { $0 + 1 }
        },
        .init("the same sentence in other letters", "facts.yaml", "stands twice under 'asks'", mend: "Reword or remove one") {
            guard let list = $0.find("asks:") else { return nil }
            $0.lines.insert($0.lines[list + 1].uppercased(), at: list + 2)
            return list + 3
        },
        .init("an unknown schema", "scenario.yaml", "this program reads schema 1", mend: "Write 'schema: 1'") {
            $0.replace("schema:", with: "schema: 2")
        },
        .init("a verdict without its descriptor", item, "'descriptors' has no 'partial'", mend: "Add 'partial:'") {
            _ = $0.remove("partial:", after: 8)
            return $0.find("descriptors:").map { $0 + 2 }
        },
        .init("a descriptor of no verdict", item, "'descriptors' has an unknown key 'mett'", mend: "Did you mean 'met'?") {
            $0.insert("  mett: \"x\"", below: "descriptors:")
        },
        .init("a criterion of no level", "rubric.yaml", "'criteria' has an unknown key 'stronk'", mend: "Did you mean 'strong'?") {
            $0.replace("strong:", with: "stronk: \"x\"")
        },
        .init("an occasion without a line", "scenario.yaml", "'lines' has no 'time-up'", mend: "Add 'time-up:'") {
            _ = $0.replaceBlock("time-up:", with: "# gone")
            return $0.find("lines:").map { $0 + 2 }
        },
    ]

    static let syntax: [AuthorMistake] = [
        .init("an empty file", item, "the file is empty", mend: "Docs/AUTHORING.md") {
            $0.lines = []
            return 1
        },
        .init("a file of comments", "rubric.yaml", "the file is empty", mend: "Docs/AUTHORING.md") {
            $0.lines = ["# to do"]
            return 1
        },
        .init("a tab", "facts.yaml", "not valid YAML", mend: "Check indentation") {
            $0.lines = ["facts:", "  - id: a", "\tanswer: x"]
            return 3
        },
        .init("a quote that is not closed", "rubric.yaml", "not valid YAML", mend: "quotes") {
            $0.lines = ["rationale: x", "version: \"1.0", "credit: 1", "dimensions: []"]
            return 2
        },
        .init("a list item out of place", item, "not valid YAML", mend: "Check indentation") {
            $0.insert("- out of place", below: "title:")
        },
        .init("a colon in a plain text", item, "not valid YAML", mend: "colons") {
            $0.replace("title:", with: "title: one: two")
        },
        .init("a key twice", item, "the key 'code' stands twice", mend: "Check") { $0.replace("title:", with: "code: d1").map { $0 - 2 } },
        .init("two documents", "facts.yaml", "not valid YAML", mend: "Check") {
            $0.lines = ["facts: []", "---", "variants: []"]
            return 2
        },
        .init("a reference to nothing", item, "not valid YAML", mend: "Check") { $0.replace("title:", with: "title: *nowhere") },
        .init("a control character", item, "not valid YAML", mend: "Check") { $0.replace("title:", with: "title: \"a\u{7}b\"") },
    ]

    static let rules: [AuthorMistake] = [
        .init("a rule that can't be read", item, "the rule 'met' can't be read: expected ')' or ',' (at character 15)", mend: "such as '2 of (a, b)") {
            $0.replace("met:", with: "met: \"2 of (delivery\"")
        },
        .init("a rule that would be too much for a number", item, "the rule 'partial' can't be read", mend: "such as") {
            $0.replace("partial:", with: "partial: \"99999999999999999999 of (delivery)\"")
        },
        .init("a rule over an unknown facet", item, "the rule 'partial' names the facet 'deliverie', which is not there", mend: "before-concluding, collaboration, delivery") {
            $0.replace("partial:", with: "partial: \"1 of (deliverie, quality)\"")
        },
        .init("a rule over another item's facet", item, "the rule 'met' names the facet 'seeks-context.workload', which is not there", mend: "Use one of") {
            $0.replace("met:", with: "met: \"delivery and seeks-context.workload\"")
        },
        .init("a mistake's words in an item's rule", item, "the rule 'contradicted' asks about more than the item's facets", mend: "mistakes.yaml") {
            $0.replace("contradicted:", with: "contradicted: \"evidence\"")
        },
        .init("a mistake over an unknown facet", "mistakes.yaml", "'waits-too-long' names 'timely-specific-feedback.promt', which is not there", mend: "item-id.facet-id") {
            $0.replace("present:", with: "present: denied(timely-specific-feedback.promt)")
        },
        .init("a mistake over a facet without its item", "mistakes.yaml", "'waits-too-long' names 'prompt', which is not there", mend: "item-id.facet-id") {
            $0.replace("present:", with: "present: denied(prompt)")
        },
        .init("a mistake over an unknown item", "mistakes.yaml", "'waits-too-long' names the item 'nothing', which is not there", mend: "Use an item's id") {
            $0.replace("present:", with: "present: met(nothing)")
        },
        .init("a facet that no rule uses", item, "no rule uses the facet 'quality'", mend: "Use it in a rule or remove it") {
            for rule in ["met:", "partial:", "contradicted:"] {
                _ = $0.replace(rule, with: "\(rule) \"1 of (delivery, incidents, collaboration) and not denied(before-concluding)\"")
            }
            return $0.find("- id: quality").map { $0 + 1 }
        },
    ]

    static let references: [AuthorMistake] = [
        .init("a facet id twice", item, "the facet id 'delivery' stands twice", mend: "its own id") {
            $0.replace("- id: quality", with: "- id: delivery")
        },
        .init("a phase id twice", "scenario.yaml", "the phase id 'diagnosis' stands twice", mend: "its own id") {
            $0.replace("- id: feedback", with: "- id: diagnosis")
        },
        .init("a dimension id twice", "rubric.yaml", "the dimension id 'objectives' stands twice", mend: "its own id") {
            $0.replace("- id: level", with: "- id: objectives")
        },
        .init("a mistake id twice", "mistakes.yaml", "the mistake id 'waits-too-long' stands twice", mend: "its own id") {
            $0.replace("- id: too-vague", with: "- id: waits-too-long")
        },
        .init("a fact id twice", "facts.yaml", "the fact id 'talked-already' stands twice", mend: "its own id") {
            $0.replace("- id: manager-history", with: "- id: talked-already")
        },
        .init("an item code twice", item, "the item code 'd2' stands twice", mend: "its own code") { $0.replace("code:", with: "code: d2") },
        .init("an item of another name", item, "the item's id 'checks-pattern' differs from the file's name", mend: "Rename one") {
            $0.replace("id:", with: "id: checks-pattern")
        },
        .init("a scenario of another name", "scenario.yaml", "the scenario's id 'other' differs from the folder's name", mend: "Rename one") {
            $0.replace("id:", with: "id: other")
        },
        .init("an item in no phase", item, "the phase 'diagnostics' does not exist", mend: "accountability, diagnosis, feedback, outcomes") {
            $0.replace("phase:", with: "phase: diagnostics")
        },
        .init("a phase without an item", "items/makes-hard-call.yaml", "the phase 'outcomes' has no item", mend: "Add an item") {
            _ = $0.replace("phase:", with: "phase: diagnosis")
            return nil
        },
        .init("a variant that answers no fact", "facts.yaml", "answers 'talked', which is no fact", mend: "Use a fact's id") {
            guard let variants = $0.find("variants:"), let reveals = $0.find("reveals:", after: variants) else { return nil }
            let indentation = $0.lines[reveals].prefix { $0 == " " }
            $0.lines[reveals] = "\(indentation)reveals:"
            $0.lines.insert("\(indentation)  talked: \"No.\"", at: reveals + 1)
            return reveals + 2
        },
        .init("a sentence both met and near", item, "stands under met and elsewhere in 'delivery'", mend: "one place") {
            guard let met = $0.find("met:", after: 15) else { return nil }
            _ = $0.insert($0.lines[met + 1], below: "near:")
            $0.lines[($0.find("near:") ?? 0) + 1] = $0.lines[met + 1]
            return $0.find("- id: delivery").map { $0 + 1 }
        },
    ]

    static let rubric: [AuthorMistake] = [
        .init("shares that don't add up", "rubric.yaml", "the shares of 'objectives' add up to", mend: "Make them add up to 1") {
            _ = $0.replace("diagnosis:", with: "diagnosis: 0.99")
            return $0.find("shares:").map { $0 + 1 }
        },
        .init("behaviours that don't add up", "rubric.yaml", "the shares of 'communication' add up to", mend: "Make them add up to 1") {
            _ = $0.replace("answers-question:", with: "answers-question: 0.01")
            return $0.find("behaviours:").map { $0 + 1 }
        },
        .init("points that don't add up", "rubric.yaml", "the dimensions' points add up to", mend: "Make them add up to 100") {
            _ = $0.replace("points:", with: "points: 99")
            return $0.find("dimensions:").map { $0 + 1 }
        },
        .init("a share of no phase", "rubric.yaml", "'objectives' gives a share to the phase 'diagnoses'", mend: "Use one of") {
            $0.replace("diagnosis:", with: "diagnoses: 0.45")
        },
        .init("a share that is no share", "rubric.yaml", "'diagnosis' should be a number from 0.0 to 1.0", mend: "Write a plain number") {
            $0.replace("diagnosis:", with: "diagnosis: 45")
        },
        .init("a cost of no mistake", "rubric.yaml", "'objectives' names the mistake 'waits-long'", mend: "Use one of") {
            $0.replace("waits-too-long:", with: "waits-long: 0.06")
        },
        .init("a cap by no phase", "rubric.yaml", "the cap of 'objectives' names the phase 'start'", mend: "Use one of") {
            guard let cap = $0.find("cap:") else { return nil }
            _ = $0.replace("phase:", with: "phase: start", after: cap)
            return cap + 1
        },
        .init("an unknown behaviour", "rubric.yaml", "'fluency' is no behaviour", mend: "Use one of answers-question") {
            guard let behaviours = $0.find("behaviours:") else { return nil }
            _ = $0.replace("structure:", with: "fluency: 0.2", after: behaviours)
            return behaviours + 1
        },
        .init("credit that falls where verdicts rise", "rubric.yaml", "a better verdict earns less than a worse one", mend: "Let credit rise") {
            _ = $0.replace("partial:", with: "partial: -0.5")
            return $0.find("credit:").map { $0 + 1 }
        },
    ]

    static let probes: [AuthorMistake] = [
        .init("a probe that gives the facet away", item, "names what is missing ('the delivery record')", mend: "Open the door without") {
            $0.replaceBlock("- id: d1-missing-1", with: "- {id: d1-missing-1, kind: missing, text: \"Would you see a record of delivery?\"}")
        },
        .init("an unknown kind of probe", item, "'nudge' is no kind of probe", mend: "Use one of missing, specify") {
            $0.replaceBlock("- id: d1-missing-1", with: "- {id: d1-missing-1, kind: nudge, text: \"And?\"}")
        },
        .init("an unknown slot", item, "probe 'd1-specify-1' has an unknown slot", mend: "Only {quote}") {
            $0.replaceBlock("- id: d1-specify-1", with: "- {id: d1-specify-1, kind: specify, text: \"Why '{qoute}'?\"}")
        },
        .init("a slot that is not closed", item, "probe 'd1-specify-1' has an unknown slot", mend: "Only {quote}") {
            $0.replaceBlock("- id: d1-specify-1", with: "- {id: d1-specify-1, kind: specify, text: \"Why '{quote'?\"}")
        },
        .init("a quote where nothing was said", item, "probe 'd1-missing-1' is of kind missing and quotes", mend: "Remove {quote}") {
            $0.replaceBlock("- id: d1-missing-1", with: "- {id: d1-missing-1, kind: missing, text: \"Why '{quote}'?\"}")
        },
        .init("a probe id twice", item, "the probe id 'd1-missing-1' stands twice", mend: "its own id") {
            $0.replaceBlock("- id: d1-missing-2", with: "- {id: d1-missing-1, kind: missing, text: \"What else would you say?\"}")
        },
        .init("a probe id in two files", item, "the probe id 'diagnosis-clarify-01' stands twice", mend: "its own id") {
            $0.replaceBlock("- id: d1-missing-2", with: "- {id: diagnosis-clarify-01, kind: missing, text: \"What else would you say?\"}")
        },
        .init("the same question twice", "probes.yaml", "ask the same", mend: "Reword one") {
            _ = $0.insert("- {id: one, kind: time, phase: diagnosis, text: \"In short?\"}", below: "- {id: diagnosis-clarify-01,")
            return $0.insert("- {id: two, kind: time, phase: diagnosis, text: \"In short!\"}", below: "- {id: one,")
        },
        .init("a probe of no phase", "probes.yaml", "probe 'diagnosis-clarify-01' names the phase 'start'", mend: "Use one of") {
            $0.replace("- {id: diagnosis-clarify-01,", with: "- {id: diagnosis-clarify-01, kind: time, phase: start, text: \"In short?\"}")
        },
        .init("a free probe without its phase", "probes.yaml", "an entry of 'probes' has no 'phase'", mend: "Add 'phase:'") {
            $0.replace("- {id: diagnosis-clarify-01,", with: "- {id: diagnosis-clarify-01, kind: time, text: \"In short?\"}")
        },
        .init("too few ways to open a door", item, "fewer than two probes of kind missing", mend: "Write at least two") {
            $0.replaceBlock("probes:", with: "probes: [{id: d1-missing-1, kind: missing, text: \"And?\"}]")
        },
    ]

    private static let onlyWarned = ["a facet that no rule uses"]

    @Test(arguments: values + syntax + rules + references + rubric + probes)
    func `a mistake is named with its file, its line and how to mend it`(mistake: AuthorMistake) throws {
        let copy = try FlagshipCopy()
        var lines = Lines(
            lines: try copy.text(mistake.file).split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
        let line = mistake.edit(&lines)
        try copy.write(lines.lines.joined(separator: "\n"), to: mistake.file)
        let library = try copy.load()
        let found = library.diagnostics.filter { $0.message.contains(mistake.message) }
        let all = library.diagnostics.map(\.description).joined(separator: "\n")
        let diagnostic = try #require(found.first, "not noticed; found:\n\(all)")
        #expect(found.count == 1, "said more than once:\n\(all)")
        #expect(diagnostic.mend.contains(mistake.mend))
        #expect(diagnostic.line == line ?? diagnostic.line)
        #expect(diagnostic.line != nil)
        let isWarning = Self.onlyWarned.contains(mistake.name)
        #expect(diagnostic.severity == (isWarning ? .warning : .error))
        #expect(library.scenarios.isEmpty == !isWarning)
        #expect(library.broken == (isWarning ? [] : [FlagshipCopy.id]))
        if line != nil { #expect(diagnostic.file.hasSuffix("/\(FlagshipCopy.id)/\(mistake.file)")) }
    }

    @Test func `several mistakes are all told at once`() throws {
        let copy = try FlagshipCopy()
        for (file, bad) in [("rubric.yaml", "x: 1"), (Self.item, "y: 1"), ("facts.yaml", "z: 1"), ("mistakes.yaml", "- a")] {
            try copy.write(try copy.text(file) + "\n\(bad)\n", to: file)
        }
        let library = try copy.load()
        for file in ["rubric.yaml", Self.item, "facts.yaml", "mistakes.yaml"] {
            #expect(library.diagnostics.contains { $0.severity == .error && $0.file.hasSuffix(file) }, "nothing on \(file)")
        }
    }
}
