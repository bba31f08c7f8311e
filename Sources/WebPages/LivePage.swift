package import InterviewCore
import ReportForms

/// The page an interview is sat on. Works without script as a form; `live.js` makes it live.
package enum LivePage {
    /// What the page shows of a session.
    package struct Model: Sendable {
        package var id: String
        package var title: String
        package var interviewer: String
        package var brief: String
        package var entries: [Session.Entry]
        package var status: Session.Status
        package var draft: String
        package var phases: [LiveClock.Phase]
        package var phase: String?
        package var clock: LiveClock
        package var showsTracker: Bool
        package var tracker: [TrackerItem]
        package var phaseTitles: [(id: String, title: String)]
        /// Whether the program paused the interview since nobody was there.
        package var isAway: Bool
        package var mayUndoEnd: Bool

        package init(
            id: String, title: String, interviewer: String, brief: String, entries: [Session.Entry],
            status: Session.Status, draft: String, phases: [LiveClock.Phase], phase: String?, clock: LiveClock,
            showsTracker: Bool, tracker: [TrackerItem], phaseTitles: [(id: String, title: String)], isAway: Bool,
            mayUndoEnd: Bool
        ) {
            self.id = id
            self.title = title
            self.interviewer = interviewer
            self.brief = brief
            self.entries = entries
            self.status = status
            self.draft = draft
            self.phases = phases
            self.phase = phase
            self.clock = clock
            self.showsTracker = showsTracker
            self.tracker = tracker
            self.phaseTitles = phaseTitles
            self.isAway = isAway
            self.mayUndoEnd = mayUndoEnd
        }
    }

    package static func page(_ model: Model) -> SitePage {
        let isEnded = if case .ended = model.status { true } else { false }
        let root = Markup.element(
            "div",
            [
                "id": "live", "class": "live", "data-api": SiteAddress.api(model.id),
                "data-report": SiteAddress.report(model.id), "data-interviewer": model.interviewer,
            ],
            all: [clock(model), HTML.div("columns", [talk(model, isEnded: isEnded), side(model)])])
        return SitePage(title: model.title, style: "wide", script: "live.js", body: [root])
    }

    private static func clock(_ model: Model) -> Markup {
        var children: [Markup] = [
            .element("h1", ["class": "title"], Markup(model.title)),
            HTML.div(
                "time",
                [
                    .element(
                        "span", ["id": "time-left", "role": "timer", "aria-label": "Time left"],
                        Markup(model.clock.leftText)),
                    .element("span", ["id": "time-note", "class": "quiet"], Markup(model.clock.note)),
                ]),
        ]
        if !model.phases.isEmpty { children.append(phaseBar(model)) }
        // With the clock it stays in view however long the transcript grows.
        children.append(banner(model))
        return .element("header", ["class": "clock"], all: children)
    }

    /// One bar a phase, as wide as its minutes; each fills as the interview's time passes.
    private static func phaseBar(_ model: Model) -> Markup {
        let total = Double(max(1, model.clock.deadline ?? 1))
        let bars = model.phases.flatMap { phase -> [Markup] in
            let x = Double(phase.start) / total * 100
            let width = max(0, Double(phase.end - phase.start) / total * 100 - 0.6)
            let done = min(1, max(0, Double(model.clock.elapsed - phase.start) / Double(max(1, phase.end - phase.start))))
            return [
                .element(
                    "rect",
                    ["class": "track", "x": "\(percent(x))%", "y": "0", "width": "\(percent(width))%", "height": "8", "rx": "4"]),
                .element(
                    "rect",
                    [
                        "class": "bar", "data-phase": phase.id, "data-width": percent(width), "x": "\(percent(x))%", "y": "0",
                        "width": "\(percent(width * done))%", "height": "8", "rx": "4",
                    ]),
            ]
        }
        let names = model.phases.map { phase in
            phase.id == model.phase
                ? Markup.element("li", ["data-phase": phase.id, "aria-current": "step"], Markup(phase.title))
                : Markup.element("li", ["data-phase": phase.id], Markup(phase.title))
        }
        return HTML.div(
            "phases",
            [
                .element("svg", ["class": "phase-bar", "height": "8", "width": "100%", "aria-hidden": "true"], all: bars),
                .element("ol", ["id": "phase-names", "aria-label": "Parts of the interview"], all: names),
            ])
    }

    private static func percent(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        return "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
    }

    private static func banner(_ model: Model) -> Markup {
        let text: String
        switch model.status {
        case .paused where model.isAway:
            text = "Paused, since no page of this interview was open. The time away doesn't count."
        case .paused: text = "Paused. The clock stands still."
        default: text = ""
        }
        return .element("div", ["id": "banner", "class": "banner", "role": "status"], Markup(text))
    }

    private static func talk(_ model: Model, isEnded: Bool) -> Markup {
        let turns = model.entries.enumerated().map { index, entry in turn(entry, number: index, model: model) }
        var children: [Markup] = [
            .element(
                "ol", ["id": "transcript", "class": "transcript", "aria-label": "Transcript", "tabindex": "0"], all: turns),
            .element("div", ["id": "notices", "class": "notices", "role": "status"]),
        ]
        children.append(isEnded ? ended(model) : answerForm(model))
        return .element("section", ["class": "talk", "aria-label": "Interview"], all: children)
    }

    /// One turn of the transcript, as the script writes it too.
    private static func turn(_ entry: Session.Entry, number: Int, model: Model) -> Markup {
        let isInterviewer = entry.turn.speaker == .interviewer
        var children: [Markup] = [
            HTML.span("who", isInterviewer ? model.interviewer : "You"),
            .element("p", ["class": "said", "dir": "auto"], Markup(entry.turn.text)),
        ]
        if let command = entry.command { children.append(HTML.span("command", CommandWords.done(command))) }
        return .element(
            "li", ["class": isInterviewer ? "turn interviewer" : "turn candidate", "id": "turn-\(number)"], all: children)
    }

    private static func answerForm(_ model: Model) -> Markup {
        let isPaused = model.status == .paused
        let act = { (action: String) in SiteAddress.action(action, model.id) }
        let small = { (id: String, action: String, label: String, key: String) in
            Markup.element(
                "button",
                [
                    "type": "submit", "id": id, "class": "button quiet-button", "formaction": act(action),
                    "formnovalidate": "", "data-action": action, "aria-keyshortcuts": key, "title": "\(label) (\(key))",
                ], Markup(label))
        }
        return .element(
            "form", ["id": "answer-form", "class": "answer", "method": "post", "action": act("answer")],
            .void("input", ["type": "hidden", "name": "turn", "id": "turn-field", "value": "\(model.entries.count)"]),
            .element("label", ["for": "answer", "class": "hidden"], Markup("Your answer")),
            .element(
                "textarea",
                [
                    "id": "answer", "name": "text", "rows": "5", "dir": "auto", "autocomplete": "off",
                    "placeholder": "Say what you would do. Ctrl+Enter sends it.", "aria-describedby": "answer-help",
                ], Markup(model.draft)),
            HTML.div(
                "answer-row",
                [
                    .element(
                        "button",
                        ["type": "submit", "id": "send", "class": "button primary", "aria-keyshortcuts": "Control+Enter"],
                        Markup("Answer")),
                    .element("span", ["id": "answer-help", "class": "quiet"], Markup("Ctrl+Enter sends")),
                    .element("span", ["id": "saved", "class": "quiet"], Markup("")),
                ]),
            HTML.div(
                "actions",
                [
                    isPaused ? small("pause", "resume", "Resume", "Alt+P") : small("pause", "pause", "Pause", "Alt+P"),
                    small("repeat", "repeat", "Repeat", "Alt+R"), small("dont-know", "dont-know", "I don't know", "Alt+K"),
                    small("skip", "skip", "Skip", "Alt+S"), small("end", "end", "End", "Alt+E"),
                ]))
    }

    private static func ended(_ model: Model) -> Markup {
        var children: [Markup] = [
            HTML.h2("The interview is over"),
            HTML.p("All of it is kept. Before you see the score you are asked for your own."),
            HTML.link("See the report", to: SiteAddress.report(model.id), style: "button primary"),
        ]
        if model.mayUndoEnd {
            children.append(
                HTML.button(
                    "Take the ending back", posting: SiteAddress.action("undo-end", model.id), style: "button quiet-button"))
        }
        return .element("div", ["id": "ended", "class": "panel"], all: children)
    }

    private static func side(_ model: Model) -> Markup {
        var children: [Markup] = [
            .element(
                "details", ["class": "panel"], all: [.element("summary", [:], Markup("The case"))] + HTML.paragraphs(model.brief))
        ]
        children.append(
            .element(
                "details",
                model.showsTracker ? ["class": "panel", "id": "tracker", "open": ""] : ["class": "panel", "id": "tracker"],
                .element("summary", [:], Markup("What has been heard")),
                .element(
                    "p", ["class": "quiet"],
                    Markup(
                        model.showsTracker
                            ? "Fills in while you write. A guess of the program's; only the report counts."
                            : "Open it to see, while you write, which points have been heard.")),
                TrackerView.list(model.tracker, phases: model.phaseTitles)))
        children.append(
            .element(
                "details", ["class": "panel keys"], .element("summary", [:], Markup("Keys")),
                HTML.list(
                    [
                        ("Ctrl+Enter", "send the answer"), ("Alt+P", "pause or resume"), ("Alt+R", "hear the question again"),
                        ("Alt+K", "say that you don't know"), ("Alt+S", "skip the question"), ("Alt+E", "end the interview"),
                    ].map { key, what in
                        .element("span", [:], .element("kbd", [:], Markup(key)), Markup(" " + what))
                    })))
        return .element("aside", ["class": "side", "aria-label": "Notes"], all: children)
    }
}

/// What a command amounts to, as the transcript shows it.
package enum CommandWords {
    package static func done(_ command: CandidateCommand) -> String {
        switch command {
        case .skip: "You skipped this question."
        case .dontKnow: "You said that you don't know."
        case .repeatQuestion: "You asked to hear it again."
        }
    }
}
