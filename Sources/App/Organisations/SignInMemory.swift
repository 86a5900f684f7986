// SPDX-License-Identifier: Apache-2.0

import Accounts
import Storage
import Synchronization

/// The wrong passwords tried in each organisation, which closing it must not make forgotten.
final class SignInMemory: Sendable {
    private let attempts = Mutex<[OrganisationID: SignInAttempts]>([:])

    func attempts(in organisation: OrganisationID) -> SignInAttempts {
        attempts.withLock { attempts in
            if let known = attempts[organisation] { return known }
            let fresh = SignInAttempts()
            attempts[organisation] = fresh
            return fresh
        }
    }
}
