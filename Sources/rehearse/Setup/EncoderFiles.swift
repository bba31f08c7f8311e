import Assessment
import Foundation
import InterviewCore
import SentenceEncoder

/// Where the encoder's prepared files lie, and how the assessor is made of them.
struct EncoderFiles {
    /// The content directory; `encoder/` in it holds what was trained.
    let library: URL

    private var trained: URL { library.appending(path: "encoder") }
    var adapter: URL { trained.appending(path: "stance-adapter.safetensors") }
    var calibration: URL { trained.appending(path: "stance-calibration.json") }
    var matchAdapter: URL { trained.appending(path: "match-adapter.safetensors") }
    var matchHead: URL { trained.appending(path: "match-head.safetensors") }
    /// A second adapter, trained from another start on part of the corpus: two that err differently err less together.
    var companionAdapter: URL { trained.appending(path: "companion-adapter.safetensors") }
    var companionHeads: URL { trained.appending(path: "companion-heads") }
    /// One file for each scenario that something was learned about, named for it.
    var heads: URL { trained.appending(path: "heads") }
    var calibrationLines: URL { trained.appending(path: "calibration.txt") }

    /// The published encoder, prepared.
    var base: URL { ModelLocation.file() }

    /// The encoder with the adapter merged in, prepared; its name changes with the adapter.
    func adapted() throws(SetupError) -> URL { try prepared(adapter, as: "stance") }

    /// The encoder with the matcher's adapter merged in, prepared.
    func matching() throws(SetupError) -> URL { try prepared(matchAdapter, as: "match") }

    /// The encoder with the companion adapter merged in, prepared.
    func companion() throws(SetupError) -> URL { try prepared(companionAdapter, as: "companion") }

    private func prepared(_ adapter: URL, as name: String) throws(SetupError) -> URL {
        guard FileManager.default.fileExists(atPath: adapter.path) else { throw .notTrained(file: adapter.path) }
        do {
            let digest = try TensorFile(at: adapter).digest.prefix(12)
            return base.deletingLastPathComponent().appending(path: "\(name)-\(ModelLocation.version)-\(digest).i8")
        } catch {
            throw .noEncoder(file: adapter.path, problem: "\(error)")
        }
    }

    /// What was fetched and what was prepared lie here.
    static var cacheDirectory: URL {
        ModelLocation.file().deletingLastPathComponent().deletingLastPathComponent()
    }

    /// The unpacked weights, from which the prepared files are made.
    var package: URL { Self.cacheDirectory.appending(path: "package") }

    /// Where criteria are kept once encoded.
    var criteria: URL { base.deletingLastPathComponent().appending(path: "criteria") }

    /// The assessor, ready to use, with a thread on each core. - Throws: ``SetupError`` that names the file and what to do.
    func assessor() throws(SetupError) -> EmbeddedAssessor {
        let parts = try parts()
        return EmbeddedAssessor(
            encoder: parts.adapted, base: parts.base, readers: try readers(main: parts.adapted),
            calibration: parts.calibration, cache: VectorCache(directory: criteria),
            workers: ProcessInfo.processInfo.activeProcessorCount)
    }

    /// The matcher for some criteria. - Throws: ``SetupError`` that names the file and what to do.
    func matcher(_ criteria: [Criterion]) throws(SetupError) -> Matcher {
        let encoder = try encoder(matching())
        let base = try self.encoder(base)
        do {
            return Matcher(
                criteria: criteria, encoder: encoder, base: base,
                head: try MatchHead(at: matchHead, dimension: encoder.info.dimension))
        } catch {
            throw .noEncoder(file: trained.path, problem: "\(error)")
        }
    }

    private struct Parts {
        var base: SentenceEncoder
        var adapted: SentenceEncoder
        var calibration: AssessorCalibration
    }

    private func parts() throws(SetupError) -> Parts {
        let base = try encoder(base)
        let adapted = try encoder(adapted())
        do {
            return Parts(base: base, adapted: adapted, calibration: try AssessorCalibration.read(calibration))
        } catch {
            throw .noEncoder(file: trained.path, problem: "\(error)")
        }
    }

    /// The files of the scenarios' own heads, by name; none when there is no folder of them.
    var headFiles: [URL] { Self.tensorFiles(in: heads) }
    var companionHeadFiles: [URL] { Self.tensorFiles(in: companionHeads) }

    private static func tensorFiles(in folder: URL) -> [URL] {
        let names = FileManager.default.subpaths(atPath: folder.path) ?? []
        return names.filter { $0.hasSuffix(".safetensors") }.sorted().map { folder.appending(path: $0) }
    }

    /// What each adapter learned about scenarios of its own: the main one, and the companion where there is one.
    private func readers(main: SentenceEncoder) throws(SetupError) -> [ScenarioReader] {
        var out = [ScenarioReader(encoder: main, heads: try scenarioHeads(headFiles, dimension: main.info.dimension))]
        if FileManager.default.fileExists(atPath: companionAdapter.path) {
            let companion = try encoder(self.companion())
            out.append(
                ScenarioReader(
                    encoder: companion,
                    heads: try scenarioHeads(companionHeadFiles, dimension: companion.info.dimension)))
        }
        return out
    }

    /// The heads in these files, by scenario id.
    private func scenarioHeads(_ headFiles: [URL], dimension: Int) throws(SetupError) -> [String: ScenarioHead] {
        var out: [String: ScenarioHead] = [:]
        do {
            for file in headFiles {
                out[file.deletingPathExtension().lastPathComponent] = try ScenarioHead(at: file, dimension: dimension)
            }
            return out
        } catch {
            throw .noEncoder(file: heads.path, problem: "\(error)")
        }
    }

    private func encoder(_ url: URL) throws(SetupError) -> SentenceEncoder {
        do {
            return try SentenceEncoder(modelAt: url)
        } catch {
            throw .noEncoder(file: url.path, problem: "\(error)")
        }
    }
}
