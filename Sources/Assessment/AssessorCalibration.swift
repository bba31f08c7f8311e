package import Foundation
import SentenceEncoder

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

    /// First digits of the file's SHA-256; empty for values that come from no file.
    package private(set) var fingerprint: String

    package init(
        commit: Double, vague: Double, deny: Double, mistake: Double, facets: FacetJudge, mistakes: FacetJudge,
        confidence: [Step]
    ) {
        self.commit = commit
        self.vague = vague
        self.deny = deny
        self.mistake = mistake
        self.facets = facets
        self.mistakes = mistakes
        self.confidence = confidence
        fingerprint = ""
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            commit: try values.decode(Double.self, forKey: .commit), vague: try values.decode(Double.self, forKey: .vague),
            deny: try values.decode(Double.self, forKey: .deny), mistake: try values.decode(Double.self, forKey: .mistake),
            facets: try values.decode(FacetJudge.self, forKey: .facets),
            mistakes: try values.decode(FacetJudge.self, forKey: .mistakes),
            confidence: try values.decode([Step].self, forKey: .confidence))
    }

    private enum CodingKeys: CodingKey {
        case commit, vague, deny, mistake, facets, mistakes, confidence
    }

    /// Reads the file. - Throws: ``AssessmentError`` when it is missing or not of this form.
    package static func read(_ url: URL) throws(AssessmentError) -> AssessorCalibration {
        var read: AssessorCalibration
        do {
            let data = try Data(contentsOf: url)
            read = try JSONDecoder().decode(AssessorCalibration.self, from: data)
            read.fingerprint = String(ContentDigest.hexadecimal(data).prefix(8))
        } catch DecodingError.keyNotFound(let key, _) {
            throw .unusableCalibration(file: url.path, problem: "'\(key.stringValue)' is missing")
        } catch {
            throw .unusableCalibration(file: url.path, problem: "\(error.localizedDescription)")
        }
        for (name, judge) in [("facets", read.facets), ("mistakes", read.mistakes)] where !judge.isWhole {
            throw .unusableCalibration(
                file: url.path, problem: "'\(name)' needs four rows of \(FacetTrace.width) weights and four biases")
        }
        return read
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
