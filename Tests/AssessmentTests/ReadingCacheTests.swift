import Testing

@testable import Assessment

@Suite struct ReadingCacheTests {
    @Test func `what was used of late is kept, however much comes in`() {
        var cache = ReadingCache<Int, Int>(capacity: 10)
        for key in 0..<1_000 {
            cache.keep(key * key, for: key)
            // An interview in progress asks for its earlier answers again each time.
            #expect(cache.value(for: 0) == 0)
            #expect((max(0, key - 4)...key).allSatisfy { cache.value(for: $0) == $0 * $0 })
        }
        #expect(cache.value(for: 500) == nil)
    }

    @Test func `what is stale goes, the rest stays`() {
        var cache = ReadingCache<Int, Int>(capacity: 4)
        for key in 0..<6 { cache.keep(key, for: key) }
        cache.forget { $0 % 2 == 0 }
        #expect((0..<6).map { cache.value(for: $0) } == [nil, 1, nil, 3, nil, 5])
    }
}
