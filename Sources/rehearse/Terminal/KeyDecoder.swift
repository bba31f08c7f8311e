/// A key, or a block that was pasted.
enum Key: Equatable {
    case text(String)
    case paste(String)
    case enter, backspace, delete, tab
    case left, right, up, down, home, end, wordLeft, wordRight
    /// Control with a letter, lower case, when no other case fits.
    case control(Character)
    case escape
}

/// Turns a terminal's bytes into keys. Pure: bytes may come in any pieces.
///
/// Sequences after ECMA-48 (CSI) and xterm's key and bracketed-paste modes:
/// https://invisible-island.net/xterm/ctlseqs/ctlseqs.html
struct KeyDecoder {
    private var pending: [UInt8] = []
    /// What has come of a paste that is not over; nil outside of one.
    private var pasted: [UInt8]?

    private static let pasteEnd: [UInt8] = Array("\u{1b}[201~".utf8)

    /// Adds bytes; returns the keys that are complete. - Complexity: O(bytes).
    mutating func feed(_ bytes: [UInt8]) -> [Key] {
        pending += bytes
        var keys: [Key] = []
        var text: [UInt8] = []
        var position = 0
        func flushText(_ text: inout [UInt8], _ keys: inout [Key]) {
            if !text.isEmpty { keys.append(.text(String(decoding: text, as: UTF8.self))) }
            text = []
        }
        scan: while position < pending.count {
            if pasted != nil {
                guard let rest = takePaste(from: position) else {
                    position = 0
                    break scan
                }
                position = rest.next
                keys.append(.paste(rest.text))
                continue
            }
            let byte = pending[position]
            switch byte {
            case 0x1B:
                flushText(&text, &keys)
                guard let (key, length) = escapeSequence(at: position) else { break scan }
                position += length
                if let key { keys.append(key) }
            case 0x00..<0x20, 0x7F:
                flushText(&text, &keys)
                keys.append(Self.control(byte))
                position += 1
            default:
                let length = Self.utf8Length(byte)
                // A character cut in two by the buffer's end waits for its rest.
                if position + length > pending.count, Self.mayContinue(pending[(position + 1)...]) { break scan }
                let end = min(pending.count, position + length)
                text += pending[position..<end]
                position = end
            }
        }
        flushText(&text, &keys)
        pending.removeFirst(position)
        return keys
    }

    /// What an escape byte that nothing followed was: the Escape key. Call it when no byte came for a moment.
    mutating func flush() -> [Key] {
        guard pasted == nil, !pending.isEmpty else { return [] }
        let rest = pending
        pending = []
        if rest == [0x1B] { return [.escape] }
        return rest[0] == 0x1B ? [] : [.text(String(decoding: rest, as: UTF8.self))]
    }

    private mutating func takePaste(from start: Int) -> (text: String, next: Int)? {
        var body = pasted ?? []
        // The end mark may be cut by the buffer's end: keep its possible beginning for later.
        let chunk = pending[start...]
        if let range = chunk.firstRange(of: Self.pasteEnd) {
            body += chunk[..<range.lowerBound]
            pasted = nil
            return (String(decoding: body, as: UTF8.self), range.upperBound)
        }
        let held = (1..<Self.pasteEnd.count).last { chunk.suffix($0).elementsEqual(Self.pasteEnd.prefix($0)) } ?? 0
        body += chunk.dropLast(held)
        pasted = body
        pending = Array(chunk.suffix(held))
        return nil
    }

    /// The key at an escape byte and how many bytes it takes; nil while it is not complete.
    private mutating func escapeSequence(at start: Int) -> (key: Key?, length: Int)? {
        guard start + 1 < pending.count else { return nil }
        switch pending[start + 1] {
        case UInt8(ascii: "["):
            var end = start + 2
            while end < pending.count, !(0x40...0x7E).contains(pending[end]) {
                // Nothing in a sequence may lie outside these; then it was none.
                guard (0x20...0x3F).contains(pending[end]) else { return (nil, end - start) }
                end += 1
            }
            guard end < pending.count else { return end - start > 32 ? (nil, end - start) : nil }
            let parameters = String(decoding: pending[(start + 2)..<end], as: UTF8.self)
            let final = Character(Unicode.Scalar(pending[end]))
            if final == "~", parameters == "200" { pasted = [] }
            return (Self.csi(final, parameters), end - start + 1)
        case UInt8(ascii: "O"):
            guard start + 2 < pending.count else { return nil }
            return (Self.csi(Character(Unicode.Scalar(pending[start + 2])), ""), 3)
        case UInt8(ascii: "b"): return (.wordLeft, 2)
        case UInt8(ascii: "f"): return (.wordRight, 2)
        case 0x0D: return (.enter, 2)
        case 0x1B: return (.escape, 1)
        default: return (nil, 2)
        }
    }

    private static func csi(_ final: Character, _ parameters: String) -> Key? {
        let isWord = parameters.hasSuffix(";5") || parameters.hasSuffix(";3")
        switch (final, parameters) {
        case ("A", _): return .up
        case ("B", _): return .down
        case ("C", _): return isWord ? .wordRight : .right
        case ("D", _): return isWord ? .wordLeft : .left
        case ("H", _), ("~", "1"), ("~", "7"): return .home
        case ("F", _), ("~", "4"), ("~", "8"): return .end
        case ("~", "3"): return .delete
        default: return nil
        }
    }

    private static func control(_ byte: UInt8) -> Key {
        switch byte {
        case 0x0D, 0x0A: .enter
        case 0x08, 0x7F: .backspace
        case 0x09: .tab
        case 0x01: .home
        case 0x05: .end
        case 0x00, 0x1C...0x1F: .control("@")
        default: .control(Character(Unicode.Scalar(byte + 0x60)))
        }
    }

    private static func utf8Length(_ byte: UInt8) -> Int {
        switch byte {
        case 0xC2...0xDF: 2
        case 0xE0...0xEF: 3
        case 0xF0...0xF4: 4
        default: 1
        }
    }

    private static func mayContinue(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { (0x80...0xBF).contains($0) } }
}
