/// What a candidate entered, made fit to keep: sound Unicode, no control characters, no more than a limit.
package struct AnswerText: Sendable, Equatable {
    /// Most bytes of UTF-8 one answer may have: about 190,000 words, six hours of speech.
    package static let limit = 1 << 20

    package var text: String
    /// Bytes that were left out because the answer was over the limit.
    package var bytesCut: Int

    /// Cleans `raw`: line ends become `\n`, control characters go, and so does white space at either end.
    ///
    /// Control characters would be carried out by terminals; none is a word. Direction marks and joiners stay, since
    /// right-to-left text and emoji need them; overrides of direction go, since they can hide text.
    ///
    /// - Complexity: O(length).
    package init(_ raw: String) {
        let total = raw.utf8.count
        var kept = String.UnicodeScalarView()
        var bytes = 0
        var isFull = false
        var afterReturn = false
        for scalar in raw.unicodeScalars {
            let clean: Unicode.Scalar?
            switch scalar {
            case "\r": clean = "\n"
            case "\n": clean = afterReturn ? nil : "\n"
            case "\t": clean = scalar
            case "\u{2028}", "\u{2029}": clean = "\n"
            default: clean = Self.isControl(scalar) ? nil : scalar
            }
            afterReturn = scalar == "\r"
            guard let clean else { continue }
            let width = UTF8.width(clean)
            if bytes + width > Self.limit {
                isFull = true
                break
            }
            bytes += width
            kept.append(clean)
        }
        let whole = String(kept)
        bytesCut = isFull ? total - bytes : 0
        let first = whole.unicodeScalars.firstIndex { !$0.properties.isWhitespace }
        let last = whole.unicodeScalars.lastIndex { !$0.properties.isWhitespace }
        if let first, let last {
            text = String(whole.unicodeScalars[first...last])
        } else {
            text = ""
        }
    }

    /// Whether a terminal or a page could act on the scalar instead of showing it.
    package static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0: true
        case 0x202A...0x202E, 0x2066...0x2069: true
        case 0xFFF9...0xFFFB, 0xFEFF: true
        default: false
        }
    }
}

extension AnswerText {
    /// Text with `\n` as its only line end and nothing a terminal would act on, white space at the ends kept.
    ///
    /// - Complexity: O(length).
    package static func lineEndsUnified(_ raw: String) -> String {
        var kept = String.UnicodeScalarView()
        var afterReturn = false
        for scalar in raw.unicodeScalars {
            if scalar == "\r" || (scalar == "\n" && !afterReturn) {
                kept.append("\n")
            } else if scalar != "\n", scalar == "\t" || !isControl(scalar) {
                kept.append(scalar)
            }
            afterReturn = scalar == "\r"
        }
        return String(kept)
    }
}
