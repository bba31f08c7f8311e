import ArgumentParser
import InterviewCore
import InterviewService
import ReportForms
import Store

/// `rehearse dispute`
struct DisputeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "dispute",
        abstract: "Disagree with a verdict.",
        discussion: """
            Your comment stands beside the verdict in every report, and in exports. It does not change the verdict or \
            the points: those follow from your words by fixed rules. A second comment on an item replaces the first in \
            reports; exports have both.

            EXAMPLES
              rehearse dispute 1122-mabu-tiko d2 "I asked about onboarding in my second answer."
            """)

    @Argument(help: "Id of the session, or the beginning of it.")
    var session: String

    @Argument(help: "The item: its code (d2) or its id, as the report has them.")
    var item: String

    @Argument(help: "Why you disagree.")
    var comment: String

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        if comment.allSatisfy(\.isWhitespace) { throw ValidationError("Say why you disagree: the comment is empty.") }
    }

    func run() async throws {
        let composition = Composition(options: shared)
        let store = try composition.store(.write)
        let id = try await SessionLookup.find(session, in: store)
        let events = try await store.events(of: id, withDrafts: false)
        let scenario = try composition.scenario(Session(id: id, events: events).plan?.scenario)
        guard let known = scenario.items.first(where: { $0.id == item || $0.code == item }) else {
            let items = scenario.items.map { "\($0.code) \($0.id)" }.joined(separator: ", ")
            throw ValidationError("There is no item '\(item)'. Known: \(items).")
        }
        let service = try composition.service(store: store, scenario: scenario)
        _ = try await service.dispute(item: known.id, comment: comment, in: service.settled(id))
        Output.standard.write("Kept: your comment stands beside '\(known.code) \(known.title)' in the report of \(id).\n")
    }
}
