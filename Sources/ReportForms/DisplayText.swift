/// Text as a terminal shows it: how wide it is, and where it may be broken. Pure.
package enum DisplayText {
    /// Columns a character takes: 0, 1 or 2.
    ///
    /// Ranges from Unicode Standard Annex #11, East Asian Width (https://www.unicode.org/reports/tr11/), wide and
    /// fullwidth, together with emoji presentation.
    package static func width(_ character: Character) -> Int {
        if character.isASCII { return character.asciiValue.map { $0 >= 0x20 && $0 < 0x7F ? 1 : 0 } ?? 0 }
        let scalars = character.unicodeScalars
        guard let first = scalars.first else { return 0 }
        if isZeroWidth(first) && scalars.count == 1 { return 0 }
        if scalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
        return isWide(first) ? 2 : 1
    }

    /// Columns a text takes on one line. - Complexity: O(length).
    package static func width(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + width($1) } }

    private static func isZeroWidth(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format, .control: true
        default: false
        }
    }

    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
            0x1F1E6...0x1F1FF, 0x20000...0x3FFFD:
            true
        default: scalar.properties.isEmojiPresentation
        }
    }

    /// Breaks text into lines of at most `width` columns, at spaces where possible; line breaks in the text stay.
    ///
    /// - Parameter indent: put before every line but the first of each paragraph's.
    /// - Complexity: O(length).
    package static func wrap(_ text: some StringProtocol, width: Int, indent: String = "") -> [String] {
        let limit = max(4, width)
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = ""
            var used = 0
            for word in paragraph.split(separator: " ", omittingEmptySubsequences: true) {
                let columns = Self.width(word)
                let isFresh = line.isEmpty || (line == indent && !lines.isEmpty)
                if !isFresh, used + 1 + columns > limit {
                    lines.append(line)
                    line = indent
                    used = Self.width(indent)
                } else if !isFresh {
                    line += " "
                    used += 1
                }
                if used + columns <= limit {
                    line += word
                    used += columns
                    continue
                }
                for character in word {  // Longer than a line: broken anywhere.
                    let step = Self.width(character)
                    if used + step > limit {
                        lines.append(line)
                        line = indent
                        used = Self.width(indent)
                    }
                    line.append(character)
                    used += step
                }
            }
            lines.append(line)
        }
        return lines
    }

    /// The start of a text that fits into `width` columns. - Complexity: O(width).
    package static func prefix(_ text: String, width: Int) -> String {
        var used = 0
        var kept = ""
        for character in text {
            let step = Self.width(character)
            if used + step > width { break }
            kept.append(character)
            used += step
        }
        return kept
    }

    /// Paragraphs of a text whose lines were broken for a file: blank lines part them, other line breaks don't count.
    package static func paragraphs(_ text: String) -> [String] {
        var paragraphs: [[Substring]] = [[]]
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.isEmpty { paragraphs.append([]) } else { paragraphs[paragraphs.count - 1] += words }
        }
        return paragraphs.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    }

    /// Text without anything a terminal would act on; line breaks and tabs become spaces unless kept.
    ///
    /// - Complexity: O(length).
    package static func safe(_ text: String, keepingLines: Bool = false) -> String {
        var kept = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0A where keepingLines: kept.append(scalar)
            case 0x09, 0x0A, 0x0D: kept.append(" ")
            case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: continue
            default: kept.append(scalar)
            }
        }
        return String(kept)
    }

    /// Text padded with spaces to `width` columns, or cut to them.
    package static func padded(_ text: String, to width: Int) -> String {
        let cut = prefix(text, width: width)
        return cut + String(repeating: " ", count: max(0, width - Self.width(cut)))
    }
}
