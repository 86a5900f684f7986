// SPDX-License-Identifier: Apache-2.0

import Storage
import Testing

@Suite("Taking turns")
struct FairQueueTests {
    @Test func `whoever asks for little waits for one thing of whoever asks for much`() {
        var queue = FairQueue<String, String>()
        for number in 0..<1000 { queue.append("loud \(number)", of: "loud") }
        queue.append("quiet", of: "quiet")

        #expect([queue.popFirst(), queue.popFirst(), queue.popFirst()] == ["loud 0", "quiet", "loud 1"])
    }

    @Test func `each one's things go in the order they came, and all of them go`() {
        var queue = FairQueue<Int, (owner: Int, number: Int)>()
        for number in 0..<300 { queue.append((number % 3, number), of: number % 3) }

        var taken: [Int: [Int]] = [:]
        while let next = queue.popFirst() {
            taken[next.owner, default: []].append(next.number)
            if next.number == 150 { queue.append((0, 300), of: 0) }
        }

        #expect(taken[0] == Array(stride(from: 0, through: 300, by: 3)))
        #expect(taken[1]?.count == 100 && taken[2]?.count == 100)
    }
}
