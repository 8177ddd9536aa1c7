import Glibc
import Testing

@testable import CopilotControl

@Suite("Between a reading thread and its consumer")
struct MailboxTests {
    @Test("It is full at its cap, and rings when there is room")
    func cap() async throws {
        let pipe = try WakePipe()
        let mailbox = Mailbox<Int>(mostBytes: 100, wakePipe: pipe)
        mailbox.put(1, bytes: 60)
        #expect(!mailbox.isFull)
        mailbox.put(2, bytes: 60)
        #expect(mailbox.isFull)
        #expect(!isRinging(pipe))
        let first = try await mailbox.next()
        #expect(first == 1)
        #expect(!mailbox.isFull)
        #expect(isRinging(pipe))
        pipe.drain()
        let second = try await mailbox.next()
        #expect(second == 2)
        #expect(!isRinging(pipe))
    }

    @Test("What was put before the end is handed out first; an error is told once")
    func end() async throws {
        let mailbox = Mailbox<Int>(mostBytes: 100, wakePipe: try WakePipe())
        mailbox.put(1, bytes: 1)
        let error = ControlError(code: .connectionLost, message: "gone")
        mailbox.finish(error)
        mailbox.put(2, bytes: 1)
        let first = try await mailbox.next()
        #expect(first == 1)
        await #expect(throws: error) { _ = try await mailbox.next() }
        let rest = try await mailbox.next()
        #expect(rest == nil)
    }

    @Test("A cancelled consumer leaves and wakes the thread")
    func cancelled() async throws {
        let pipe = try WakePipe()
        let mailbox = Mailbox<Int>(mostBytes: 100, wakePipe: pipe)
        let consumer = Task { try await mailbox.next() }
        consumer.cancel()
        let got = try await consumer.value
        #expect(got == nil)
        #expect(mailbox.isClosed)
        #expect(isRinging(pipe))
    }

    @Test("A waiting consumer gets what is put, and the end")
    func waiting() async throws {
        let mailbox = Mailbox<Int>(mostBytes: 100, wakePipe: try WakePipe())
        let isStarted = DedicatedThread.start {
            for number in 1...1_000 { mailbox.put(number, bytes: 1) }
            mailbox.finish()
        }
        #expect(isStarted)
        var sum = 0
        while let number = try await mailbox.next() { sum += number }
        #expect(sum == 500_500)
    }

    private func isRinging(_ pipe: WakePipe) -> Bool {
        var entry = pollfd(fd: pipe.readDescriptor, events: Int16(POLLIN), revents: 0)
        return poll(&entry, 1, 0) == 1
    }
}
