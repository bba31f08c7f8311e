/// Where every page lives: links and routes come from here alone.
package enum SiteAddress {
    package static let home = "/"
    package static let new = "/new"
    package static let interviews = "/interviews"
    package static let history = "/history"
    package static let walkthrough = "/walkthrough"
    package static let blueprint = "/blueprint"
    package static let signIn = "/sign-in"

    package static func interview(_ id: String) -> String { "/interviews/\(HTML.part(id))" }
    package static func action(_ action: String, _ id: String) -> String { "\(interview(id))/\(action)" }
    package static func report(_ id: String) -> String { "\(interview(id))/report" }
    package static func api(_ id: String) -> String { "/api/v1/sessions/\(HTML.part(id))" }
}
