// SPDX-License-Identifier: Apache-2.0

/// Ids in Stripe's form: a prefix for the kind of object, then random letters and digits.
enum StripeID {
    static func make(_ prefix: String) -> String {
        switch prefix {
        case "cs_test": "cs_test_a1" + Token.make(56)
        case "req": "req_" + Token.make(14)
        default: prefix + "_" + "1S" + Token.make(22)
        }
    }
}
