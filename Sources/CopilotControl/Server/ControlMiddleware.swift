import Glibc
import HTTPTypes
import Hummingbird
import NIOCore

/// Lets nobody in but the user whose run it is, and root.
///
/// The folder's mode does so too; this holds where a folder was opened by mistake.
struct PeerMiddleware: RouterMiddleware {
    typealias Context = ControlContext

    /// Whether a user id may come in.
    let admits: @Sendable (UInt32) -> Bool

    func handle(
        _ request: Request, context: ControlContext, next: (Request, ControlContext) async throws -> Response
    ) async throws -> Response {
        guard let user = await Self.user(of: context.channel), admits(user) else {
            throw ControlFault(.forbidden, "forbidden", "this socket is another user's")
        }
        return try await next(request, context)
    }

    /// The layout of `struct ucred` (unix(7)), which Glibc's module hides.
    private struct Credentials {
        var process: Int32
        var user: UInt32
        var group: UInt32
    }

    /// The user id of the process on the other side, as the kernel noted it at `connect` (SO_PEERCRED, socket(7)).
    private static func user(of channel: any Channel) async -> UInt32? {
        guard let provider = channel as? any SocketOptionProvider else { return nil }
        let credentials: EventLoopFuture<Credentials> = provider.unsafeGetSocketOption(
            level: SocketOptionLevel(SOL_SOCKET), name: SocketOptionName(SO_PEERCRED))
        return try? await credentials.get().user
    }
}

/// Makes every error an answer of the same shape: `{"error": WORD, "message": SENTENCE}`.
struct ErrorMiddleware: RouterMiddleware {
    typealias Context = ControlContext

    func handle(
        _ request: Request, context: ControlContext, next: (Request, ControlContext) async throws -> Response
    ) async throws -> Response {
        do { return try await next(request, context) } catch let fault as ControlFault {
            return fault.response
        } catch is NIOTooManyBytesError {
            return ControlFault(.contentTooLarge, "tooLarge", "the request's body is too large").response
        } catch let error as HTTPError where error.status == .notFound {
            let message = "there is no \(request.method.rawValue) \(request.uri.path)"
            return ControlFault(.notFound, "notFound", message).response
        } catch let error as any HTTPResponseError {
            return ControlFault(error.status, "error", error.status.reasonPhrase).response
        }
    }
}

/// A request that cannot be answered.
struct ControlFault: Error {
    var status: HTTPResponse.Status
    var document: ErrorDocument

    init(_ status: HTTPResponse.Status, _ word: String, _ message: String) {
        self.status = status
        document = ErrorDocument(error: word, message: message)
    }

    var response: Response {
        (try? Response.json(document, status: status)) ?? Response(status: .internalServerError)
    }
}

extension Response {
    /// An answer in JSON, with a line's end for people who use `curl`.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Response {
        var buffer = ByteBuffer(bytes: try WireJSON.encode(value))
        buffer.writeString("\n")
        return Response(
            status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: buffer))
    }
}
