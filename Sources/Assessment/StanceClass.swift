/// What a passage does about a criterion, in the order of a head's logits.
package enum StanceClass: Int, Sendable, CaseIterable {
    case none, commit, vague, deny

    static let count = allCases.count
}
