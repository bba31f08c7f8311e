import ArgumentParser

/// Options that every command takes.
struct SharedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Directory that keeps the interviews. Default: $XDG_DATA_HOME/rehearse, else ~/.local/share/rehearse.",
            valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "Directory of the content library. Default: $REHEARSE_LIBRARY, else beside the program.", valueName: "dir"))
    var library: String?
}
