import Assessment
import Content
import Foundation
import InterviewCore
import InterviewService
import Store
import StoreSQLite

/// The one place where the parts are joined: the store, the content library, the assessor and the clock.
struct Composition: Sendable {
    var environment: [String: String]
    var dataDirectory: URL
    /// As given with `--library`; nil means to look in the usual places.
    var libraryDirectory: URL?

    init(options: SharedOptions, environment: [String: String] = ProcessInfo.processInfo.environment) {
        self.environment = environment
        dataDirectory =
            options.data.map { URL(fileURLWithPath: $0, isDirectory: true) }
            ?? SQLiteStore.defaultDirectory(environment: environment)
        libraryDirectory = options.library.map { URL(fileURLWithPath: $0, isDirectory: true) }
    }

    /// The sessions; for writing, nobody else may write meanwhile.
    func store(_ access: StoreAccess) throws(StoreError) -> any SessionStore {
        try SQLiteStore(directory: dataDirectory, access: access)
    }

    /// The scenarios there are.
    func library() throws -> ContentLibrary { try LibraryLoader.load(try findLibrary()) }

    /// The scenario with this id, or the library's first.
    func scenario(_ id: String?) throws -> Scenario { try library().scenario(id) }

    /// The use cases on `store`, with a scenario that is read once.
    func service(store: any SessionStore, scenario: Scenario) throws -> InterviewService {
        let assessor = try EncoderFiles(library: findLibrary()).assessor()
        let live = assessor.live
        live.prepare(scenario)
        return InterviewService(
            store: store, effects: .live(clockScale: try clockScale()), assessor: assessor, liveAssessor: live,
            scenarios: { id in
                guard id == scenario.id else { throw ContentError.unknownScenario(id, known: [scenario.id]) }
                return scenario
            })
    }

    /// The use cases on `store` with every sound scenario of the library.
    func service(store: any SessionStore, library: ContentLibrary) throws -> InterviewService {
        let assessor = try EncoderFiles(library: findLibrary()).assessor()
        let live = assessor.live
        for scenario in library.scenarios {
            live.prepare(scenario)
            assessor.prepare(scenario)
        }
        return InterviewService(
            store: store, effects: .live(clockScale: try clockScale()), assessor: assessor, liveAssessor: live,
            scenarios: { id in try library.scenario(id) })
    }

    /// The embedded assessor, ready for `scenario`.
    func assessor(for scenario: Scenario) throws -> any Assessor {
        let assessor = try EncoderFiles(library: findLibrary()).assessor()
        assessor.prepare(scenario)
        return assessor
    }

    /// How much faster than real time the interview runs. `REHEARSE_CLOCK_SCALE` is for tests of the program only.
    func clockScale() throws -> Double {
        guard let text = environment["REHEARSE_CLOCK_SCALE"] else { return 1 }
        guard let scale = Double(text), scale > 0, scale <= 3_600 else {
            throw CompositionError.clockScale(text)
        }
        return scale
    }

    /// The content directory: as given, from the environment, or beside the program.
    func findLibrary() throws(SetupError) -> URL {
        try LibraryLocation.find(libraryDirectory?.path, environment: environment)
    }
}

/// Why the parts can't be joined.
enum CompositionError: Error, CustomStringConvertible {
    case clockScale(String)

    var description: String {
        switch self {
        case .clockScale(let text):
            "REHEARSE_CLOCK_SCALE is '\(text)'; it must be a number above 0. Unset it: it only serves tests."
        }
    }
}
