/// One thing that happened in an interview. A session is the fold of its events.
package struct SessionEvent: Sendable, Equatable, Codable {
    /// Position in the session, from 0, without gaps.
    package var sequence: Int
    /// Server time; never earlier than the event before.
    package var at: Instant
    package var kind: Kind

    package init(sequence: Int, at: Instant, kind: Kind) {
        self.sequence = sequence
        self.at = at
        self.kind = kind
    }

    /// What happened.
    package enum Kind: Sendable, Equatable, Codable {
        case started(SessionPlan)
        /// The interview moved into a phase.
        case phaseEntered(String)
        /// The interviewer said something.
        case said(Utterance)
        /// Text entered but not yet sent; replaces the draft before it.
        case drafted(String)
        /// The candidate's answer to the question that stands.
        case answered(String)
        /// The candidate used a command instead of an answer.
        case acted(CandidateCommand)
        /// The text of an earlier answer was replaced. `turn` counts the transcript's turns from 0.
        case revised(turn: Int, text: String)
        case paused
        case resumed
        /// The program came back after it had stopped without a pause; `lastAlive` is when it was last known to run.
        case recovered(lastAlive: Instant)
        case ended(EndReason)
        /// The candidate's own guess of the total before the score was shown, 0...100.
        case selfRated(Int)
        /// The candidate disagrees with a verdict.
        case disputed(item: String, comment: String)
        /// The interview went back to the state before the event with this sequence number.
        case rewound(to: Int)
    }
}

extension SessionEvent.Kind {
    /// Whether the transcript reads otherwise after it.
    var changesWords: Bool {
        switch self {
        case .said, .answered, .acted, .revised: true
        case .started, .phaseEntered, .drafted, .paused, .resumed, .recovered, .ended, .selfRated, .disputed, .rewound: false
        }
    }
}

/// Commands a candidate has besides answering.
package enum CandidateCommand: String, Sendable, Codable, CaseIterable {
    case skip
    case dontKnow = "dont-know"
    case repeatQuestion = "repeat"
}

/// Why an interview ended.
package enum EndReason: String, Sendable, Codable, CaseIterable {
    /// Every phase was done.
    case completed
    /// The clock ran out.
    case timeUp = "time-up"
    /// The candidate ended it.
    case byCandidate = "by-candidate"
}

/// Something the interviewer said, with what it was for.
package struct Utterance: Sendable, Equatable, Codable {
    package var text: String
    /// The question it ends with, if any.
    package var question: Question?

    package init(text: String, question: Question? = nil) {
        self.text = text
        self.question = question
    }
}

/// A question put to the candidate and why it was asked.
package struct Question: Sendable, Equatable, Codable {
    /// What the question is for.
    package enum Purpose: Sendable, Equatable, Codable {
        case opening
        case probe(Probe.Kind)
        /// The standing question again, on request or after a fact was told.
        case again
        /// Invites a last addition.
        case finalAddition
    }

    /// Id of the probe or opening; the same id is never asked twice.
    package var id: String
    package var purpose: Purpose
    package var phase: String
    package var item: String?
    package var text: String
    /// The candidate's words that the question uses.
    package var quote: String?
    package var reason: Reason

    package init(
        id: String, purpose: Purpose, phase: String, item: String?, text: String, quote: String?, reason: Reason
    ) {
        self.id = id
        self.purpose = purpose
        self.phase = phase
        self.item = item
        self.text = text
        self.quote = quote
        self.reason = reason
    }

    /// Why this question and not another, for `--explain` and the report's appendix.
    package struct Reason: Sendable, Equatable, Codable {
        /// What set it off, in words.
        package var trigger: String
        /// The next best questions that were passed over, with their worth.
        package var alternatives: [String]
        /// Seconds left in the phase when it was chosen; nil when untimed.
        package var secondsLeft: Int?
        /// What the candidate's words before it were taken for; nil at the start and after a command.
        package var heard: AnswerReading.Act?
        /// The authored lines said along with it, as `occasion/index`, so that none comes again too soon.
        package var lines: [String]

        package init(
            trigger: String, alternatives: [String], secondsLeft: Int?, heard: AnswerReading.Act? = nil,
            lines: [String] = []
        ) {
            self.trigger = trigger
            self.alternatives = alternatives
            self.secondsLeft = secondsLeft
            self.heard = heard
            self.lines = lines
        }

        /// Sessions kept before `heard` and `lines` were there still read.
        package init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: CodingKeys.self)
            trigger = try values.decode(String.self, forKey: .trigger)
            alternatives = try values.decode([String].self, forKey: .alternatives)
            secondsLeft = try values.decodeIfPresent(Int.self, forKey: .secondsLeft)
            heard = try values.decodeIfPresent(AnswerReading.Act.self, forKey: .heard)
            lines = try values.decodeIfPresent([String].self, forKey: .lines) ?? []
        }

        package func encode(to encoder: any Encoder) throws {
            var values = encoder.container(keyedBy: CodingKeys.self)
            try values.encode(trigger, forKey: .trigger)
            try values.encode(alternatives, forKey: .alternatives)
            try values.encodeIfPresent(secondsLeft, forKey: .secondsLeft)
            try values.encodeIfPresent(heard, forKey: .heard)
            if !lines.isEmpty { try values.encode(lines, forKey: .lines) }
        }

        private enum CodingKeys: CodingKey {
            case trigger, alternatives, secondsLeft, heard, lines
        }
    }
}
