import InterviewService
import ReportForms
import Testing

@testable import rehearse

@Suite struct SlashCommandTests {
    @Test(arguments: [
        ("/pause", SlashCommand.Reading.command(.pause)), ("  /Skip ", .command(.skip)), ("/dontknow", .command(.dontKnow)),
        ("/end", .command(.end(isSure: false))), ("/end yes", .command(.end(isSure: true))), ("/end maybe", .unknown("/end")),
        ("/foo", .unknown("/foo")), ("/", .unknown("/")), ("//etc is a path", .text("/etc is a path")),
        ("and/or", .text("and/or")), ("", .text("")), ("/time now", .unknown("/time")),
    ]) func `a line is read`(line: String, reading: SlashCommand.Reading) {
        #expect(SlashCommand.read(line) == reading)
    }
}

@Suite struct StatusLineTests {
    private let state = StatusLine.State(
        elapsed: 754_000, total: 1_800_000, phase: "Problem diagnosis and framing", phaseLeft: 130_000)

    @Test func `at eighty columns everything stands there`() {
        #expect(
            StatusLine.text(state, width: 80)
                == " 12:34/30:00  Problem diagnosis and framing 2:10 left   /help  empty line sends ")
    }

    @Test(arguments: [20, 30, 40, 60, 80, 200]) func `it always fits and always has the clock`(width: Int) {
        for (total, left) in [(Int64(1_800_000), Int64(130_000)), (1_800_000, -5_000)] {
            var state = state
            state.total = total
            state.phaseLeft = left
            let text = StatusLine.text(state, width: width)
            #expect(DisplayText.width(text) == width)
            #expect(text.contains("12:34"))
            if width >= 30 { #expect(text.contains(left < 0 ? "0:05 over" : "2:10 left")) }
        }
    }

    @Test func `pause, thinking and no clock are said`() {
        var state = state
        state.isPaused = true
        #expect(StatusLine.text(state, width: 80).contains("PAUSED"))
        state = StatusLine.State(elapsed: 5_000, total: nil, phase: "Diagnosis", phaseLeft: nil)
        #expect(StatusLine.text(state, width: 40).hasPrefix(" 0:05  Diagnosis"))
        #expect(StatusLine.words(state) == "0:05 of no set time, in 'Diagnosis'.")
    }
}

@Suite struct LineSplitterTests {
    @Test func `lines are cut wherever the bytes are`() {
        let bytes = Array("one\r\ntwo\n\nthrée".utf8)
        for size in 1...6 {
            var splitter = LineSplitter()
            var lines: [String] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                lines += splitter.feed(Array(bytes[start..<min(bytes.count, start + size)])).map(\.text)
            }
            if let last = splitter.finish() { lines.append(last.text) }
            #expect(lines == ["one", "two", "", "thrée"])
        }
    }

    @Test func `a huge line keeps its beginning`() {
        var splitter = LineSplitter()
        var lines = splitter.feed([UInt8](repeating: 0x61, count: 3 << 20))
        lines += splitter.feed([0x0A, 0x62, 0x0A])
        #expect(lines.count == 2)
        #expect(lines[0].bytesCut == (3 << 20) - lines[0].text.utf8.count)
        #expect(lines[0].text.utf8.count >= AnswerText.limit)
        #expect(lines[1] == .init(text: "b", bytesCut: 0))
    }

    @Test func `what is no UTF-8 is repaired`() {
        var splitter = LineSplitter()
        #expect(splitter.feed([0x61, 0xFF, 0x0A]).map(\.text) == ["a\u{FFFD}"])
    }
}

@Suite struct BlockTextTests {
    @Test func `nothing in a block reaches the terminal as a sequence`() {
        let evil = "\u{1b}[2J\u{9b}H\u{7}text\u{202E}"
        for block in [InterviewDesk.Block.interviewer(evil), .candidate(evil), .note(evil), .clock(evil), .table([evil])] {
            let lines = BlockText.lines(block, name: "Sam", width: 40, paint: Paint(isOn: false))
            #expect(!lines.joined().unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x9B || $0.value == 7 })
        }
    }

    @Test func `lines keep to the width`() {
        let text = String(repeating: "word 漢字 ", count: 40) + String(repeating: "x", count: 200)
        for width in [20, 40, 80] {
            for block in [InterviewDesk.Block.interviewer(text), .candidate(text), .note(text), .clock(text)] {
                for line in BlockText.lines(block, name: "Sam Okafor", width: width, paint: Paint(isOn: false)) {
                    #expect(DisplayText.width(line) <= width)
                }
            }
        }
    }
}
