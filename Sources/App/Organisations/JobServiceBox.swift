// SPDX-License-Identifier: Apache-2.0

import Jobs
import Storage
import Synchronization

/// Breaks the one circle of the program: organisations wake the job service, which opens organisations.
final class JobServiceBox: Sendable {
    private let service = Mutex<JobService?>(nil)

    func set(_ service: JobService) {
        self.service.withLock { $0 = service }
    }

    var value: JobService? { service.withLock { $0 } }
}
