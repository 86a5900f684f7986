// SPDX-License-Identifier: Apache-2.0

/// Anyone data is about: a buyer, a visitor who chats, a contact, an account holder, a member of staff.
///
/// The same e-mail address in two businesses, or a contact of two organisations, is two people.
package enum Person {}

/// Always made with `random()`, so that it tells nothing about when a person appeared.
package typealias PersonID = ID<Person>
