package import Foundation

/// Numbers fitted once on the training corpus, the same for every scenario. Read from `stance-calibration.json`.
package struct AssessorCalibration: Sendable, Equatable, Codable {
    /// Least probability at which a passage counts as a commitment, 0...1.
    package var commit: Double
    /// Least probability at which a passage counts as at least vague, 0...1.
    package var vague: Double
    /// Least probability at which a passage counts as a denial, 0...1.
    package var deny: Double
    /// Least probability at which a passage shows a mistake, 0...1.
    package var mistake: Double
    /// How sharply a passage's probability is taken when facets are sampled: 1 as it is, above 1 sharper.
    package var sharpness: Double
    /// Upper bounds of raw confidence and the share of such verdicts that careful raters gave too, both 0...1.
    package var confidence: [Step]

    /// One step of the map from raw to calibrated confidence.
    package struct Step: Sendable, Equatable, Codable {
        package var upTo: Double
        package var accuracy: Double
    }

    /// Reads the file. - Throws: ``AssessmentError`` when it is missing or not of this form.
    package static func read(_ url: URL) throws(AssessmentError) -> AssessorCalibration {
        do {
            return try JSONDecoder().decode(AssessorCalibration.self, from: Data(contentsOf: url))
        } catch {
            throw .unusableCalibration(file: url.path, problem: "\(error)")
        }
    }

    /// The calibrated confidence for a raw one, by linear interpolation between the steps' upper bounds.
    ///
    /// - Complexity: O(steps).
    package func calibrated(_ raw: Double) -> Double {
        guard let first = confidence.first else { return raw }
        var lowerX = 0.0
        var lowerY = first.accuracy
        for step in confidence {
            if raw <= step.upTo {
                let width = step.upTo - lowerX
                let fraction = width > 0 ? (raw - lowerX) / width : 1
                return lowerY + (step.accuracy - lowerY) * fraction
            }
            lowerX = step.upTo
            lowerY = step.accuracy
        }
        return lowerY
    }
}
