package import InterviewCore

/// What a use case led to: the session as it now stands, and what came of it.
package struct Step: Sendable {
    package var session: Session
    /// What the interviewer said in this step, in order.
    package var said: [Utterance]
    /// The assessment the step rests on, when one was made.
    package var assessment: Assessment?
    /// Bytes of the answer that were over the limit and left out.
    package var bytesCut: Int

    package init(session: Session, said: [Utterance] = [], assessment: Assessment? = nil, bytesCut: Int = 0) {
        self.session = session
        self.said = said
        self.assessment = assessment
        self.bytesCut = bytesCut
    }
}
