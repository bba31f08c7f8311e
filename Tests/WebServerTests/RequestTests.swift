import Testing

@testable import WebServer

@Suite struct HostTests {
    private let local = WebConfiguration(host: "127.0.0.1", port: 8080)

    @Test(arguments: ["127.0.0.1:8080", "localhost:8080", "LOCALHOST", "127.0.0.1", "[::1]:8080"])
    func `the machine's own names are its own`(host: String) { #expect(local.isOwn(host: host)) }

    @Test(arguments: ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8080", "192.168.1.7:8080", "", "[::2]"])
    func `another name is refused, whatever it resolves to`(host: String) { #expect(!local.isOwn(host: host)) }

    @Test func `a request without a host is refused`() { #expect(!local.isOwn(host: nil)) }

    @Test func `bound to every address, addresses are its own and strange names are not`() {
        let open = WebConfiguration(host: "0.0.0.0", port: 80, publicNames: ["practice.example.org"])
        #expect(open.isOwn(host: "192.168.1.7"))
        #expect(open.isOwn(host: "practice.example.org"))
        #expect(open.isOwn(host: "Practice.Example.org:443"))
        #expect(!open.isOwn(host: "evil.example"))
    }

    @Test(arguments: [("127.0.0.1", true), ("localhost", true), ("::1", true), ("0.0.0.0", false), ("10.0.0.4", false)])
    func `only this machine reaches a loopback address`(host: String, isLoopback: Bool) {
        #expect(WebConfiguration.isLoopback(host) == isLoopback)
    }
}

@Suite struct FormFieldsTests {
    @Test func `fields are read as a browser sends them`() {
        let form = FormFields("text=a+b%26c%3D%C3%A9&empty=&flag&turn=3")
        #expect(form["text"] == "a b&c=é")
        #expect(form.filled("empty") == nil)
        #expect(form["empty"] == "")
        #expect(form["flag"] == "")
        #expect(form["turn"] == "3")
        #expect(form["missing"] == nil)
    }

    @Test(arguments: ["%", "%4", "%zz", "a=%C3", "=&=&", "&&&", "a=b=c"]) func `broken escapes are kept as they are`(body: String) {
        _ = FormFields(body)
        #expect(FormFields("a=%zz")["a"] == "%zz")
        #expect(FormFields("a=b=c")["a"] == "b=c")
    }
}

@Suite struct LogTests {
    @Test func `an address is logged without what a user typed`() {
        typealias Logged = Guard<WebSite.Context>
        #expect(Logged.shape(of: "/interviews/my-secret-name/report") == "/interviews/*/report")
        #expect(Logged.shape(of: "/api/v1/sessions/x/answer") == "/api/v1/sessions/*/answer")
        #expect(Logged.shape(of: "/I am a secret") == "/*")
        #expect(Logged.shape(of: "/") == "/")
    }

    @Test func `tokens are compared whole`() {
        typealias Compared = Guard<WebSite.Context>
        #expect(Compared.isEqual("abc", "abc"))
        #expect(!Compared.isEqual("abc", "abd"))
        #expect(!Compared.isEqual("abc", "ab"))
        #expect(!Compared.isEqual("", "a"))
    }
}
