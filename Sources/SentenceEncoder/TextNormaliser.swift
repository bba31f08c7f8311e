import Foundation

/// What BERT's basic tokenizer does with one scalar, in the order it does it: clean, space out ideographs,
/// decompose (NFD), drop non-spacing marks, lower-case; then words end at white space and at punctuation.
///
/// The reference (`tokenizers` by Hugging Face) carries character tables of Unicode 8, so category rules apply to
/// scalars that existed then, with the few whose category has changed since listed by hand.
enum TextNormaliser {
    enum Kind: UInt8 {
        /// Leaves no trace.
        case dropped
        /// Ends a word.
        case space
        /// Is a word by itself.
        case alone
        /// Part of a word.
        case letter
    }

    /// The kind of a scalar as it stands in the text, before decomposition.
    static func cleaned(_ scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 9, 10, 13, 32: return .space
        case 0..<32, 127, 0xFFFD: return .dropped
        case 33..<127: return isASCIIPunctuation(scalar.value) ? .alone : .letter
        default: break
        }
        if isIdeograph(scalar.value) { return .alone }
        switch scalar.properties.generalCategory {
        case .control, .format, .privateUse: return isUnicode8(scalar) ? .dropped : .letter
        default: return scalar.properties.isWhitespace ? .space : .letter
        }
    }

    /// The kind of a scalar after decomposition.
    static func decomposed(_ scalar: Unicode.Scalar) -> Kind {
        if scalar.isASCII { return cleaned(scalar) }
        switch scalar.value {
        case 0x1734, 0x1171E: return .dropped  // Mn in Unicode 8, Mc now
        case 0x1885, 0x1886, 0xA9BD: return .letter  // Mn only later
        case 0x111C9, 0x166D: return .alone  // punctuation in Unicode 8
        default: break
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark: return isUnicode8(scalar) ? .dropped : .letter
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
            .finalPunctuation, .otherPunctuation:
            return isUnicode8(scalar) ? .alone : .letter
        default: return scalar.properties.isWhitespace ? .space : .letter
        }
    }

    /// The canonical decomposition of one scalar, without reordering across scalars.
    static func decomposition(of scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        let value = scalar.value
        if value < 0xC0 || value == 0x11938 || (0x3400...0x9FFF).contains(value) { return [scalar] }
        if (0xAC00...0xD7A3).contains(value) { return hangul(value - 0xAC00) }
        return Array(String(scalar).decomposedStringWithCanonicalMapping.unicodeScalars)
    }

    /// A Hangul syllable to its letters (Unicode standard, section 3.12).
    private static func hangul(_ index: UInt32) -> [Unicode.Scalar] {
        [0x1100 + index / 588, 0x1161 + index % 588 / 28, 0x11A7 + index % 28]
            .filter { $0 != 0x11A7 }
            .compactMap(Unicode.Scalar.init)
    }

    private static func isASCIIPunctuation(_ value: UInt32) -> Bool {
        switch value {
        case 33...47, 58...64, 91...96, 123...126: true
        default: false
        }
    }

    /// The blocks of ideographs that BERT surrounds with spaces.
    private static func isIdeograph(_ value: UInt32) -> Bool {
        switch value {
        case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F, 0x2B740...0x2B81F,
            0x2B920...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
            true
        default: false
        }
    }

    private static func isUnicode8(_ scalar: Unicode.Scalar) -> Bool {
        guard let age = scalar.properties.age else { return false }
        return age.major <= 8
    }
}
