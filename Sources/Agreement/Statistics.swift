/// Agreement figures over pairs of ratings. All are deterministic.
package enum Statistics {
    /// F1 of one class over pairs (rated, assessed); 1 when the class occurs on neither side. - Complexity: O(pairs).
    package static func f1(_ pairs: [(Bool, Bool)], positive: Bool) -> Double {
        var hit = 0
        var miss = 0
        for (rated, found) in pairs {
            if rated == positive, found == positive { hit += 1 } else if rated == positive || found == positive { miss += 1 }
        }
        return hit + miss == 0 ? 1 : Double(2 * hit) / Double(2 * hit + miss)
    }

    /// The mean of both classes' F1.
    package static func macroF1(_ pairs: [(Bool, Bool)]) -> Double {
        (f1(pairs, positive: true) + f1(pairs, positive: false)) / 2
    }

    /// Cohen's kappa with quadratic weights over `levels` ordered classes; 1 when both sides never vary alike.
    ///
    /// Cohen, "Weighted kappa", Psychological Bulletin 1968, doi:10.1037/h0026256. - Complexity: O(pairs + levels²).
    package static func quadraticKappa(_ pairs: [(Int, Int)], levels: Int) -> Double {
        guard !pairs.isEmpty else { return 1 }
        let count = Double(pairs.count)
        let observed = pairs.reduce(0.0) { $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1)) } / count
        var left = [Double](repeating: 0, count: levels)
        var right = left
        for (rated, found) in pairs {
            left[rated] += 1 / count
            right[found] += 1 / count
        }
        var expected = 0.0
        for i in 0..<levels {
            for j in 0..<levels { expected += left[i] * right[j] * Double((i - j) * (i - j)) }
        }
        return expected == 0 ? 1 : 1 - observed / expected
    }

    /// Pearson's correlation; 0 when a side doesn't vary. - Complexity: O(pairs).
    package static func correlation(_ pairs: [(Double, Double)]) -> Double {
        let count = Double(max(1, pairs.count))
        let meanA = pairs.reduce(0) { $0 + $1.0 } / count
        let meanB = pairs.reduce(0) { $0 + $1.1 } / count
        var ab = 0.0
        var aa = 0.0
        var bb = 0.0
        for (a, b) in pairs {
            ab += (a - meanA) * (b - meanB)
            aa += (a - meanA) * (a - meanA)
            bb += (b - meanB) * (b - meanB)
        }
        return aa == 0 || bb == 0 ? 0 : ab / (aa * bb).squareRoot()
    }

    /// Whether two quotes share at least four consecutive words, or one contains the other.
    package static func overlap(_ a: String, _ b: String) -> Bool {
        let wordsA = a.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        let wordsB = b.lowercased().split(whereSeparator: \.isWhitespace).map(String.init)
        guard !wordsA.isEmpty, !wordsB.isEmpty else { return false }
        let joinedA = wordsA.joined(separator: " ")
        let joinedB = wordsB.joined(separator: " ")
        if joinedA.contains(joinedB) || joinedB.contains(joinedA) { return true }
        func grams(_ words: [String]) -> Set<[String]> {
            guard words.count >= 4 else { return [] }
            return Set((0...(words.count - 4)).map { Array(words[$0..<$0 + 4]) })
        }
        return !grams(wordsA).isDisjoint(with: grams(wordsB))
    }
}
