import Assessment
import Foundation
import InterviewCore
import SentenceEncoder

/// Looks at the weights, what was made of them, what was trained, and whether the assessor answers.
struct EncoderCheck {
    let files: EncoderFiles

    private static let fetch = "'./run' in the checkout fetches and prepares it."

    /// Whether both prepared files are there to be opened.
    var isPrepared: Bool {
        let manager = FileManager.default
        do {
            let adapted = [try files.adapted(), try files.companion(), try files.matching()]
            return ([files.base] + adapted).allSatisfy { manager.fileExists(atPath: $0.path) }
        } catch {
            return false
        }
    }

    func findings() -> [Finding] { [weights()] + trained() + prepared() }

    /// The published weights are only needed to prepare the encoder's files, once.
    private func weights() -> Finding {
        let file = files.package.appending(path: "model.safetensors")
        let name = "Weights \(file.path)"
        guard FileManager.default.fileExists(atPath: file.path) else {
            if isPrepared { return .note("\(name): not there; only needed to prepare the encoder again.") }
            return .bad("\(name): not there. \(Self.fetch)")
        }
        do {
            let digest = try TensorFile(at: file).digest
            if digest == ModelConverter.publishedDigest { return .good("\(name): SHA-256 \(digest.prefix(12))..., as pinned.") }
            return Finding(
                level: isPrepared ? .note : .bad,
                text: "\(name): SHA-256 \(digest.prefix(12))... is not the pinned"
                    + " \(ModelConverter.publishedDigest.prefix(12))... Delete the file; \(Self.fetch)")
        } catch {
            return Finding(level: isPrepared ? .note : .bad, text: "\(error) Delete the file; \(Self.fetch)")
        }
    }

    private func trained() -> [Finding] {
        let restore = "Restore it: git checkout -- Library/encoder"
        let checks: [(String, URL, () throws -> String)] = [
            ("Stance adapter", files.adapter, { "version \(try TensorFile(at: files.adapter).digest.prefix(12))" }),
            (
                "Companion adapter", files.companionAdapter,
                { "version \(try TensorFile(at: files.companionAdapter).digest.prefix(12))" }
            ),
            ("Match adapter", files.matchAdapter, { "version \(try TensorFile(at: files.matchAdapter).digest.prefix(12))" }),
            ("Match head", files.matchHead, { "version \(try MatchHead(at: files.matchHead, dimension: 384).fingerprint)" }),
            (
                "Calibration", files.calibration,
                { "\(try AssessorCalibration.read(files.calibration).confidence.count) steps of confidence" }
            ),
        ]
        let heads = (files.headFiles + files.companionHeadFiles).map { file in
            (
                "Head of \(file.deletingPathExtension().lastPathComponent)", file,
                { "version \(try ScenarioHead(at: file, dimension: 384).fingerprint)" }
            )
        }
        return (checks + heads).map { name, file, look in
            guard FileManager.default.fileExists(atPath: file.path) else {
                return .bad("\(name) \(file.path): not there. \(restore)")
            }
            do { return .good("\(name) \(file.path): \(try look()).") } catch { return .bad("\(error) \(restore)") }
        }
    }

    private func prepared() -> [Finding] {
        var places = [("Published encoder", files.base, false)]
        for (name, place) in [
            ("Adapted encoder", files.adapted), ("Companion encoder", files.companion), ("Matching encoder", files.matching),
        ] {
            do { places.append((name, try place(), true)) } catch {
                // The adapter's own line says what is wrong.
            }
        }
        return places.map { name, file, isAdapted in
            guard FileManager.default.fileExists(atPath: file.path) else {
                return .bad("\(name) \(file.path): not prepared yet. \(Self.fetch)")
            }
            do {
                let encoder = try SentenceEncoder(modelAt: file)
                let info = encoder.info
                guard info.source == ModelConverter.publishedDigest, (info.adapter != nil) == isAdapted else {
                    return .bad("\(name) \(file.path): made of other weights than it should be. Delete it; \(Self.fetch)")
                }
                return .good("\(name) \(file.path): fingerprint \(info.fingerprint), \(encoder.level) instructions.")
            } catch {
                return .bad("\(error)")
            }
        }
    }

    /// Has `assessor` assess one sentence, and says whether it stood by the scenario's own example.
    static func smoke(_ assessor: any Assessor, scenario: Scenario) -> Finding {
        guard let item = scenario.items.first, let facet = item.facets.first, let example = facet.exemplars.met.first else {
            return .note("Assessor \(assessor.version): the scenario \(scenario.id) has no example to try it on.")
        }
        let transcript = Transcript(
            id: "doctor", scenario: scenario.id,
            turns: [.init(phase: item.phase, minute: 0, speaker: .candidate, text: example)])
        let started = ContinuousClock.now
        let assessment = assessor.assess(transcript, scenario: scenario)
        let took = Int((ContinuousClock.now - started) / .milliseconds(1))
        guard assessment.allEvidence.allSatisfy({ $0.isFound(in: transcript) }) else {
            return .bad("Assessor \(assessor.version): quotes words that were not said. Please report this.")
        }
        let stance = assessment.finding(FacetReference(item: item.id, facet: facet.id))?.stance ?? .absent
        let text = "Assessor \(assessor.version): read one sentence on '\(facet.label)' in \(took) ms"
        if stance == .committed { return .good(text + " and understood it.") }
        return .note(text + " and took it as \(stance.rawValue), though it is the scenario's own example.")
    }
}
