import ArgumentParser
import Content
import Foundation
import InterviewCore
import Logging
import Store
import WebServer

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Hold interviews in the browser.",
        discussion: """
            Starts a web server on this machine and prints its address. No account and no key; while only this machine \
            can reach it, no token either. With another --host every browser is asked for the token that is printed \
            (or given in $REHEARSE_TOKEN).

            Everything is kept at once in the same place as interviews in the terminal. Stop the server with Ctrl-C; \
            open interviews go on where they stood, and the time between doesn't count.

            EXAMPLES
              rehearse serve                              http://127.0.0.1:8080
              rehearse serve --port 0 --open              any free port, and opens the browser
              rehearse serve --host 0.0.0.0               for other machines in the network, with a token
              rehearse serve --public-name practice.example.org    behind a proxy of that name
            """)

    @Option(help: ArgumentHelp("Address to listen on.", valueName: "address"))
    var host = "127.0.0.1"

    @Option(help: ArgumentHelp("Port to listen on; 0 takes a free one.", valueName: "n"))
    var port = 8080

    @Option(
        name: .customLong("public-name"),
        help: ArgumentHelp("Another name browsers may call the server by; may be given several times.", valueName: "name"))
    var publicNames: [String] = []

    @Flag(help: "Open the page in the browser.")
    var open = false

    @Flag(help: "Log every request to the standard error: method, kind of address, status and time, never anybody's words.")
    var verbose = false

    @OptionGroup var shared: SharedOptions

    func validate() throws {
        guard (0...65_535).contains(port) else { throw ValidationError("--port is a number from 0 to 65535.") }
    }

    func run() async throws {
        let composition = Composition(options: shared)
        let library = try composition.library()
        for broken in library.broken {
            Output.error.write("The scenario '\(broken)' has errors and is left out; 'rehearse content lint' lists them.\n")
        }
        guard !library.scenarios.isEmpty else { throw ServeError.nothingToOffer }
        Output.error.write("Reading the sentence encoder ...\n")
        let service = try composition.service(store: try composition.store(.write), library: library)
        var logger = Logger(label: "rehearse") { StreamLogHandler.standardError(label: $0) }
        logger.logLevel = verbose ? .debug : .warning
        let token = try token(environment: composition.environment)
        let site = WebSite(
            configuration: WebConfiguration(
                host: host, port: port, publicNames: publicNames, token: token,
                patience: composition.environment["REHEARSE_PATIENCE"].flatMap(Double.init) ?? 30),
            service: service, scenarios: library.scenarios, walkthroughs: library.walkthroughs,
            readers: max(1, ProcessInfo.processInfo.activeProcessorCount / 2), logger: logger)
        let opens = open
        let host = host
        do {
            try await site.run(leave: { Foundation.exit(0) }) { port in
                let shown = host == "0.0.0.0" ? "127.0.0.1" : host.contains(":") && !host.hasPrefix("[") ? "[\(host)]" : host
                let address = "http://\(shown):\(port)/"
                Output.standard.write("Rehearse is at \(address)\n")
                if let token { Output.standard.write("Token for other machines: \(token)\n") }
                Output.standard.write("Interviews are kept in \(composition.dataDirectory.path). Stop with Ctrl-C.\n")
                if opens { Self.openBrowser(address) }
            }
        } catch {
            throw ServeError.listening(host: host, port: port, detail: "\(error)")
        }
    }

    /// What other machines have to show; none is needed where there are no others.
    private func token(environment: [String: String]) throws -> String? {
        if let given = environment["REHEARSE_TOKEN"], !given.isEmpty {
            guard given.utf8.count >= 12, given.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ";") }) else {
                throw ServeError.weakToken
            }
            return given
        }
        guard !WebConfiguration.isLoopback(host) || !publicNames.isEmpty else { return nil }
        let letters = Array("abcdefghijkmnpqrstuvwxyz23456789")
        return String((0..<24).map { _ in letters[Int.random(in: 0..<letters.count)] })
    }

    private static func openBrowser(_ address: String) {
        #if os(macOS)
            let opener = "/usr/bin/open"
        #else
            let opener = "/usr/bin/xdg-open"
        #endif
        guard FileManager.default.isExecutableFile(atPath: opener) else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: opener)
        process.arguments = [address]
        process.standardOutput = nil
        process.standardError = nil
        do { try process.run() } catch {
            Output.error.write("The browser could not be opened; open the address by hand.\n")
        }
    }
}

/// Why the server can't be started.
enum ServeError: Error, CustomStringConvertible {
    case nothingToOffer
    case weakToken
    case listening(host: String, port: Int, detail: String)

    var description: String {
        switch self {
        case .nothingToOffer:
            "There is no scenario without errors in the library. 'rehearse content lint' says what is wrong."
        case .weakToken:
            "REHEARSE_TOKEN must have at least 12 letters, digits or signs, no spaces and no semicolon."
        case .listening(let host, let port, let detail):
            "The server can't listen on \(host), port \(port) (\(detail)). If another program uses the port, choose one with"
                + " --port, or --port 0 for any that is free."
        }
    }
}
