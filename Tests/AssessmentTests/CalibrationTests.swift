import Foundation
import TestSupport
import Testing

@testable import Assessment

@Suite struct CalibrationTests {
    private static func calibration(_ steps: [(Double, Double)]) -> AssessorCalibration {
        var made = Make.calibration
        made.confidence = steps.map { .init(upTo: $0.0, accuracy: $0.1) }
        return made
    }

    @Test(arguments: [
        // Below the first bound nothing is known but the first accuracy.
        (0, 0.3), (0.2, 0.3), (0.4, 0.3),
        // Between bounds the line between their accuracies.
        (0.5, 0.375), (0.6, 0.45), (0.8, 0.6), (0.9, 0.75), (1, 0.9),
        // Beyond the last bound the last accuracy.
        (1.5, 0.9), (-1, 0.3),
    ]) func `confidence follows the line between the steps`(raw: Double, expected: Double) {
        let found = Self.calibration([(0.4, 0.3), (0.8, 0.6), (1, 0.9)]).calibrated(raw)
        #expect(abs(found - expected) < 1e-12)
    }

    @Test func `without steps confidence stays as it is`() {
        #expect(Self.calibration([]).calibrated(0.37) == 0.37)
    }

    @Test func `a step without width gives its accuracy`() {
        let calibration = Self.calibration([(0, 0.2), (0.5, 0.6), (0.5, 0.8), (1, 1)])
        #expect(calibration.calibrated(0) == 0.2)
        #expect(calibration.calibrated(0.5) == 0.6)
        #expect(calibration.calibrated(0.75) == 0.9)
    }

    @Test func `rising steps never turn a surer verdict into a less sure one`() {
        let calibration = Self.calibration([(0.2, 0.1), (0.3, 0.5), (0.9, 0.5), (1, 1)])
        let values = stride(from: 0.0, through: 1, by: 0.01).map(calibration.calibrated)
        #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
    }

    @Test func `the file is read, and named when it can't be`() throws {
        let directory = try TemporaryDirectory()
        let file = directory.url.appending(path: "calibration.json")
        let missing = #expect(throws: AssessmentError.self) { try AssessorCalibration.read(file) }
        #expect(missing?.description.contains(file.path) == true)
        try Data(#"{"commit": 0.5}"#.utf8).write(to: file)
        let short = #expect(throws: AssessmentError.self) { try AssessorCalibration.read(file) }
        #expect(short?.description.contains("Restore the file") == true)
        let row = "[" + Array(repeating: "3", count: FacetTrace.width).joined(separator: ",") + "]"
        let judge = #"{"weights":["# + Array(repeating: row, count: 4).joined(separator: ",") + #"],"bias":[0,0,0,1]}"#
        let text =
            #"{"commit":0.5,"vague":0.4,"deny":0.6,"mistake":0.7,"confidence":[{"upTo":1,"accuracy":0.8}],"facets":"#
            + judge + #","mistakes":"# + judge + "}"
        try Data(text.utf8).write(to: file)
        let read = try AssessorCalibration.read(file)
        #expect(read.deny == 0.6 && read.confidence == [.init(upTo: 1, accuracy: 0.8)])
        #expect(read.facets.weights[2][11] == 3 && read.mistakes.bias[3] == 1 && !read.fingerprint.isEmpty)
        try Data(text.replacing(row, with: "[3]").utf8).write(to: file)
        let narrow = #expect(throws: AssessmentError.self) { try AssessorCalibration.read(file) }
        #expect(narrow?.description.contains("four rows of 12 weights") == true)
    }
}
