import InterviewCore

/// Builds a scenario from the sections of its files.
struct ScenarioReader {
    /// The parts of `scenario.yaml`, before items, mistakes, rubric and facts are added.
    static func scenario(_ root: Section) -> Scenario {
        if root.string("schema") != "1" {
            root.reader.error(
                line: root.line(of: "schema"), "this program reads schema 1", mend: "Write 'schema: 1' and adapt the file")
        }
        defer { root.finish() }
        _ = root.optionalString("minutes")
        _ = root.optionalString("licence")
        return Scenario(
            id: root.id(of: "scenario"), version: root.string("version"), title: root.string("title"), topic: root.string("topic"),
            level: root.string("level"), brief: root.string("brief"), preparation: root.string("preparation"),
            disclaimers: root.strings("disclaimers"), phases: root.sections("phases").map(phase), items: [],
            mistakes: [], rubric: Rubric(version: "", rationale: "", credit: [:], dimensions: []),
            personas: root.sections("personas").map(persona), difficulties: root.sections("difficulties").map(difficulty),
            lines: lines(root.section("lines")), engineer: engineer(root.section("engineer")),
            probes: root.sections("probes", isOptional: true).map { probe($0, needsPhase: true) }, facts: [],
            variants: [])
    }

    static func phase(_ section: Section) -> Phase {
        defer { section.finish() }
        return Phase(
            id: section.id(of: "phase"), title: section.string("title"), minutes: section.number("minutes", in: 0.5...240),
            goal: section.string("goal"), openings: section.strings("openings", atLeast: 3),
            transitions: section.strings("transitions", atLeast: 2), nudges: section.strings("nudges", atLeast: 1))
    }

    static func persona(_ section: Section) -> Persona {
        defer { section.finish() }
        return Persona(
            id: section.id(of: "persona"), name: section.string("name"), manner: section.string("manner"),
            acknowledgements: section.strings("acknowledgements", atLeast: 4),
            pressing: section.strings("pressing", atLeast: 2, isOptional: true),
            echoing: section.strings("echoing", atLeast: 2, isOptional: true), welcome: section.strings("welcome"),
            closing: section.strings("closing"))
    }

    static func difficulty(_ section: Section) -> Difficulty {
        defer { section.finish() }
        return Difficulty(
            id: section.id(of: "difficulty"), title: section.string("title"), twists: Int(section.number("twists", in: 0...20)),
            pushbacks: Int(section.number("pushbacks", in: 0...20)))
    }

    static func lines(_ section: Section?) -> InterviewerLines {
        guard let section else { return InterviewerLines(wordings: [:]) }
        defer { section.finish() }
        return InterviewerLines(
            wordings: Dictionary(
                uniqueKeysWithValues: InterviewerLines.Occasion.allCases.map { occasion in
                    let fallback = InterviewerLines.defaults[occasion] ?? []
                    let own = section.strings(occasion.rawValue, atLeast: 2, isOptional: !fallback.isEmpty)
                    return (occasion, own.isEmpty ? fallback : own)
                }))
    }

    static func engineer(_ section: Section?) -> Engineer {
        guard let section else { return Engineer(name: "", pronoun: "", temperament: "") }
        defer { section.finish() }
        return Engineer(
            name: section.string("name"), pronoun: section.string("pronoun"), temperament: section.string("temperament"))
    }

    static func probe(_ section: Section, needsPhase: Bool) -> Probe {
        defer { section.finish() }
        let word = section.string("kind")
        let kind = Probe.Kind(rawValue: word)
        if kind == nil, !word.isEmpty {
            section.reader.error(
                line: section.line(of: "kind"), "'\(word)' is no kind of probe",
                mend: "Use one of \(Probe.Kind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let fits = section.optionalString("fits")
        let form = fits.flatMap(Probe.QuoteForm.init)
        if let fits, form == nil {
            section.reader.error(
                line: section.line(of: "fits"), "'\(fits)' is no sort of quote",
                mend: "Use one of \(Probe.QuoteForm.allCases.map(\.rawValue).joined(separator: ", ")), or leave it out")
        }
        return Probe(
            id: section.id(of: "probe"), kind: kind ?? .clarify, text: section.string("text"),
            phase: needsPhase ? section.string("phase") : section.optionalString("phase"), fits: form)
    }

    static func item(_ root: Section) -> Item {
        defer { root.finish() }
        let id = root.id(of: "item")
        let code = root.string("code")
        root.mark("item code", code, at: "code")
        let phase = root.string("phase")
        root.mark("phase", phase, at: "phase")
        for rule in ["met", "partial", "contradicted"] { root.mark("rule", rule, at: rule) }
        root.mark("probes", id, at: "probes")
        let descriptors = root.texts("descriptors", of: Verdict.allCases.map(\.rawValue))
        return Item(
            id: id, code: code, phase: phase, title: root.string("title"),
            criterion: root.string("criterion"),
            rules: VerdictRules(
                met: rule("met", in: root, item: id), partial: rule("partial", in: root, item: id),
                contradicted: root.keys.contains("contradicted") ? rule("contradicted", in: root, item: id) : nil),
            descriptors: Dictionary(
                descriptors.compactMap { key, text in Verdict(rawValue: key).map { ($0, text) } },
                uniquingKeysWith: { first, _ in first }),
            why: root.string("why"), stronger: root.string("stronger"), facets: root.sections("facets").map(facet),
            probes: root.sections("probes").map { probe($0, needsPhase: false) })
    }

    static func facet(_ section: Section) -> Facet {
        defer { section.finish() }
        return Facet(
            id: section.id(of: "facet"), label: section.string("label"), criterion: section.string("criterion"),
            echo: section.optionalString("echo"), exemplars: exemplars(section.section("exemplars"), minimum: 3))
    }

    static func exemplars(_ section: Section?, minimum: Int) -> Exemplars {
        guard let section else { return Exemplars() }
        defer { section.finish() }
        return Exemplars(
            met: section.strings("met", atLeast: minimum), vague: section.strings("vague", isOptional: true),
            near: section.strings("near", isOptional: true), opposite: section.strings("opposite", isOptional: true))
    }

    static func rule(_ key: String, in section: Section, item: String) -> FacetExpression {
        let text = section.string(key)
        // A rule that never holds stands in for one that can't be read.
        guard !text.isEmpty else { return .or([]) }
        do {
            return try FacetExpressionParser.parse(text, item: item)
        } catch {
            section.reader.error(
                line: section.line(of: key), "the rule '\(key)' can't be read: \(error.message) (at character \(error.offset + 1))",
                mend: "Write it as Docs/AUTHORING.md shows, such as '2 of (a, b) and not denied(c)'")
            return .or([])
        }
    }

    static func mistake(_ section: Section) -> Mistake {
        defer { section.finish() }
        let id = section.id(of: "mistake")
        section.mark("rule", id, at: "present")
        return Mistake(
            id: id, code: section.string("code"), title: section.string("title"),
            isNamed: section.bool("named", default: false), present: rule("present", in: section, item: ""),
            whyCostly: section.string("why-costly"), strongerMove: section.string("stronger-move"),
            exemplars: exemplars(section.optionalSection("exemplars"), minimum: 3))
    }

    static func rubric(_ root: Section) -> Rubric {
        defer { root.finish() }
        var credit: [Verdict: Double] = [:]
        if let section = root.section("credit") {
            for verdict in Verdict.allCases { credit[verdict] = section.number(verdict.rawValue, in: -1...1) }
            section.finish()
        }
        for key in ["credit", "dimensions"] { root.mark("rubric", key, at: key) }
        return Rubric(
            version: root.string("version"), rationale: root.string("rationale"), credit: credit,
            dimensions: root.sections("dimensions").map(dimension))
    }

    static func dimension(_ section: Section) -> Rubric.Dimension {
        defer { section.finish() }
        var behaviours: [Rubric.Behaviour: Double] = [:]
        for (word, share) in section.numbers("behaviours", in: 0...1, isOptional: true) {
            if let behaviour = Rubric.Behaviour(rawValue: word) {
                behaviours[behaviour] = share
            } else {
                section.reader.error(
                    line: section.line(of: "behaviours"), "'\(word)' is no behaviour",
                    mend: "Use one of \(Rubric.Behaviour.allCases.map(\.rawValue).joined(separator: ", "))")
            }
        }
        let cap = section.optionalSection("cap").map { inner in
            defer { inner.finish() }
            return Rubric.Cap(phase: inner.string("phase"), floor: inner.number("floor", in: 0...1))
        }
        let lowest = section.number("lowest", in: 0...0.5, default: 0)
        let highest = section.number("highest", in: 0.5...1, default: 1)
        let id = section.id(of: "dimension")
        section.mark("shares", id, at: behaviours.isEmpty ? "shares" : "behaviours")
        section.mark("cap", id, at: "cap")
        for key in ["shares", "mistakes"] { section.markEntries(of: key, as: "\(key) of \(id)") }
        return Rubric.Dimension(
            id: id, title: section.string("title"), points: section.number("points", in: 1...1000),
            asks: section.string("asks"), criteria: section.texts("criteria", of: ["strong", "adequate", "weak"]),
            shares: section.numbers("shares", in: 0...1, isOptional: true),
            mistakes: section.numbers("mistakes", in: 0...1, isOptional: true), cap: cap, behaviours: behaviours,
            range: lowest...highest)
    }

    static func fact(_ section: Section) -> Fact {
        defer { section.finish() }
        return Fact(id: section.id(of: "fact"), asks: section.strings("asks", atLeast: 2), answer: section.string("answer"))
    }

    static func variant(_ section: Section) -> Variant {
        defer { section.finish() }
        let id = section.id(of: "variant")
        section.markEntries(of: "reveals", as: "reveals of \(id)")
        return Variant(id: id, cause: section.string("cause"), reveals: section.texts("reveals"))
    }
}
