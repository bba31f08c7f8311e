package import Foundation

/// Numbers fitted once on the training corpus, the same for every scenario. Read from `stance-calibration.json`.
package struct AssessorCalibration: Sendable, Equatable, Codable {
    /// Least probability at which a passage is quoted for a commitment, 0...1.
    package var commit: Double
    /// Least probability at which a passage is quoted as at least vague, 0...1.
    package var vague: Double
    /// Least probability at which a passage is quoted for a denial, 0...1.
    package var deny: Double
    /// Least chance at which a mistake counts as shown, 0...1.
    package var mistake: Double
    /// Chances of a position on a facet from all passages.
    package var facets: FacetJudge
    /// The same for mistakes: shown or not.
    package var mistakes: FacetJudge
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
