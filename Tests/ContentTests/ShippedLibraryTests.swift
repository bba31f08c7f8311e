import Content
import Foundation
import InterviewCore
import Testing

@Suite struct ShippedLibraryTests {
    @Test func `the shipped library loads without an error`() throws {
        let library = try LibraryLoader.load(FlagshipCopy.library)
        #expect(library.diagnostics.filter { $0.severity == .error } == [])
        #expect(library.broken == [])
        let scenario = try library.scenario(nil)
        #expect(scenario.id == FlagshipCopy.id)
        #expect(try library.scenario(FlagshipCopy.id) == scenario)
        #expect(scenario.minutes == 30)
        #expect(scenario.rubric.points == 100)
        #expect(scenario.items.count == 16)
        #expect(scenario.items.map(\.phase) == scenario.phases.flatMap { phase in scenario.items(in: phase.id).map(\.phase) })
        #expect(Set(scenario.mistakes.filter(\.isNamed).map(\.id)).isSubset(of: Set(scenario.rubric.dimensions.flatMap(\.mistakes.keys))))
    }

    @Test func `the short copy loads as well`() throws {
        let library = try FlagshipCopy().load()
        #expect(library.diagnostics.filter { $0.severity == .error } == [])
    }
}
