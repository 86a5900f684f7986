// SPDX-License-Identifier: Apache-2.0

import Integrations

// An adapter without an account still has to be there: calling it leads nowhere, and the caller hears "unreachable".

extension StripeAccount {
    static let absent = StripeAccount(secretKey: "", webhookSecrets: [], baseURL: "https://stripe.invalid")
}

extension ESIMAccessAccount {
    static let absent = ESIMAccessAccount(
        accessCode: "", secretKey: "", webhookSecret: "", baseURL: "https://esim-access.invalid")
}
