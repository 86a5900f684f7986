// SPDX-License-Identifier: Apache-2.0

extension Policy {
    /// Whether `category` is collected and may be opened for `purpose` at all.
    package func declares(_ purpose: Purpose, for category: Category) -> Bool {
        gates.purposes[category.number] & purpose.bit != 0
    }

    /// The legal ground of `purpose`; nil when it is not declared.
    package func basis(of purpose: Purpose) -> LegalBasis? {
        gates.bases[purpose.number]
    }

    /// Whether the person must have said yes before `purpose`. False for what is not declared, which nothing opens anyway.
    package func needsConsent(_ purpose: Purpose) -> Bool {
        gates.consent & purpose.bit != 0
    }

    /// The staff who may open `category` for `purpose`; nobody when the policy does not declare the pair.
    package func roles(mayOpen category: Category, for purpose: Purpose) -> Set<StaffRole> {
        declares(purpose, for: category) ? gates.roles[purpose.number] : []
    }

    package func recipient(_ id: RecipientID) -> Recipient? {
        gates.recipients[id]
    }

    /// What may leave to `recipient` for `purpose`; nothing when the policy does not say so.
    package func categories(sentTo recipient: RecipientID, for purpose: Purpose) -> Set<Category> {
        gates.recipients[recipient]?.receives[purpose] ?? []
    }

    /// How long `category` is kept; no time at all for a category that is not declared.
    package func retention(of category: Category) -> Retention {
        gates.retention[category.number]
    }
}
