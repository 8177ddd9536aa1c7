import CopilotCells
import Testing

@testable import CopilotScreen

@Suite struct InputDecoderTests {
    private static let keys: [(String, Key)] = [
        ("a", Key(.character("a"))), ("A", Key(.character("A"))), ("é", Key(.character("é"))),
        ("日", Key(.character("日"))), (" ", Key(.space)), ("\r", Key(.enter)), ("\t", Key(.tab)),
        ("\u{3}", Key(.character("c"), .control)), ("\u{1A}", Key(.character("z"), .control)),
        ("\u{1D}", Key(.character("]"), .control)), ("\u{0}", Key(.space, .control)),
        ("\n", Key(.character("j"), .control)),
        ("\u{8}", Key(.character("h"), .control)), ("\u{7F}", Key(.backspace)),
        ("\u{1B}[A", Key(.up)), ("\u{1B}OA", Key(.up)), ("\u{1B}[H", Key(.home)), ("\u{1B}[4~", Key(.end)),
        ("\u{1B}[5~", Key(.pageUp)), ("\u{1B}[3~", Key(.delete)), ("\u{1B}OP", Key(.function(1))),
        ("\u{1B}[15~", Key(.function(5))), ("\u{1B}[21~", Key(.function(10))), ("\u{1B}[24~", Key(.function(12))),
        ("\u{1B}[[A", Key(.function(1))), ("\u{1B}[1;5A", Key(.up, .control)), ("\u{1B}[1;2C", Key(.right, .shift)),
        ("\u{1B}[3;3~", Key(.delete, .alt)), ("\u{1B}[Z", Key(.tab, .shift)), ("\u{1B}x", Key(.character("x"), .alt)),
        ("\u{1B}\u{1}", Key(.character("a"), [.alt, .control])), ("\u{1B}日", Key(.character("日"), .alt)),
        ("\u{1B}[97;5u", Key(.character("a"), .control)), ("\u{1B}[27;5;13~", Key(.enter, .control)),
        ("\u{1B}[97;2u", Key(.character("A"))),
    ]

    @Test(arguments: keys.indices) func aSequenceIsAKey(index: Int) {
        let (text, key) = Self.keys[index]
        var decoder = InputDecoder()
        #expect(decoder.feed(Array(text.utf8), now: 0) == [.event(.key(key))])
        #expect(decoder.waits == nil)
    }

    @Test(arguments: keys.indices) func aSequenceMayComeByteByByte(index: Int) {
        let (text, key) = Self.keys[index]
        var decoder = InputDecoder()
        #expect(text.utf8.flatMap { decoder.feed([$0], now: 0) } == [.event(.key(key))])
    }

    @Test(arguments: [
        ("\u{1B}", [Key(.escape)]), ("\u{1B}\u{1B}", [Key(.escape), Key(.escape)]),
        ("\u{1B}[", [Key(.character("["), .alt)]), ("\u{1B}O", [Key(.character("O"), .alt)]),
        ("\u{1B}P", [Key(.character("P"), .alt)]), ("\u{1B}[1;5", []),
    ]) func whatDoesNotGoOnInTimeIsAKeyByItself(text: String, keys: [Key]) {
        var decoder = InputDecoder()
        #expect(decoder.feed(Array(text.utf8), now: 0).count <= 1)
        #expect(decoder.waits != nil)
        var second = InputDecoder()
        let outputs = second.feed(Array(text.utf8), now: 0) + second.expire(now: 25)
        #expect(outputs == keys.map { .event(.key($0)) })
        #expect(second.waits == nil)
    }

    @Test(arguments: [
        "\u{1B}[?1;2c", "\u{1B}[I", "\u{1B}]11;rgb:0/0/0\u{7}", "\u{1B}P>|tmux 3.3a\u{1B}\\", "\u{1B}[200;1z",
        "\u{1B}[99~",
    ]) func answersAreNoKeys(text: String) {
        var decoder = InputDecoder()
        #expect(decoder.feed(Array(text.utf8), now: 0) == [])
        #expect(decoder.feed(Array("a".utf8), now: 0) == [.event(.key(Key(.character("a"))))])
    }

    @Test func theTerminalTellsWhetherItKnowsSynchronizedOutput() {
        var decoder = InputDecoder()
        #expect(decoder.feed(Array("\u{1B}[?2026;2$y".utf8), now: 0) == [.synchronizedOutput(true)])
        #expect(decoder.feed(Array("\u{1B}[?2026;0$y".utf8), now: 0) == [.synchronizedOutput(false)])
    }

    @Test func clicksAndTurnsOfTheWheelHavePlaces() {
        var decoder = InputDecoder()
        let far = Point(column: 299, row: 2)
        let click = "\u{1B}[<0;300;3M\u{1B}[<0;300;3m"
        #expect(decoder.feed(Array(click.utf8), now: 0) == [.event(.mouse(MouseEvent(.press, at: far)))])
        #expect(decoder.feed(Array(click.utf8), now: 399) == [.event(.mouse(MouseEvent(.doublePress, at: far)))])
        #expect(decoder.feed(Array(click.utf8), now: 500) == [.event(.mouse(MouseEvent(.press, at: far)))])
        #expect(decoder.feed(Array(click.utf8), now: 2000) == [.event(.mouse(MouseEvent(.press, at: far)))])
        let wheel = decoder.feed(Array("\u{1B}[<64;1;1M\u{1B}[<69;1;2M\u{1B}[<2;1;1M".utf8), now: 0)
        #expect(
            wheel == [
                .event(.mouse(MouseEvent(.wheelUp, at: Point(column: 0, row: 0)))),
                .event(.mouse(MouseEvent(.wheelDown, at: Point(column: 0, row: 1)))),
            ])
        let old = decoder.feed([0x1B, 0x5B, 0x4D, 0x20, 0x23, 0x24, 0x1B, 0x5B, 0x4D, 0x23, 0x23, 0x24], now: 5000)
        #expect(old == [.event(.mouse(MouseEvent(.press, at: Point(column: 2, row: 3))))])
    }

    @Test func aPasteIsTextAndNoKeys() {
        var decoder = InputDecoder()
        let paste = "\u{1B}[200~rm -rf\r\nq\u{1B}[31m\t\u{202E}é\u{1B}[201~"
        let outputs = paste.utf8.flatMap { decoder.feed([$0], now: 0) }
        #expect(outputs == [.event(.paste("rm -rf\nq[31m\té"))])
        #expect(decoder.waits == nil)
    }

    @Test func aPasteHasALimitAndEndsWithoutItsEnd() {
        var decoder = InputDecoder()
        _ = decoder.feed(Array("\u{1B}[200~".utf8), now: 0)
        for _ in 0..<40 { #expect(decoder.feed([UInt8](repeating: 0x78, count: 4096), now: 0) == []) }
        let outputs = decoder.expire(now: 1000)
        #expect(outputs == [.event(.paste(String(repeating: "x", count: 65536)))])
        #expect(decoder.feed(Array("q".utf8), now: 0) == [.event(.key(Key(.character("q"))))])
    }

    @Test func noBytesTrapOrPileUp() {
        var random = SystemRandomNumberGenerator()
        let likely = Array("\u{1B}[]<;:0129~MmOPuy?$\u{7}".utf8)
        var decoder = InputDecoder()
        for round in 0..<4000 {
            let bytes = (0..<40).map { _ in
                Bool.random(using: &random) ? likely.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255)
            }
            _ = decoder.feed(bytes, now: UInt64(round))
            if round % 3 == 0 { _ = decoder.expire(now: UInt64(round)) }
            if round % 3 == 0 { #expect(decoder.waits == nil) }
        }
    }

    @Test func namesOfTerminfoComeFirst() {
        let odd = Array("\u{1B}[xyz".utf8)
        var decoder = InputDecoder(terminfo: [odd: Key(.function(7)), [0x08]: Key(.backspace)])
        #expect(decoder.feed(odd, now: 0) == [.event(.key(Key(.function(7))))])
        #expect(decoder.feed([0x08], now: 0) == [.event(.key(Key(.backspace)))])
    }
}
