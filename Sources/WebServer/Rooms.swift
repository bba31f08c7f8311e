import InterviewCore
import InterviewService
import Logging
import ServiceLifecycle

/// The interviews being sat at the moment, and the one clock that serves them all.
actor Rooms {
    private let service: InterviewService
    private let bench: Workbench
    private let patience: Duration
    private let logger: Logger
    private var rooms: [String: Room] = [:]
    /// Rooms that are being opened, so that two requests don't open one twice.
    private var opening: [String: Task<Room, any Error>] = [:]

    init(service: InterviewService, bench: Workbench, patience: Double, logger: Logger) {
        self.service = service
        self.bench = bench
        self.patience = .milliseconds(Int64(patience * 1_000))
        self.logger = logger
    }

    var count: Int { rooms.count }

    /// The room of a session, opened if need be: time while no server ran doesn't count.
    func room(_ id: String) async throws -> Room {
        if let room = rooms[id] { return room }
        if let task = opening[id] { return try await task.value }
        let service = service
        let bench = bench
        let patience = patience
        let task = Task<Room, any Error> {
            do {
                let step = try await service.open(id)
                let scenario = try await service.scenario(of: step.session)
                return Room(step: step, scenario: scenario, service: service, bench: bench, patience: patience)
            } catch let error as InterviewError { throw WebError.interview(error) }
        }
        opening[id] = task
        defer { opening[id] = nil }
        let room = try await task.value
        rooms[id] = room
        return room
    }

    /// Starts an interview in a room of its own.
    func start(_ plan: SessionPlan) async throws -> Room {
        do {
            let step = try await service.start(plan)
            let scenario = try await service.scenario(of: step.session)
            let room = Room(step: step, scenario: scenario, service: service, bench: bench, patience: patience)
            rooms[step.session.id] = room
            return room
        } catch { throw WebError.interview(error) }
    }

    /// Every session in a room, as it stands.
    func sessions() async -> [String: Session] {
        var sessions: [String: Session] = [:]
        for (id, room) in rooms { sessions[id] = await room.session }
        return sessions
    }

    /// Gives up a room, as when its session is deleted.
    func forget(_ id: String) async {
        await rooms.removeValue(forKey: id)?.broadcast(.bye)
    }

    /// Tells every page that the server goes down.
    func sayGoodbye() async {
        for room in rooms.values { await room.broadcast(.bye) }
    }

    /// One beat of the clock for every room.
    func tick() async {
        for (id, room) in rooms {
            do {
                try await room.tick()
                if await room.isIdle { rooms[id] = nil }
            } catch {
                logger.error("the clock of an interview failed", metadata: ["session": "\(id)", "error": "\(error)"])
            }
        }
    }
}

/// Beats the clock of all rooms until the server goes down.
struct RoomsClock: Service {
    let rooms: Rooms

    func run() async throws {
        while !Task.isShuttingDownGracefully, !Task.isCancelled {
            await rooms.tick()
            // An early end of the sleep only means an early look at the clock.
            try? await Task.sleep(for: .milliseconds(400))
        }
    }
}

/// Tells pages that the server goes down, and ends the program where connections hang on to it.
struct Farewell: Service {
    let rooms: Rooms
    let leave: @Sendable () -> Void

    /// How long connections are given to end by themselves.
    private static let patience = Duration.seconds(2)

    func run() async throws {
        try await gracefulShutdown()
        await rooms.sayGoodbye()
        let leave = leave
        Task.detached {
            try await Task.sleep(for: Self.patience)
            leave()
        }
    }
}
