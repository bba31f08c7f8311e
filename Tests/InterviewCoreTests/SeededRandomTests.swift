import InterviewCore
import Testing

@Suite struct SeededRandomTests {
    /// The first is the sequence in the reference code of Vigna's splitmix64.c, the second that of Java's SplittableRandom.
    @Test(arguments: [
        (1_234_567, [
            6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
        ]),
        (0, [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F, 0xF88B_B8A8_724C_81EC]),
    ] as [(UInt64, [UInt64])]) func `the sequence is SplitMix64's`(seed: UInt64, expected: [UInt64]) {
        var random = SeededRandom(seed: seed)
        #expect(expected.map { _ in random.next() } == expected)
    }

    /// Seeds are FNV-1a's published values.
    @Test(arguments: [
        ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)]) func `a label's sequence begins at its FNV-1a hash`(label: String, hash: UInt64) {
        var labelled = SeededRandom(seed: 0, label: label)
        var seeded = SeededRandom(seed: hash)
        #expect((0..<8).map { _ in labelled.next() } == (0..<8).map { _ in seeded.next() })
    }

    @Test func `another seed or label gives another sequence`() {
        let firsts = [
            SeededRandom(seed: 1), SeededRandom(seed: 2), SeededRandom(seed: 1, label: "a"),
            SeededRandom(seed: 2, label: "a"), SeededRandom(seed: 1, label: "another"),
        ].map { random in
            var copy = random
            return copy.next()
        }
        #expect(Set(firsts).count == firsts.count)
    }
}
