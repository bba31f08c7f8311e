package import InterviewCore

/// How well assessments agree with rated transcripts.
package struct AgreementReport: Sendable, Equatable, Codable {
    /// A figure with the interval that holds 90 % of bootstrap samples over transcripts.
    package struct Figure: Sendable, Equatable, Codable {
        package var value: Double
        package var low: Double
        package var high: Double
    }

    /// Agreement on one item.
    package struct ItemRow: Sendable, Equatable, Codable {
        package var item: String
        package var creditMacroF1: Figure
        package var kappa: Figure
        package var accuracy: Figure
    }

    /// One cell of the confusion table that is off the diagonal.
    package struct Confusion: Sendable, Equatable, Codable {
        package var rated: Verdict
        package var assessed: Verdict
        package var count: Int
    }

    /// A transcript whose total is far off, and the items that are wrong in it.
    package struct Worst: Sendable, Equatable, Codable {
        package var transcript: String
        package var rated: Double
        package var assessed: Double
        package var wrong: [String]
    }

    /// One bin of verdicts by confidence.
    package struct CalibrationBin: Sendable, Equatable, Codable {
        package var confidence: Double
        package var accuracy: Double
        package var count: Int
    }

    package var transcripts: Int
    /// Name to figure: `credit_macro_f1`, `met_macro_f1`, `item_qwk`, `item_accuracy`, `mistake_macro_f1`, `total_mae`,
    /// `total_bias`, `total_r`, `worst_total_error`, `evidence_overlap`, `unfound_quotes`,
    /// `expected_calibration_error`, `unsure_share`.
    package var figures: [String: Figure]
    package var items: [ItemRow]
    /// Macro-F1 by mistake.
    package var mistakes: [String: Figure]
    /// Mean absolute error in points by dimension.
    package var dimensionMAE: [String: Figure]
    package var confusions: [Confusion]
    package var worst: [Worst]
    package var calibration: [CalibrationBin]
}
