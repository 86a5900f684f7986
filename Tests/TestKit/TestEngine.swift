// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The engine that databases of tests are made on, unless a test is about one of the two.
package enum TestEngine: String {
    case sqlite
    case postgresql

    /// What `SAMPAN_TEST_ENGINE` says: `make test` runs every suite that touches storage once with each.
    package static let current: TestEngine = {
        let name = ProcessInfo.processInfo.environment["SAMPAN_TEST_ENGINE"] ?? sqlite.rawValue
        guard let engine = TestEngine(rawValue: name) else { fatalError("SAMPAN_TEST_ENGINE is \(name)") }
        return engine
    }()
}
