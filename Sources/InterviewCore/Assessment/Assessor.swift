/// Reads a transcript against a scenario. The embedded encoder supplies one; a language model may supply another.
package protocol Assessor: Sendable {
    /// Name and version, stored with every assessment.
    var version: String { get }

    /// Everything found in the transcript so far; works on an unfinished interview.
    ///
    /// - Complexity: O(words), plus O(facets) for each passage; passages seen before are cached.
    func assess(_ transcript: Transcript, scenario: Scenario) -> Assessment

    /// What kind of move the last answer is and what in it can be asked about.
    func read(_ answer: AnswerContext, scenario: Scenario) -> AnswerReading
}
