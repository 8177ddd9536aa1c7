// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let asyncAlgorithms = Target.Dependency.product(name: "AsyncAlgorithms", package: "swift-async-algorithms")
let heap = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let serviceLifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// A Swift target of this package. The arrows it may draw are the ones listed here and no others:
/// docs/ARCHITECTURE.md shows them, `make lint` checks them.
func module(
    _ name: String, _ dependencies: [Target.Dependency], swiftSettings: [SwiftSetting] = settings
) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []) -> Target {
    .testTarget(name: name, dependencies: dependencies, exclude: exclude, swiftSettings: settings)
}

let package = Package(
    name: "copilot-tui",
    products: [
        .executable(name: "copilot-tui", targets: ["CopilotCLI"]),
        .library(name: "CopilotAutonomy", targets: ["CopilotAutonomy"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-async-algorithms", from: "1.1.0"),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // L0: C, one importer each.
        .systemLibrary(
            name: "CNcursesw", pkgConfig: "ncursesw",
            providers: [.apt(["libncursesw5-dev", "libsqlite3-dev"])]),
        .target(name: "CNcurses", dependencies: ["CNcursesw"]),
        .target(name: "CProcess"),

        // L1: values.
        module("CopilotModel", [deque]),
        module("CopilotCells", []),

        // L2: decisions, and the ports through which they are carried out.
        module("CopilotPolicy", ["CopilotModel", heap]),
        module("CopilotPorts", ["CopilotModel"]),

        // L3: the engine, and adapters that do not know one another.
        module(
            "CopilotEngine", ["CopilotModel", "CopilotCells", "CopilotPolicy", "CopilotPorts", logging, deque, heap]),
        module("CopilotTUI", ["CopilotModel", "CopilotCells"]),
        module("CopilotScreen", ["CopilotCells", "CNcurses"]),
        module("CopilotExecutors", ["CopilotModel", "CopilotPorts", "CProcess"]),
        module("CopilotStore", ["CopilotModel", "CopilotPorts", grdb]),
        module("CopilotHost", ["CopilotModel", "CopilotPorts"]),
        module(
            "CopilotControl",
            [
                "CopilotModel", "CopilotPorts", hummingbird, logging, deque, asyncAlgorithms, httpTypes, nioCore,
                nioPosix,
                serviceLifecycle,
            ],
            // Compiled as a whole, as release builds are, it would take glibc's `stat` for one of CNIOLinux's.
            swiftSettings: [
                .swiftLanguageMode(.v6), .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("ExistentialAny"),
            ]),
        module("CopilotConfig", ["CopilotModel", yams]),

        // L4: the wiring, as a library and as a command.
        module(
            "CopilotAutonomy",
            [
                "CopilotModel", "CopilotPorts", "CopilotEngine", "CopilotExecutors", "CopilotStore", "CopilotHost",
                "CopilotConfig", logging,
            ]),
        .executableTarget(
            name: "CopilotCLI",
            dependencies: [
                "CopilotModel", "CopilotCells", "CopilotPolicy", "CopilotPorts", "CopilotEngine", "CopilotTUI",
                "CopilotScreen", "CopilotExecutors", "CopilotStore", "CopilotHost", "CopilotControl", "CopilotConfig",
                "CopilotAutonomy", argumentParser, asyncAlgorithms, logging,
            ],
            swiftSettings: settings),
        .executableTarget(name: "CopilotBench", dependencies: [], swiftSettings: settings),

        // Tests.
        module("TestKit", ["CopilotModel", "CopilotPorts", "CopilotCells"]),
        tests("CopilotModelTests", ["CopilotModel"]),
        tests("CopilotCellsTests", ["CopilotCells"]),
        tests("CopilotPolicyTests", ["CopilotPolicy", "CopilotModel"]),
        tests(
            "CopilotEngineTests",
            ["CopilotEngine", "CopilotCells", "CopilotPolicy", "CopilotPorts", "CopilotModel", "TestKit"]),
        tests("CopilotTUITests", ["CopilotTUI", "CopilotCells", "CopilotModel"], exclude: ["Snapshots"]),
        tests("CopilotScreenTests", ["CopilotScreen", "CopilotCells", "CNcurses"]),
        .executableTarget(
            name: "LauncherProbe", dependencies: ["CopilotExecutors"], path: "Tests/LauncherProbe",
            swiftSettings: settings),
        tests(
            "CopilotExecutorsTests",
            [
                "CopilotExecutors", "CopilotEngine", "CopilotPolicy", "CopilotPorts", "CopilotModel", "TestKit",
                "LauncherProbe",
            ]),
        tests("CopilotStoreTests", ["CopilotStore", "CopilotPorts", "CopilotModel", grdb]),
        tests("CopilotHostTests", ["CopilotHost", "CopilotPolicy", "CopilotPorts", "CopilotModel"]),
        tests("CopilotControlTests", ["CopilotControl", "CopilotPorts", "CopilotModel", logging]),
        tests("CopilotConfigTests", ["CopilotConfig", "CopilotModel"]),
        tests("CopilotAutonomyTests", ["CopilotAutonomy"]),
        tests(
            "CopilotCLITests",
            [
                "CopilotCLI", "CopilotModel", "CopilotCells", "CopilotConfig", "CopilotPolicy", "CopilotPorts",
                argumentParser,
            ]),
    ]
)
