import Foundation
import Testing

@testable import ReportForms

@Suite struct PageStyleTests {
    /// Relative luminance after WCAG 2.2, https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    private func luminance(_ hex: String) -> Double {
        let digits = hex.dropFirst()
        let full = digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits)
        let parts = stride(from: 0, to: 6, by: 2).map { offset -> Double in
            let start = full.index(full.startIndex, offsetBy: offset)
            let value = Double(Int(full[start..<full.index(start, offsetBy: 2)], radix: 16) ?? 0) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
    }

    private func contrast(_ one: String, _ other: String) -> Double {
        let (a, b) = (luminance(one), luminance(other))
        return (max(a, b) + 0.05) / (min(a, b) + 0.05)
    }

    @Test func `text has contrast on every ground`() throws {
        let css = "\(PageStyle.css)"
        let roots = css.matches(of: #/:root\{([^}]*)\}/#).map { String($0.1) }
        #expect(roots.count == 3)
        for root in roots {
            let pairs = root.split(separator: ";").map { $0.split(separator: ":").map(String.init) }
            let colours = Dictionary(uniqueKeysWithValues: pairs.map { ($0[0], $0[1]) })
            for ink in ["--ink", "--quiet"] {
                for ground in ["--ground", "--panel"] {
                    #expect(contrast(try #require(colours[ink]), try #require(colours[ground])) >= 4.5, "\(ink) on \(ground)")
                }
            }
            #expect(contrast(try #require(colours["--bar"]), try #require(colours["--ground"])) >= 3)
            #expect(contrast(try #require(colours["--over"]), try #require(colours["--ground"])) >= 3)
        }
        let chips = css.matches(of: #/(?:background|fill):(#[0-9a-f]{6})/#).map { String($0.1) }
        #expect(chips.count >= 12)
        for chip in chips { #expect(contrast("#ffffff", chip) >= 4.5, "white on \(chip)") }
    }
}
