import CEncoderKernels
public import Foundation

/// SHA-256 of content, for versions that change exactly when the content does.
public enum ContentDigest {
    /// The digest in hexadecimal. - Complexity: O(size).
    public static func hexadecimal(_ data: Data) -> String {
        var digest = [UInt8](repeating: 0, count: 32)
        // An empty buffer has no address; nothing is read from the one given instead.
        var nothing: UInt8 = 0
        data.withUnsafeBytes { bytes in
            withUnsafePointer(to: &nothing) { enc_sha256(bytes.baseAddress ?? UnsafeRawPointer($0), bytes.count, &digest) }
        }
        return Hexadecimal.text(digest)
    }
}
