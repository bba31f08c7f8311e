// swift-tools-version: 6.3
import PackageDescription

/// Settings every target gets, each with the reason it is on.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),  // SE-0335: a protocol used as a type says `any`
    .enableUpcomingFeature("MemberImportVisibility"),  // SE-0444: a member needs its own import
    .enableUpcomingFeature("InternalImportsByDefault"),  // SE-0409: imports don't leak
    .enableUpcomingFeature("InferIsolatedConformances"),  // SE-0470
    .treatAllWarnings(as: .error),
]

/// What each target may import; Tests/ArchitectureTests holds the sources to it.
let package = Package(
    name: "rehearse",
    platforms: [.macOS(.v14)],
    products: [.executable(name: "rehearse", targets: ["rehearse"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        .target(name: "InterviewCore"),
        .target(
            name: "CEncoderKernels",
            // Debug builds would run the kernels at -O0, sixty times slower.
            cSettings: [.unsafeFlags(["-O3"])]),
        .target(name: "SentenceEncoder", dependencies: ["CEncoderKernels"]),
        .target(
            name: "Content",
            dependencies: ["InterviewCore", .product(name: "Yams", package: "Yams")]),
        .target(name: "Assessment", dependencies: ["InterviewCore", "SentenceEncoder"]),
        .target(name: "Simulation", dependencies: ["InterviewCore"]),
        .target(name: "Agreement", dependencies: ["InterviewCore"]),
        .target(name: "Practice", dependencies: ["InterviewCore"]),
        .target(name: "Store", dependencies: ["InterviewCore"]),
        .target(
            name: "StoreSQLite",
            dependencies: ["Store", "InterviewCore", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "InterviewService", dependencies: ["InterviewCore", "Store", "Practice"]),
        .target(name: "ReportForms", dependencies: ["InterviewCore"]),
        .target(name: "WebPages", dependencies: ["InterviewCore", "ReportForms"]),
        .target(
            name: "WebServer",
            dependencies: [
                "InterviewService", "WebPages", "InterviewCore", "ReportForms",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOFoundationCompat", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"), "Store",
            ],
            // Inside the program, so that a copied binary has them.
            resources: [
                "clock.js", "dom.js", "heard.js", "icon.svg", "link.js", "live.js", "openapi.json", "report.js", "site.css",
                "transcript.js",
            ].map { .embedInCode("Assets/\($0)") }),
        .target(name: "TestSupport", dependencies: ["InterviewCore", "Store"]),
        .executableTarget(
            name: "rehearse",
            dependencies: [
                "InterviewCore", "SentenceEncoder", "Content", "Assessment", "Agreement", "Practice", "Store", "StoreSQLite",
                "InterviewService", "ReportForms", "Simulation", "WebServer",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(
            name: "InterviewCoreTests", dependencies: ["InterviewCore"], resources: [.copy("Fixtures")]),
        .testTarget(name: "ContentTests", dependencies: ["Content", "InterviewCore", "TestSupport"]),
        .testTarget(name: "AgreementTests", dependencies: ["Agreement", "InterviewCore"]),
        .testTarget(
            name: "AssessmentTests", dependencies: ["Assessment", "Content", "InterviewCore", "TestSupport"],
            resources: [.copy("Fixtures")]),
        .testTarget(name: "ArchitectureTests"),
        .testTarget(
            name: "SentenceEncoderTests", dependencies: ["SentenceEncoder", "CEncoderKernels"],
            resources: [.copy("Fixtures")]),
        .testTarget(
            name: "StoreSQLiteTests",
            dependencies: [
                "StoreSQLite", "Store", "InterviewCore", "TestSupport", .product(name: "GRDB", package: "GRDB.swift"),
            ],
            resources: [.copy("Fixtures")]),
        .testTarget(
            name: "InterviewServiceTests",
            dependencies: ["InterviewService", "Store", "StoreSQLite", "InterviewCore", "TestSupport"]),
        .testTarget(
            name: "ReportFormsTests", dependencies: ["ReportForms", "InterviewCore", "TestSupport"],
            exclude: ["Goldens"]),
        .testTarget(
            name: "WebPagesTests", dependencies: ["WebPages", "ReportForms", "InterviewCore", "TestSupport"],
            exclude: ["Goldens"]),
        .testTarget(
            name: "WebServerTests",
            dependencies: [
                "WebServer", "WebPages", "InterviewService", "Store", "InterviewCore", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]),
        .testTarget(
            name: "RehearseTests", dependencies: ["rehearse", "InterviewCore", "InterviewService", "TestSupport"]),
        .testTarget(
            name: "SimulationTests", dependencies: ["Simulation", "Content", "Assessment", "InterviewCore"]),
    ],
    swiftLanguageModes: [.v6]
)
for target in package.targets where target.type != .system && target.name != "CEncoderKernels" {
    target.swiftSettings = strict + (target.swiftSettings ?? [])
}
