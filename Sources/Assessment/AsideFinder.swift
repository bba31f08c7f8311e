/// Tells which passages of an answer are talk beside the point: runs of them, since a single odd sentence in the middle of a
/// plan is mostly part of it.
///
/// The likeliest way to part the answer, where every change between the point and something else costs: Viterbi's
/// algorithm over two states. The same rules stand in `Training/asides.py`.
enum AsideFinder {
    /// What a change costs, in logits.
    static let change: Float = 2
    /// Words a run has at least to be left out.
    static let shortestRun = 20

    /// Places of the asides. - Parameters:
    ///   - logits: of each passage being beside the point, above 0 when that is likelier than not.
    ///   - words: how many each passage has.
    /// - Complexity: O(passages).
    static func asides(_ logits: [Float], words: [Int]) -> Set<Int> {
        var run: [Int] = []
        var out: Set<Int> = []
        func close() {
            if run.reduce(0, { $0 + words[$1] }) >= shortestRun { out.formUnion(run) }
            run = []
        }
        for (place, isAside) in likeliest(logits).enumerated() {
            if isAside { run.append(place) } else { close() }
        }
        close()
        return out
    }

    private static func likeliest(_ logits: [Float]) -> [Bool] {
        var onPoint: Float = 0
        var aside: Float = 0
        var steps: [(stays: Bool, goesOn: Bool)] = []
        for logit in logits {
            steps.append((onPoint >= aside - change, aside >= onPoint - change))
            (onPoint, aside) = (max(onPoint, aside - change), max(aside, onPoint - change) + logit)
        }
        var isAside = aside > onPoint
        var out: [Bool] = []
        for step in steps.reversed() {
            out.append(isAside)
            isAside = isAside ? step.goesOn : !step.stays
        }
        return out.reversed()
    }
}
