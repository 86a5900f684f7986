// SPDX-License-Identifier: Apache-2.0

import CMail
import Disclosure

extension DeliveryFailure {
    /// Nil when the server took the message.
    ///
    /// The server's last reply tells how far the conversation came (RFC 5321 §4.2.1): 354 means it was taking the message
    /// in, so it may have it; 4xx that it may be tried again; 5xx that it may not. What a server refuses before it has
    /// heard of the message (554 instead of a greeting, a sign-in) says nothing about the message: it waits.
    init?(_ result: cmail_result) {
        guard result.code != 0 else { return nil }
        guard result.met_inner_address == 0 else {
            self = .notSent("inner-address")
            return
        }
        let curlReason = String(cString: cmail_reason(result.code))
        switch result.reply {
        case 354: self = .noAnswer("no answer after the data: \(curlReason)")
        case 530, 534, 535, 538: self = .notSent("sign-in refused (\(result.reply))")
        case 400..<500: self = .notSent("refused for now (\(result.reply))")
        case 500..<600 where result.about_message != 0: self = .rejected("refused (\(result.reply))")
        case 500..<600: self = .notSent("the server serves nobody (\(result.reply))")
        default: self = .notSent(curlReason)
        }
    }
}
