import Foundation
import TestSupport
import Testing

/// Runs the built program over pipes, as a shell would, and looks at all it writes.
@Suite struct CommandLineTests {
    private let directory: TemporaryDirectory

    init() throws { directory = try TemporaryDirectory() }

    private struct Outcome {
        var output: String
        var errors: String
        var status: Int32
    }

    /// The built program lies beside the test bundle.
    private static let program: URL = {
        var folder = Bundle.main.executableURL ?? URL(fileURLWithPath: CommandLine.arguments[0])
        folder = folder.deletingLastPathComponent()
        for bundle in Bundle.allBundles where bundle.bundlePath.hasSuffix(".xctest") {
            folder = bundle.bundleURL.deletingLastPathComponent()
        }
        let beside = folder.appendingPathComponent("rehearse")
        if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
        // The test runner may lie in the toolchain: then the checkout's own build folder has the program.
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return root.appendingPathComponent(".build/debug/rehearse")
    }()

    private func run(
        _ arguments: [String], input: String = "", data: String? = nil, cache: String? = nil
    ) throws -> Outcome {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let process = Process()
        process.executableURL = Self.program
        process.arguments = arguments
        process.environment = [
            "HOME": directory.url.path, "XDG_DATA_HOME": data ?? directory.url.path, "PATH": "/usr/bin:/bin",
            "REHEARSE_LIBRARY": root.appendingPathComponent("Library").path,
            "XDG_CACHE_HOME": cache ?? ProcessInfo.processInfo.environment["XDG_CACHE_HOME"]
                ?? ProcessInfo.processInfo.environment["HOME"].map { $0 + "/.cache" } ?? "/tmp",
        ]
        let files = ["in", "out", "err"].map { directory.url.appendingPathComponent(UUID().uuidString + $0) }
        try Data(input.utf8).write(to: files[0])
        for file in files.dropFirst() { try Data().write(to: file) }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Outcome(
            output: String(decoding: try Data(contentsOf: files[1]), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: files[2]), as: UTF8.self), status: process.terminationStatus)
    }

    private func session(in output: String) throws -> String {
        String(try #require(output.firstMatch(of: #/Session ([0-9a-z-]+)\./#)).1)
    }

    @Test func `without arguments the program teaches`() throws {
        let help = try run([])
        #expect(help.status == 0)
        for word in ["EXAMPLES", "rehearse interview --resume", "interview", "report", "sessions", "rewind", "export", "doctor"] {
            #expect(help.output.contains(word), "\(word)")
        }
        for command in ["interview", "report", "sessions", "rewind", "revise", "dispute", "export", "grade", "doctor"] {
            let help = try run([command, "--help"])
            #expect(help.status == 0)
            #expect(help.output.contains("USAGE: rehearse \(command)"))
        }
    }

    @Test func `an interview over a pipe is kept, paused at the input's end, resumed and reported`() throws {
        let first = try run(["interview", "--seed", "1"], input: "I look at the delivery record of eight weeks.\n/time\n")
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("> I look at the delivery record"))
        #expect(first.output.contains(" of 30:00, in "))
        #expect(first.output.contains("The input has ended. The interview is paused."))
        let id = try session(in: first.output)
        let second = try run(["interview", "--resume"], input: "Then I ask peers.\n/end\nno\n/end yes\n")
        #expect(second.status == 0, "\(second.errors)")
        #expect(second.output.contains("session \(id): on where"))
        #expect(second.output.contains("Going on."))
        #expect(second.output.contains("2 answers"))
        let list = try run(["sessions"])
        #expect(list.output.hasPrefix("\(id)  "))
        #expect(list.output.contains("  ended       2 answers"))
        let report = try run(["report", String(id.prefix(6)), "--format", "json"])
        #expect(report.output.contains("\"answers\" : 2"))
        let export = try run(["export", id])
        #expect(export.output.contains("Then I ask peers."))
    }

    @Test func `bad input neither stops nor fools it`() throws {
        let huge = String(repeating: "word ", count: 240_000)
        let input = "\n\u{1b}[2J\u{7}evil\n\(huge)\n/nonsense\n//etc\n"
        let outcome = try run(["interview", "--untimed", "--seed", "1"], input: input)
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(!outcome.output.contains("\u{1b}"))
        #expect(outcome.output.contains("the first part was kept"))
        #expect(outcome.output.contains("There is no command /nonsense."))
        #expect(outcome.output.contains("> /etc"))
    }

    @Test(arguments: [
        (["interview", "nope"], "There is no scenario 'nope'"), (["interview", "--minutes", "0"], "can't be 0.0 minutes long"),
        (["interview", "--minutes", "5", "--untimed"], "not both"), (["interview", "--persona", "x"], "There is no persona 'x'"),
        (["interview", "--resume"], "No interview waits to be resumed"), (["report"], "There are no sessions yet"),
        (["interview", "--library", "/nowhere"], "Looked at: /nowhere"), (["report", "zz"], "There are no sessions yet"),
        (["report", "--format", "pdf"], "terminal, markdown, html, json"), (["sessions", "delete", "zz"], "no session 'zz'"),
    ]) func `a mistake is explained`(arguments: [String], words: String) throws {
        let outcome = try run(arguments)
        #expect(outcome.status != 0)
        #expect(outcome.errors.contains(words), "\(outcome.errors)")
        #expect(!outcome.errors.contains("Fatal"))
    }

    @Test func `an answer is taken again in a session of its own`() throws {
        let old = try session(in: run(["interview", "--seed", "1"], input: "One.\nTwo.\n/end yes\n").output)
        let turns = try run(["rewind", String(old.prefix(7))])
        #expect(turns.output.contains("  4   0:00   you  Two."))
        let before = try run(["export", old]).output
        let refused = try run(["rewind", old, "--to", "4"], input: "no\n")
        #expect(refused.status == 1)
        #expect(refused.output.contains("x 4"))
        #expect(refused.output.contains("Nothing was made."))
        let made = try run(["rewind", old, "--to", "4", "--yes"])
        #expect(made.status == 0, "\(made.errors)")
        let new = String(try #require(made.output.firstMatch(of: #/--resume ([0-9a-z-]+)/#)).1)
        let resumed = try run(["interview", "--resume", new], input: "Two, better.\n/end yes\n")
        #expect(resumed.output.contains("A retake of session \(old)"))
        #expect(resumed.output.contains("SINCE THE ATTEMPT BEFORE"))
        #expect(try run(["export", old]).output == before)
        #expect(try run(["rewind", old, "--to", "99"]).errors.contains("has turns 1 to"))
    }

    @Test func `an answer is reworded and a verdict disputed`() throws {
        let id = try session(in: run(["interview", "--seed", "1"], input: "Old words.\n/end yes\n").output)
        let revised = try run(["revise", id, "2", "--text", "New words."])
        #expect(revised.status == 0, "\(revised.errors)")
        #expect(try run(["revise", id, "2", "--text", "New words."]).output.contains("nothing was changed"))
        #expect(try run(["revise", id, "1", "--text", "x"]).errors.contains("not one of your answers"))
        #expect(try run(["revise", id, "2", "--text", " "]).errors.contains("empty"))
        #expect(try run(["revise", id, "2"]).errors.contains("--text"))
        let disputed = try run(["dispute", id, "d1", "I said so\u{1b}[2J"])
        #expect(disputed.status == 0, "\(disputed.errors)")
        #expect(try run(["dispute", id, "zz", "x"]).errors.contains("Known: d1 "))
        let report = try run(["report", id]).output
        #expect(report.contains("You disagreed: I said so"))
        #expect(report.contains("Reworded after being given: 1 answer"))
        let export = try run(["export", id]).output
        #expect(export.contains("Old words.") && export.contains("New words."))
    }

    @Test func `a session is deleted only when it is meant`() throws {
        let id = try session(in: run(["interview", "--seed", "1"], input: "One.\n").output)
        let asked = try run(["sessions", "delete", id], input: "no\n")
        #expect(asked.status == 1)
        #expect(asked.output.contains("Nothing was deleted."))
        #expect(try run(["sessions", "delete", id, "--yes"]).output == "Deleted \(id).\n")
        #expect(try run(["sessions"]).output == "No interviews yet. 'rehearse interview' starts one.\n")
    }

    @Test func `every form of report can be a file`() throws {
        _ = try run(["interview", "--seed", "1"], input: "One <b>two</b>.\n")
        for (form, sign) in [("terminal", "POINT BY POINT"), ("markdown", "## Point by point"), ("html", "<!doctype html>"), ("json", "\"items\"")] {
            let file = directory.url.appendingPathComponent("report.\(form)")
            let outcome = try run(["report", "--format", form, "--out", file.path])
            #expect(outcome.output.isEmpty)
            #expect(outcome.errors == "Wrote \(file.path).\n")
            #expect(String(decoding: try Data(contentsOf: file), as: UTF8.self).contains(sign))
        }
        #expect(try run(["report", "--out", "/nowhere/x"]).errors.contains("/nowhere/x can't be written"))
    }

    @Test func `a damaged database is named and kept`() throws {
        let folder = directory.url.appendingPathComponent("rehearse")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("rehearse.sqlite")
        let nonsense = Data(repeating: 0x41, count: 10_000)
        try nonsense.write(to: file)
        for arguments in [["interview"], ["report"], ["doctor"]] {
            let outcome = try run(arguments)
            #expect(outcome.status != 0)
            #expect((outcome.errors + outcome.output).contains("The database \(file.path) is damaged"))
        }
        #expect(try Data(contentsOf: file) == nonsense)
    }

    @Test func `a transcript is graded as a report, and a hostile one reaches neither path nor terminal`() throws {
        func file(_ id: String, scenario: String = "performance-management") throws -> String {
            let file = directory.url.appendingPathComponent("t-\(UUID().uuidString).json")
            let transcript = """
                {"id": "\(id)", "scenario": "\(scenario)", "turns": [
                {"phase": "diagnosis", "minute": 0, "speaker": "interviewer", "text": "How would you start?"},
                {"phase": "diagnosis", "minute": 2, "speaker": "candidate", "text": "I'd compare the promised dates with the actual ones. \\u001b[2J"},
                {"phase": "feedback", "minute": 6, "speaker": "candidate", "text": "Then we talk."}]}
                """
            try Data(transcript.utf8).write(to: file)
            return file.path
        }
        let text = try run(["grade", file("one")])
        #expect(text.status == 0, "\(text.errors)")
        for words in ["Transcript one: 2 answers", "THE MOST VALUABLE", "TIME", "6:00 of 8:00", "Missing: "] {
            #expect(text.output.contains(words), "\(words)")
        }
        #expect(!text.output.contains("\u{1b}"))
        #expect(try run(["grade", file("one"), "--format", "markdown"]).output.hasPrefix("# "))
        #expect(try run(["grade", file("one"), "--format", "json"]).output.contains("\"versions\" : {"))
        let unknown = try run(["grade", file("one", scenario: "\\u001b[2Jx")])
        #expect(unknown.status != 0)
        #expect(!unknown.errors.contains("\u{1b}"))
        _ = try file("../outside")
        let folder = directory.url.appendingPathComponent("graded")
        let all = try run(["grade", directory.url.path, "--out", folder.path, "--format", "text"])
        #expect(all.status == 1)
        #expect(all.errors.contains("its id can't be the name of a file"))
        #expect(all.errors.contains("another file in the folder has the same id"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["one.txt"])
    }

    /// Checks and then questions about the context, in plain words; the second asks for two things in one breath.
    private static let plainAnswers = [
        """
        I'd pull the board first, promised dates against merge dates for the last two sprints. Then the incident write-ups, \
        what broke and what was skipped. I'd ask how they were onboarded. I'd also check whether the goals moved under them \
        halfway through the quarter.
        """,
        """
        I'd pull the board first, promised dates against merge dates for the last two sprints. Then the incident write-ups, \
        what broke and what was skipped. I'd ask how they were onboarded and whether somebody changed what we want from them.
        """,
    ]

    @Test(arguments: [0, 1])
    func `talk beside the point, fillers and missing marks change no verdict and are not quoted`(answer: Int) throws {
        let said = Self.plainAnswers[answer]
        let aside = """
             My brother runs a bakery two streets from here. He gets up at three, six days a week, and sells out of rye by \
            nine. On Saturdays I help him behind the counter, and half of the town comes in. Last month the oven broke, and \
            we baked at a friend's place across the river. It was chaos, and everybody loved it.
            """
        let halting = said.replacing("first", with: "um first").replacing("Then", with: "Then, you know, the the")
        let bare = said.lowercased().replacing(/[^a-z' ]/, with: " ")
        var verdicts: [[String]] = []
        for text in [said, said + aside, halting, bare] {
            let outcome = try run(["grade", "--items", "validates-pattern,seeks-context", text])
            #expect(outcome.output.contains("Validates the pattern: met"), "\(text): \(outcome.output)\(outcome.errors)")
            #expect(outcome.output.contains("Seeks the context: met"), "\(text): \(outcome.output)")
            #expect(!outcome.output.contains("bakery") && !outcome.output.contains("oven"))
            verdicts.append(outcome.output.matches(of: /: (\w+) \(confidence/).map { String($0.1) })
        }
        #expect(Set(verdicts).count == 1)
    }

    @Test func `three places to look, named in passing, are evidence`() throws {
        let places = "I'd first look at the facts before I judge: the board, the incident reports and what peers have seen themselves."
        #expect(try run(["grade", "--items", "validates-pattern", places]).output.contains("Validates the pattern: met"))
        let text = """
            \(places) \
            Then I'd ask whether the expectations were ever written down, because nobody can meet what was never said.
            """
        let outcome = try run(["grade", "--items", "validates-pattern", text])
        #expect(outcome.output.contains("what peers have seen themselves"))
        #expect(outcome.output.contains("Validates the pattern: met"))
    }

    @Test func `the doctor says that all is well`() throws {
        let outcome = try run(["doctor"])
        #expect(outcome.status == 0, "\(outcome.output)")
        #expect(outcome.output.hasSuffix("\nReady.\n"))
        #expect(outcome.output.contains("ok    Assessor "))
        #expect(!outcome.output.contains("BAD "))
    }

    @Test func `the doctor says what an interview lacks and what to do`() throws {
        let outcome = try run(["doctor"], cache: directory.url.appendingPathComponent("nothing").path)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains(#/BAD   Weights .*package/model.safetensors: not there. './run'/#))
        #expect(outcome.output.contains(#/BAD   Published encoder .*/minilm-1.i8: not prepared yet. './run'/#))
        #expect(outcome.output.hasSuffix("see the lines marked BAD.\n"))
    }

    @Test func `the doctor does not trust a file by its name`() throws {
        let cache = directory.url.appendingPathComponent("cache")
        let file = cache.appendingPathComponent("rehearse/encoder/minilm-1.i8")
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data("REHEARSE and nothing else".utf8).write(to: file)
        let outcome = try run(["doctor"], cache: cache.path)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains(#/BAD   The encoder's file .*minilm-1.i8 has 25 bytes/#))
    }
}
