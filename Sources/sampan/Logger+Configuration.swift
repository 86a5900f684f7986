// SPDX-License-Identifier: Apache-2.0

import Configuration
import Logging

extension Logger {
    /// The logger of the whole program, to standard error. Level by `logLevel`: `info` unless set.
    static func sampan(_ configuration: ConfigReader) -> Logger {
        var logger = Logger(label: "sampan", factory: { StreamLogHandler.standardError(label: $0) })
        logger.logLevel = configuration.string(forKey: "logLevel").flatMap(Logger.Level.init(rawValue:)) ?? .info
        return logger
    }
}
