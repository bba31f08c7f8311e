import Foundation
import Synchronization

/// Everything that can happen to a running interview from outside, in the order it happened.
enum OutsideEvent: Sendable {
    case bytes([UInt8])
    case endOfInput
    /// Comes about four times a second.
    case tick
    case interrupt
    /// The program is asked to end: SIGTERM or SIGHUP.
    case terminate
    case resized
    /// The program was stopped and goes on.
    case continued
}

/// Reads the standard input, the signals and the time into one stream.
///
/// Bytes are read only as fast as they are taken, so a huge input never piles up in memory.
final class InputPump: Sendable {
    let events: AsyncStream<OutsideEvent>
    private let continuation: AsyncStream<OutsideEvent>.Continuation
    /// Starts at 0 and is filled in ``start()``: a semaphore may not end below the value it began with.
    private let room = DispatchSemaphore(value: 0)
    private static let chunksAhead = 8
    private let isHeld = Mutex(false)
    private let isReading = Mutex(false)
    /// Kept so that they go on; written by ``start()`` alone, never read.
    nonisolated(unsafe) private var sources: [any DispatchSourceProtocol] = []
    private static let tickMilliseconds = 250

    init() {
        (events, continuation) = AsyncStream.makeStream(bufferingPolicy: .unbounded)
    }

    /// Starts reading. Signals are taken over until the end of the program.
    func start() {
        signal(SIGPIPE, SIG_IGN)
        let pairs: [(Int32, OutsideEvent)] = [
            (SIGINT, .interrupt), (SIGTERM, .terminate), (SIGHUP, .terminate), (SIGWINCH, .resized),
            (SIGCONT, .continued),
        ]
        for (number, event) in pairs {
            if number != SIGCONT { signal(number, SIG_IGN) }
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { [continuation] in continuation.yield(event) }
            source.resume()
            sources.append(source)
        }
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.schedule(deadline: .now(), repeating: .milliseconds(Self.tickMilliseconds))
        timer.setEventHandler { [continuation] in continuation.yield(.tick) }
        timer.resume()
        sources.append(timer)
        for _ in 0..<Self.chunksAhead { room.signal() }
        Thread { [self] in readLoop() }.start()
    }

    /// Says that a chunk of bytes was dealt with, so that the next may be read.
    func took() { room.signal() }

    /// Leaves the standard input to another program until ``release()``; returns once nothing reads it any more.
    func hold() {
        isHeld.withLock { $0 = true }
        while isReading.withLock({ $0 }) { usleep(5_000) }
    }

    func release() { isHeld.withLock { $0 = false } }

    private func readLoop() {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            room.wait()
            while true {
                isReading.withLock { $0 = true }
                if isHeld.withLock({ $0 }) {
                    isReading.withLock { $0 = false }
                    usleep(20_000)
                    continue
                }
                var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
                let ready = poll(&waiting, 1, 100)
                if ready <= 0 {
                    isReading.withLock { $0 = false }
                    continue
                }
                let count = read(STDIN_FILENO, &buffer, buffer.count)
                isReading.withLock { $0 = false }
                if count > 0 {
                    continuation.yield(.bytes(Array(buffer[..<count])))
                    break
                }
                if count < 0, errno == EINTR || errno == EAGAIN { continue }
                continuation.yield(.endOfInput)
                return
            }
        }
    }
}
