public import Foundation

/// Where prepared model files live.
public enum ModelLocation {
    /// Part of a prepared file's name; goes up with the format or the recipe, so that old files are left alone.
    public static let version = "1"

    /// The file to use: `REHEARSE_ENCODER` if set, else
    /// `${XDG_CACHE_HOME:-~/.cache}/rehearse/encoder/minilm-<version>.i8`; for the fp32 oracle the file beside
    /// either with the extension `f32`.
    public static func file(
        _ precision: Precision = .int8,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) -> URL {
        if let path = environment["REHEARSE_ENCODER"], !path.isEmpty {
            let file = URL(fileURLWithPath: path)
            return precision == .int8 ? file : file.deletingPathExtension().appendingPathExtension("f32")
        }
        let cache: URL
        if let path = environment["XDG_CACHE_HOME"], path.hasPrefix("/") {
            cache = URL(fileURLWithPath: path, isDirectory: true)
        } else {
            let home = environment["HOME"] ?? NSHomeDirectory()
            cache = URL(fileURLWithPath: home, isDirectory: true).appendingPathComponent(".cache")
        }
        let suffix = precision == .int8 ? "i8" : "f32"
        return cache.appendingPathComponent("rehearse/encoder/minilm-\(version).\(suffix)")
    }
}
