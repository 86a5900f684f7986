// SPDX-License-Identifier: Apache-2.0

import Commerce

/// The bodies of eSIM Access's requests and answers, spelled as on the wire (docs.esimaccess.com).

struct OrderRequest: Encodable {
    struct Package: Encodable {
        let packageCode: String
        let count: Int
        let price: Int64
    }

    let transactionId: String
    /// US dollars × 10,000; the supplier refuses when it is not the sum of today's prices.
    let amount: Int64
    let packageInfoList: [Package]

    init(_ order: SupplyOrder) {
        let wanted = order.supplierPackage
        transactionId = order.transaction
        amount = wanted.price * Int64(order.quantity)
        packageInfoList = [Package(packageCode: wanted.code, count: order.quantity, price: wanted.price)]
    }
}

struct OrderReceipt: Decodable {
    let orderNo: String
}

struct Pager: Encodable {
    let pageNum: Int
    let pageSize: Int
}

struct QueryRequest: Encodable {
    var orderNo: String?
    /// ISO 8601, UTC.
    var startTime: String?
    var endTime: String?
    let pager: Pager
}

struct ProfileList: Decodable {
    let esimList: [ESIMAccessProfile]
}

struct TopUpRequest: Encodable {
    let esimTranNo: String
    let packageCode: String
    let transactionId: String
}

struct ProfileRequest: Encodable {
    let esimTranNo: String
}

struct UsageRequest: Encodable {
    let esimTranNoList: [String]
}

struct UsageList: Decodable {
    struct Entry: Decodable {
        let esimTranNo: String
        let dataUsage: Int64
        let totalData: Int64
        let lastUpdateTime: String?
    }
    let esimUsageList: [Entry]
}

struct PackageListRequest: Encodable {
    let locationCode: String
    let type: String
}

struct PackageList: Decodable {
    let packageList: [ESIMAccessPackage]
}

struct Balance: Decodable {
    let balance: Int64
}

struct WebhookRequest: Encodable {
    let webhook: String
}

struct NoParameters: Encodable {}
