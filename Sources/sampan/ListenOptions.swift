// SPDX-License-Identifier: Apache-2.0

import App
import ArgumentParser
import Configuration

/// What a server needs beyond the installation.
struct ListenOptions: ParsableArguments {
    @Option(help: "The port to listen on.")
    var port: Int?

    @Option(help: "The address to listen on.")
    var bind: String?

    @Option(help: ArgumentHelp("A unix socket that moves the clock, for demos and tests only.", valueName: "path"))
    var clockSocket: String?

    func address(_ configuration: ConfigReader) -> ListenAddress {
        ListenAddress(
            host: bind ?? configuration.string(forKey: "bind", default: "127.0.0.1"),
            port: port ?? configuration.int(forKey: "port", default: 8080))
    }
}
