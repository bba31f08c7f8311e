package import InterviewCore

extension SessionEvent.Kind {
    /// Whether it only keeps text that was not sent yet.
    package var isDraft: Bool {
        if case .drafted = self { true } else { false }
    }
}
