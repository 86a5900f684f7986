// SPDX-License-Identifier: Apache-2.0

/// Returns once the condition holds: for what another process, thread or server does in its own time.
///
/// The one place where a test may sleep, between two looks. A condition that never holds ends with the suite's time limit.
package func eventually(_ condition: () async throws -> Bool) async throws {
    while try await !condition() {
        try await Task.sleep(for: .milliseconds(5))
    }
}
