// SPDX-License-Identifier: Apache-2.0

import Configuration
import Logging

extension Logger {
    /// The logger of the whole program, to standard error. Level by `logLevel`; `logFormat: json` writes an object a line.
    static func sampan(_ configuration: ConfigReader, level: Logger.Level = .info) -> Logger {
        let isJSON = configuration.string(forKey: "logFormat") == "json"
        var logger = Logger(
            label: "sampan",
            factory: { label in
                if isJSON { JSONLogHandler(label: label) } else { StreamLogHandler.standardError(label: label) }
            })
        logger.logLevel = configuration.string(forKey: "logLevel").flatMap(Logger.Level.init(rawValue:)) ?? level
        return logger
    }
}
