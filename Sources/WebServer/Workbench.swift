import NIOPosix

/// Where long reading is done, so that the threads that answer requests stay free.
struct Workbench: Sendable {
    private let pool: NIOThreadPool

    /// - Parameter threads: how much is read at once.
    init(threads: Int) {
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
    }

    /// Runs `work` on a thread of its own and waits for it without holding one up.
    func run<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await pool.runIfActive(work)
    }
}
