package import CopilotModel
package import CopilotPorts

/// A living mission seen over its run's socket: the same screen or printer works on it as in the supervisor's process.
///
/// Each stream has a connection of its own and ends when that is lost; it does not connect again. Streams may be taken
/// several at once.
package struct RemoteConnection: MissionConnection {
    private let client: ControlClient

    package init(client: ControlClient) { self.client = client }

    package func deliveries() -> AsyncStream<Delivery> { Self.stream(of: client.deliveries()) }

    package func submit(_ intent: Intent) async throws(ConnectionError) -> IntentReceipt {
        do { return try await client.submit(intent) } catch { throw ConnectionError(message: error.message) }
    }

    package func type(_ bytes: [UInt8], into task: TaskID) async throws(ConnectionError) {
        do { try await client.type(bytes, into: task) } catch { throw ConnectionError(message: error.message) }
    }

    package func output(of task: TaskID, tailBytes: Int) -> AsyncStream<OutputChunk> {
        Self.stream(of: client.output(of: task, tailBytes: tailBytes))
    }

    /// The stream without its error: who wants to know why it ended asks the client.
    private static func stream<Element>(of source: ControlStream<Element>) -> AsyncStream<Element> {
        AsyncStream {
            var iterator = source.makeAsyncIterator()
            do { return try await iterator.next() } catch { return nil }
        }
    }
}
