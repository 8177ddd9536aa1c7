package import CopilotPorts
import CopilotModel
import Glibc
import Hummingbird
package import Logging
import NIOCore
import NIOPosix
import ServiceLifecycle

/// Serves a run's mission as HTTP/1.1 under `/v1` on a Unix socket that only its user can reach.
package struct ControlServer: Sendable {
    private let routes: ControlRoutes
    private let path: String
    private let settings: ControlSettings
    private let admits: @Sendable (UInt32) -> Bool
    private let logger: Logger

    /// - Parameters:
    ///   - path: the socket's; its folder is made if there is none, and closed to others.
    ///   - pid: the supervisor's, for `status`.
    ///   - admits: whether a user id may speak to it; nil: ours and root.
    package init(
        connection: any MissionConnection, path: String, clock: any EngineClock, pid: Int32, logger: Logger,
        settings: ControlSettings = ControlSettings(), admits: (@Sendable (UInt32) -> Bool)? = nil
    ) {
        routes = ControlRoutes(connection: connection, clock: clock, pid: pid, settings: settings)
        self.path = path
        self.settings = settings
        self.logger = logger
        let owner = geteuid()
        self.admits = admits ?? { $0 == owner || $0 == 0 }
    }

    /// Serves until its task is cancelled; then streams may end for a moment, and the socket is removed.
    ///
    /// - Parameter onListening: called once clients can connect.
    /// - Throws: `inUse` if another supervisor serves there; `unusablePlace` if the socket cannot be made.
    package func run(onListening: @escaping @Sendable () -> Void = {}) async throws(ControlError) {
        let place = try SocketPlace(path)
        // The library's own, which is never shut down: a stream that is just being cancelled may still have work for it.
        let group = MultiThreadedEventLoopGroup.singleton
        let failure = await serve(place, on: group, onListening: onListening)
        // The lock is ours until nothing of the server is left.
        withExtendedLifetime(place) {}
        if let failure { throw ControlError(code: .unusablePlace, message: "\(path) cannot be served: \(failure)") }
    }

    private func serve(
        _ place: SocketPlace, on eventLoops: any EventLoopGroup, onListening: @escaping @Sendable () -> Void
    ) async -> (any Error)? {
        let router = Router(context: ControlContext.self)
        router.add(middleware: ErrorMiddleware())
        router.add(middleware: PeerMiddleware(admits: admits))
        routes.add(to: router)
        let application = Application(
            router: router,
            server: .http1(configuration: .init(idleTimeout: .milliseconds(settings.idle.milliseconds))),
            configuration: ApplicationConfiguration(
                address: .unixDomainSocket(path: place.address.reachablePath),
                availableConnectionsDelegate: .maximum(settings.connections, logger: logger)),
            onServerRunning: { _ in
                place.didBind()
                onListening()
            },
            eventLoopGroupProvider: .shared(eventLoops), logger: logger)
        let (signal, continuation) = AsyncStream.makeStream(of: Never.self)
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: application),
                .init(service: EndSignal(signal: signal), successTerminationBehavior: .gracefullyShutdownGroup),
            ], logger: logger)
        configuration.maximumGracefulShutdownDuration = settings.shutdown
        let services = ServiceGroup(configuration: configuration)
        // Not a child of this task: cancelling it must end the streams in order and not cut them off.
        let serving = Task { try await services.run() }
        let result = await withTaskCancellationHandler {
            await serving.result
        } onCancel: {
            continuation.finish()
        }
        switch result {
        case .success: return nil
        case .failure(let error): return Task.isCancelled ? nil : error
        }
    }

    /// Runs until the server is to end.
    private struct EndSignal: Service {
        let signal: AsyncStream<Never>

        func run() async { for await _ in signal {} }
    }
}
