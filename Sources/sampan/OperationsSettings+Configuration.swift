// SPDX-License-Identifier: Apache-2.0

import App
import Configuration

extension OperationsSettings {
    init(_ configuration: ConfigReader) {
        let port = configuration.int(forKey: "operations.port")
        let host = configuration.string(forKey: "operations.bind", default: "127.0.0.1")
        self.init(
            listener: port.map { ListenAddress(host: host, port: $0) },
            requestLimit: .seconds(configuration.int(forKey: "requestSeconds", default: 30)),
            connections: configuration.int(forKey: "connections", default: 10_000),
            openOrganisations: configuration.int(forKey: "openOrganisations", default: 64),
            fileLimit: configuration.int(forKey: "fileMegabytes", default: 10) << 20)
    }
}
