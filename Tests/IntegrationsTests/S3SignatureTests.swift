// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Integrations

/// The examples of https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, read 2026-11-21.
@Suite("Signing requests to an S3-compatible store")
struct S3SignatureTests {
    let signature = S3Signature(
        account: S3Account(
            endpoint: "https://examplebucket.s3.amazonaws.com", region: "us-east-1",
            accessKey: "AKIAIOSFODNN7EXAMPLE", secretKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
        time: "20130524T000000Z")
    let host = ["host": "examplebucket.s3.amazonaws.com"]

    func sign(
        _ method: String, _ path: String, _ query: [(name: String, value: String)] = [],
        _ headers: [String: String] = [:], _ payload: String = ""
    ) -> String {
        let signed = signature.signed(
            method, path: path, query: query, headers: host.merging(headers) { $1 }, payload: [UInt8](payload.utf8))
        return String(signed["authorization"]?.split(separator: "=").last ?? "")
    }

    @Test func `an object is fetched as Amazon's example does`() {
        #expect(
            sign("GET", "/test.txt", [], ["range": "bytes=0-9"])
                == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    }

    @Test func `an object is put as Amazon's example does`() {
        let headers = ["date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"]

        #expect(
            sign("PUT", "/" + S3Signature.encoded("test$file.text"), [], headers, "Welcome to Amazon S3.")
                == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    }

    @Test func `a question without a value is signed as Amazon's example does`() {
        #expect(
            sign("GET", "/", [("lifecycle", "")])
                == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
    }

    @Test func `objects are listed as Amazon's example does`() {
        #expect(
            sign("GET", "/", [("prefix", "J"), ("max-keys", "2")])
                == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
    }

    @Test func `a listing is read with its sizes and where it goes on`() {
        let page = S3Listing(
            """
            <?xml version="1.0"?><ListBucketResult><IsTruncated>true</IsTruncated>
            <Contents><Key>a&amp;b/chunks/1</Key><Size>12</Size></Contents>
            <Contents><Key>x</Key><Size>0</Size></Contents>
            <NextContinuationToken>1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=</NextContinuationToken></ListBucketResult>
            """)

        #expect(page.objects.map(\.key) == ["a&b/chunks/1", "x"])
        #expect(page.objects.map(\.size) == [12, 0])
        #expect(page.next == "1ueGcxLPRx1Tr/XYExHnhbYLgveDs2J/wm36Hy4vbOwM=")
        #expect(S3Listing("<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>").next == nil)
    }
}
