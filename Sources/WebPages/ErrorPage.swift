import ReportForms

/// A page that says what went wrong and what to do.
package enum ErrorPage {
    package static func page(status: Int, message: String, asksForToken: Bool) -> SitePage {
        var body: [Markup] = [HTML.h1(title(status)), HTML.p(message)]
        if asksForToken {
            body.append(
                .element(
                    "form", ["method": "post", "action": SiteAddress.signIn, "class": "stack"],
                    .element("label", ["for": "token"], Markup("Token")),
                    .void(
                        "input",
                        ["id": "token", "name": "token", "type": "password", "autocomplete": "current-password", "required": ""]),
                    .element("button", ["class": "button primary"], Markup("Sign in"))))
        } else {
            body.append(
                HTML.div(
                    "actions",
                    [
                        HTML.link("Start page", to: SiteAddress.home, style: "button"),
                        HTML.link("History", to: SiteAddress.history, style: "button quiet-button"),
                    ]))
        }
        return SitePage(title: title(status), style: "page narrow", body: body)
    }

    private static func title(_ status: Int) -> String {
        switch status {
        case 401: "Sign in"
        case 403: "Not from here"
        case 404: "Nothing here"
        case 405: "That can't be done here"
        case 409: "The interview has moved on"
        case 413: "Too large"
        case 421: "Another name"
        case 503: "Not at the moment"
        case 500...: "Something went wrong"
        default: "That can't be done"
        }
    }
}
