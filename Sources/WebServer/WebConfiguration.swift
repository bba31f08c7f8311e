/// How the server is reached and how patient it is.
package struct WebConfiguration: Sendable {
    package var host: String
    package var port: Int
    /// Further names the server may be called by, as behind a proxy.
    package var publicNames: [String]
    /// What every request must carry; nil where only this machine can reach the server.
    package var token: String?
    /// Seconds without an open page after which a running interview is paused.
    package var patience: Double
    /// Largest body of a request in bytes; a little more than the longest answer.
    package var largestBody: Int
    /// Seconds after which a connection that says nothing is closed.
    package var idleSeconds: Int64

    package init(
        host: String, port: Int, publicNames: [String] = [], token: String? = nil, patience: Double = 30,
        largestBody: Int = 3 << 20, idleSeconds: Int64 = 60
    ) {
        self.host = host
        self.port = port
        self.publicNames = publicNames
        self.token = token
        self.patience = patience
        self.largestBody = largestBody
        self.idleSeconds = idleSeconds
    }

    /// Whether only this machine can reach the server.
    package static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "::1" || host == "[::1]" || host.hasPrefix("127.")
    }

    /// Whether a request's `Host` names this server. Anything else is another site's name that resolves to this machine
    /// (DNS rebinding).
    package func isOwn(host header: String?) -> Bool {
        guard let header else { return false }
        let name = Self.withoutPort(header.lowercased())
        let own = ["localhost", "127.0.0.1", "[::1]", host.lowercased()] + publicNames.map { $0.lowercased() }
        if own.contains(name) || own.contains(header.lowercased()) { return true }
        // Bound to every address, the server can't know which of them is called; the token guards it then.
        return ["0.0.0.0", "::"].contains(host) && Self.isAddress(name)
    }

    private static func withoutPort(_ host: String) -> String {
        if host.hasPrefix("[") { return host.firstIndex(of: "]").map { String(host[...$0]) } ?? host }
        return host.firstIndex(of: ":").map { String(host[..<$0]) } ?? host
    }

    /// Whether a name is an IP address: a rebinding attack needs a name.
    private static func isAddress(_ name: String) -> Bool {
        name.hasPrefix("[") || name.allSatisfy { $0.isNumber || $0 == "." }
    }
}
