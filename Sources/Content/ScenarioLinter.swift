import Foundation
import InterviewCore

/// Checks that the parts of a scenario fit together. Each problem names the file and the line of what doesn't fit.
struct ScenarioLinter {
    /// One thing in a file: its kind, its name, and which one of that name it is.
    private struct Place {
        var kind: String
        var name: String
        var occurrence = 0
    }

    private var diagnostics: [Diagnostic] = []
    private let scenario: Scenario
    private let folder: URL
    private let lines: [String: SourceLines]

    /// Every problem between the scenario's files. - Complexity: O(probes² + exemplars).
    ///
    /// - Parameter lines: where things stand, by file in the folder.
    static func lint(_ scenario: Scenario, folder: URL, lines: [String: SourceLines]) -> [Diagnostic] {
        var linter = ScenarioLinter(scenario: scenario, folder: folder, lines: lines)
        linter.checkIDs()
        linter.checkPhases()
        linter.checkItems()
        linter.checkMistakes()
        linter.checkRubric()
        linter.checkProbes()
        linter.checkVariants()
        linter.checkExemplars()
        linter.checkEchoes()
        return linter.diagnostics
    }

    private init(scenario: Scenario, folder: URL, lines: [String: SourceLines]) {
        self.scenario = scenario
        self.folder = folder
        self.lines = lines
    }

    private mutating func note(
        _ file: String, _ place: Place?, _ message: String, _ mend: String, severity: Diagnostic.Severity = .error
    ) {
        let line = place.flatMap { lines[file]?.line($0.kind, $0.name, occurrence: $0.occurrence) }
        diagnostics.append(
            Diagnostic(
                severity: severity, file: folder.appending(path: file).relativeToWorkingDirectory, line: line,
                message: message, mend: mend))
    }

    private mutating func checkUnique(_ ids: [String], what: String, file: String) {
        var seen: [String: Int] = [:]
        for id in ids {
            let before = seen[id, default: 0]
            seen[id] = before + 1
            if before > 0 {
                note(
                    file, Place(kind: what, name: id, occurrence: before), "the \(what) id '\(id)' stands twice",
                    "Give each \(what) its own id")
            }
        }
    }

    private mutating func checkIDs() {
        checkUnique(scenario.phases.map(\.id), what: "phase", file: "scenario.yaml")
        checkUnique(scenario.personas.map(\.id), what: "persona", file: "scenario.yaml")
        checkUnique(scenario.difficulties.map(\.id), what: "difficulty", file: "scenario.yaml")
        checkUnique(scenario.items.map(\.id), what: "item", file: "items")
        var codes: Set<String> = []
        for item in scenario.items where !codes.insert(item.code).inserted {
            note(
                "items/\(item.id).yaml", Place(kind: "item code", name: item.code),
                "the item code '\(item.code)' stands twice", "Give each item its own code")
        }
        checkUnique(scenario.rubric.dimensions.map(\.id), what: "dimension", file: "rubric.yaml")
        checkUnique(scenario.mistakes.map(\.id), what: "mistake", file: "mistakes.yaml")
        checkUnique(scenario.facts.map(\.id), what: "fact", file: "facts.yaml")
        checkUnique(scenario.variants.map(\.id), what: "variant", file: "facts.yaml")
        for item in scenario.items {
            checkUnique(item.facets.map(\.id), what: "facet", file: "items/\(item.id).yaml")
        }
    }

    private mutating func checkPhases() {
        let phases = Set(scenario.phases.map(\.id))
        for item in scenario.items where !phases.contains(item.phase) {
            note(
                "items/\(item.id).yaml", Place(kind: "phase", name: item.phase),
                "the phase '\(item.phase)' does not exist", "Use one of \(list(phases))")
        }
        for phase in scenario.phases where scenario.items(in: phase.id).isEmpty {
            note(
                "scenario.yaml", Place(kind: "phase", name: phase.id), "the phase '\(phase.id)' has no item",
                "Add an item to it or remove it")
        }
        for placed in placedProbes {
            if let phase = placed.probe.phase, !phases.contains(phase) {
                note(
                    placed.file, placed.place, "probe '\(placed.probe.id)' names the phase '\(phase)'",
                    "Use one of \(list(phases))")
            }
        }
    }

    private mutating func checkItems() {
        for item in scenario.items {
            let known = Set(item.facets.map(\.id))
            let rules = [("met", item.rules.met), ("partial", item.rules.partial)]
                + (item.rules.contradicted.map { [("contradicted", $0)] } ?? [])
            for (name, rule) in rules {
                let place = Place(kind: "rule", name: name)
                for facet in rule.facets where facet.item != item.id || !known.contains(facet.facet) {
                    let written = facet.item == item.id ? facet.facet : "\(facet.item).\(facet.facet)"
                    note(
                        "items/\(item.id).yaml", place, "the rule '\(name)' names the facet '\(written)', which is not there",
                        "Use one of \(list(known))")
                }
                if asksAboutMore(rule) {
                    note(
                        "items/\(item.id).yaml", place, "the rule '\(name)' asks about more than the item's facets",
                        "Leave evidence, vagueness and verdicts to mistakes.yaml")
                }
            }
            let named = Set(rules.flatMap(\.1.facets).map(\.facet))
            for facet in item.facets where !named.contains(facet.id) {
                note(
                    "items/\(item.id).yaml", Place(kind: "facet", name: facet.id), "no rule uses the facet '\(facet.id)'",
                    "Use it in a rule or remove it", severity: .warning)
            }
        }
    }

    /// Whether a rule uses what only mistakes can be judged by.
    private func asksAboutMore(_ rule: FacetExpression) -> Bool {
        switch rule {
        case .committed, .vague, .denied: false
        case .verdict, .evidence, .vagueness: true
        case .atLeast(_, let parts), .and(let parts), .or(let parts): parts.contains(where: asksAboutMore)
        case .not(let part): asksAboutMore(part)
        }
    }

    private mutating func checkMistakes() {
        for mistake in scenario.mistakes {
            for facet in mistake.present.facets where scenario.item(facet.item)?.facet(facet.facet) == nil {
                let written = facet.item.isEmpty ? facet.facet : "\(facet.item).\(facet.facet)"
                note(
                    "mistakes.yaml", Place(kind: "rule", name: mistake.id),
                    "'\(mistake.id)' names '\(written)', which is not there", "Write item-id.facet-id of an existing facet")
            }
            for item in mistake.present.items where scenario.item(item) == nil {
                note(
                    "mistakes.yaml", Place(kind: "rule", name: mistake.id),
                    "'\(mistake.id)' names the item '\(item)', which is not there", "Use an item's id")
            }
        }
    }

    private mutating func checkRubric() {
        let phases = Set(scenario.phases.map(\.id))
        let mistakes = Set(scenario.mistakes.map(\.id))
        for dimension in scenario.rubric.dimensions {
            let id = dimension.id
            let sum = dimension.shares.values.reduce(0, +) + dimension.behaviours.values.reduce(0, +)
            if abs(sum - 1) > 0.001 {
                note(
                    "rubric.yaml", Place(kind: "shares", name: id),
                    "the shares of '\(id)' add up to \((sum * 1000).rounded() / 1000)", "Make them add up to 1")
            }
            for phase in dimension.shares.keys.sorted() where !phases.contains(phase) {
                note(
                    "rubric.yaml", Place(kind: "shares of \(id)", name: phase),
                    "'\(id)' gives a share to the phase '\(phase)'", "Use one of \(list(phases))")
            }
            for mistake in dimension.mistakes.keys.sorted() where !mistakes.contains(mistake) {
                note(
                    "rubric.yaml", Place(kind: "mistakes of \(id)", name: mistake), "'\(id)' names the mistake '\(mistake)'",
                    "Use one of \(list(mistakes))")
            }
            if let cap = dimension.cap, !phases.contains(cap.phase) {
                note(
                    "rubric.yaml", Place(kind: "cap", name: id), "the cap of '\(id)' names the phase '\(cap.phase)'",
                    "Use one of \(list(phases))")
            }
        }
        if abs(scenario.rubric.points - 100) > 0.001 {
            note(
                "rubric.yaml", Place(kind: "rubric", name: "dimensions"),
                "the dimensions' points add up to \(scenario.rubric.points)", "Make them add up to 100")
        }
        let credits = Verdict.allCases.sorted().map { scenario.rubric.credit[$0] ?? 0 }
        if zip(credits, credits.dropFirst()).contains(where: { $0 > $1 }) {
            note(
                "rubric.yaml", Place(kind: "rubric", name: "credit"), "a better verdict earns less than a worse one",
                "Let credit rise from contradicted over absent and partial to met")
        }
    }

    /// A probe with the file it stands in.
    private struct PlacedProbe {
        var file: String
        var probe: Probe
        var place: Place
    }

    /// Every probe in the order of the files.
    private var placedProbes: [PlacedProbe] {
        let inScenario = lines["scenario.yaml"]?.count(of: "probe") ?? 0
        let free = scenario.probes.enumerated().map { ($0 < inScenario ? "scenario.yaml" : "probes.yaml", $1) }
        let owned = scenario.items.flatMap { item in item.probes.map { ("items/\(item.id).yaml", $0) } }
        var seen: [String: Int] = [:]
        return (free + owned).map { file, probe in
            let key = "\(file) \(probe.id)"
            defer { seen[key, default: 0] += 1 }
            return PlacedProbe(
                file: file, probe: probe,
                place: Place(kind: "probe", name: probe.id, occurrence: seen[key, default: 0]))
        }
    }

    private mutating func checkProbes() {
        var ids: Set<String> = []
        var texts: [String: String] = [:]
        for placed in placedProbes {
            let (file, place, probe) = (placed.file, placed.place, placed.probe)
            if !ids.insert(probe.id).inserted {
                note(file, place, "the probe id '\(probe.id)' stands twice", "Give each probe its own id")
            }
            let key = probe.text.lowercased().filter { $0.isLetter || $0.isWhitespace }
            if let other = texts.updateValue(probe.id, forKey: key) {
                note(file, place, "probes '\(other)' and '\(probe.id)' ask the same", "Reword one")
            }
            let open = probe.text.replacing(Probe.quoteSlot, with: "")
            if open.contains("{") || open.contains("}") {
                note(file, place, "probe '\(probe.id)' has an unknown slot", "Only \(Probe.quoteSlot) may stand in braces")
            }
            if probe.kind == .missing, probe.needsQuote {
                note(file, place, "probe '\(probe.id)' is of kind missing and quotes", "Remove \(Probe.quoteSlot)")
            }
        }
        for item in scenario.items {
            let file = "items/\(item.id).yaml"
            for probe in item.probes where probe.kind == .missing {
                for facet in item.facets where leaks(probe.text, facet.label) {
                    note(
                        file, Place(kind: "probe", name: probe.id),
                        "probe '\(probe.id)' names what is missing ('\(facet.label)')",
                        "Open the door without saying what stands behind it")
                }
            }
            if item.probes.count(where: { $0.kind == .missing }) < 2 {
                note(
                    file, Place(kind: "probes", name: item.id), "fewer than two probes of kind missing",
                    "Write at least two")
            }
        }
    }

    private func leaks(_ text: String, _ label: String) -> Bool {
        let words = label.lowercased().split { !$0.isLetter }.map(String.init).filter { $0.count > 3 }
        let said = Set(text.lowercased().split { !$0.isLetter }.map(String.init))
        return !words.isEmpty && words.allSatisfy { said.contains($0) }
    }

    private mutating func checkVariants() {
        let facts = Set(scenario.facts.map(\.id))
        for variant in scenario.variants {
            for fact in variant.reveals.keys.sorted() where !facts.contains(fact) {
                note(
                    "facts.yaml", Place(kind: "reveals of \(variant.id)", name: fact),
                    "variant '\(variant.id)' answers '\(fact)', which is no fact", "Use a fact's id")
            }
        }
    }

    /// With fewer sentences the assessor knows too little of a facet: see Docs/AUTHORING.md.
    private static let fewExemplars = 8

    private mutating func checkExemplars() {
        for item in scenario.items {
            for facet in item.facets {
                let place = Place(kind: "facet", name: facet.id)
                let met = Set(facet.exemplars.met.map { $0.lowercased() })
                for text in facet.exemplars.opposite + facet.exemplars.near where met.contains(text.lowercased()) {
                    note(
                        "items/\(item.id).yaml", place, "'\(text)' stands under met and elsewhere in '\(facet.id)'",
                        "Keep it in one place")
                }
                if facet.exemplars.met.count < Self.fewExemplars {
                    note(
                        "items/\(item.id).yaml", place,
                        "the facet '\(facet.id)' has \(facet.exemplars.met.count) exemplars under met",
                        "Write at least \(Self.fewExemplars), in voices that share no words", severity: .warning)
                }
                if facet.exemplars.opposite.isEmpty || facet.exemplars.near.isEmpty {
                    note(
                        "items/\(item.id).yaml", place, "the facet '\(facet.id)' has no near misses or no opposites",
                        "Add some: they teach the difference", severity: .warning)
                }
            }
        }
    }

    private static let longestEcho = 8

    private mutating func checkEchoes() {
        for item in scenario.items {
            for facet in item.facets {
                guard let echo = facet.echo else { continue }
                let words = echo.split(separator: " ").count
                if words == 0 || words > Self.longestEcho || echo.last.map({ ".!?".contains($0) }) ?? true {
                    note(
                        "items/\(item.id).yaml", Place(kind: "facet", name: facet.id),
                        "the echo of '\(facet.id)' is no phrase of one to \(Self.longestEcho) words",
                        "Write what the candidate said as a noun phrase without a full stop, or leave it out")
                }
            }
        }
        for persona in scenario.personas {
            for wording in persona.echoing
            where !wording.contains("{echo}") && !wording.hasPrefix("{Echo}") && !wording.contains(". {Echo}") {
                note(
                    "scenario.yaml", Place(kind: "persona", name: persona.id),
                    "'\(wording)' says nothing back", "Put {echo} where the words go, or {Echo} at the beginning of a sentence")
            }
        }
    }

    private func list(_ ids: Set<String>) -> String { ids.sorted().joined(separator: ", ") }
}
