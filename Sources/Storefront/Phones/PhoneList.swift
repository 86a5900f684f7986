// SPDX-License-Identifier: Apache-2.0

import Pages

/// Phones and tablets by maker, with what is known of their eSIMs. From the makers' own specifications as of autumn 2026;
/// what is not here is not known to us, and the pages say so.
enum PhoneList {
    static let makers: [PhoneMaker] = [apple, samsung, google, xiaomi, oppo, honor, motorola, sony, others]

    static let all: [PhoneModel] = makers.flatMap(\.models)

    private static let apple = PhoneMaker(
        "Apple", note: "places.phone.note-apple",
        takes: [
            "iPhone XR", "iPhone XS", "iPhone XS Max", "iPhone 11", "iPhone 11 Pro", "iPhone 11 Pro Max",
            "iPhone SE (2020)", "iPhone SE (2022)", "iPhone 12 mini", "iPhone 12", "iPhone 12 Pro",
            "iPhone 12 Pro Max", "iPhone 13 mini", "iPhone 13", "iPhone 13 Pro", "iPhone 13 Pro Max", "iPhone 14",
            "iPhone 14 Plus", "iPhone 14 Pro", "iPhone 14 Pro Max", "iPhone 15", "iPhone 15 Plus", "iPhone 15 Pro",
            "iPhone 15 Pro Max", "iPhone 16e", "iPhone 16", "iPhone 16 Plus", "iPhone 16 Pro", "iPhone 16 Pro Max",
            "iPhone Air", "iPhone 17", "iPhone 17 Pro", "iPhone 17 Pro Max", "iPad Pro 11 (Cellular)",
            "iPad Pro 13 (Cellular)", "iPad Air 3 (Cellular)", "iPad Air 4 (Cellular)", "iPad Air 5 (Cellular)",
            "iPad Air M2 (Cellular)", "iPad mini 5 (Cellular)", "iPad mini 6 (Cellular)", "iPad 9 (Cellular)",
            "iPad 10 (Cellular)",
        ],
        lacks: [
            "iPhone 5s", "iPhone 6", "iPhone 6s", "iPhone SE (2016)", "iPhone 7", "iPhone 7 Plus", "iPhone 8",
            "iPhone 8 Plus", "iPhone X",
        ])

    private static let samsung = PhoneMaker(
        "Samsung", note: "places.phone.note-samsung",
        takes: [
            "Galaxy S20", "Galaxy S20+", "Galaxy S20 Ultra", "Galaxy S21", "Galaxy S21+", "Galaxy S21 Ultra",
            "Galaxy S22", "Galaxy S22+", "Galaxy S22 Ultra", "Galaxy S23", "Galaxy S23+", "Galaxy S23 Ultra",
            "Galaxy S23 FE", "Galaxy S24", "Galaxy S24+", "Galaxy S24 Ultra", "Galaxy S24 FE", "Galaxy S25",
            "Galaxy S25+", "Galaxy S25 Ultra", "Galaxy S25 Edge", "Galaxy S25 FE", "Galaxy Note20",
            "Galaxy Note20 Ultra", "Galaxy Fold", "Galaxy Z Fold2", "Galaxy Z Fold3", "Galaxy Z Fold4",
            "Galaxy Z Fold5", "Galaxy Z Fold6", "Galaxy Z Fold7", "Galaxy Z Flip", "Galaxy Z Flip3",
            "Galaxy Z Flip4", "Galaxy Z Flip5", "Galaxy Z Flip6", "Galaxy Z Flip7", "Galaxy A35 5G",
            "Galaxy A36 5G", "Galaxy A54 5G", "Galaxy A55 5G", "Galaxy A56 5G",
        ],
        lacks: [
            "Galaxy S8", "Galaxy S9", "Galaxy S10", "Galaxy S10+", "Galaxy S10e", "Galaxy S20 FE", "Galaxy S21 FE",
            "Galaxy Note9", "Galaxy Note10", "Galaxy A12", "Galaxy A13", "Galaxy A14", "Galaxy A15", "Galaxy A23",
            "Galaxy A32", "Galaxy A33 5G", "Galaxy A51", "Galaxy A52", "Galaxy A53 5G", "Galaxy A71", "Galaxy A72",
        ])

    private static let google = PhoneMaker(
        "Google", note: "places.phone.note-google",
        takes: [
            "Pixel 4", "Pixel 4 XL", "Pixel 4a", "Pixel 5", "Pixel 5a", "Pixel 6", "Pixel 6 Pro", "Pixel 6a", "Pixel 7",
            "Pixel 7 Pro", "Pixel 7a", "Pixel 8", "Pixel 8 Pro", "Pixel 8a", "Pixel 9", "Pixel 9 Pro",
            "Pixel 9 Pro XL", "Pixel 9 Pro Fold", "Pixel 9a", "Pixel 10", "Pixel 10 Pro", "Pixel 10 Pro XL",
            "Pixel 10 Pro Fold", "Pixel Fold",
        ],
        depends: ["Pixel 3", "Pixel 3 XL", "Pixel 3a", "Pixel 3a XL"], lacks: ["Pixel", "Pixel 2", "Pixel 2 XL"])

    private static let xiaomi = PhoneMaker(
        "Xiaomi", note: "places.phone.note-china",
        takes: [
            "Xiaomi 12T Pro", "Xiaomi 13", "Xiaomi 13 Pro", "Xiaomi 13 Lite", "Xiaomi 13T", "Xiaomi 13T Pro",
            "Xiaomi 14", "Xiaomi 14T", "Xiaomi 14T Pro", "Xiaomi 15", "Xiaomi 15 Ultra", "Redmi Note 13 Pro+ 5G",
            "Redmi Note 14 Pro 5G", "Redmi Note 14 Pro+ 5G",
        ],
        lacks: [
            "Mi 10", "Mi 11", "Xiaomi 11T", "Xiaomi 12", "Redmi 9", "Redmi 10", "Redmi 12", "Redmi 13C",
            "Redmi Note 10", "Redmi Note 11", "Redmi Note 12", "Redmi Note 13", "POCO X3", "POCO F3", "POCO F5",
        ])

    private static let oppo = PhoneMaker(
        "Oppo", note: "places.phone.note-china",
        takes: [
            "Find X3 Pro", "Find X5", "Find X5 Pro", "Find X8", "Find X8 Pro", "Find N2 Flip", "Find N3",
            "Find N3 Flip", "Reno 5A", "Reno6 Pro 5G", "Reno 9A",
        ],
        lacks: ["A15", "A54", "A57", "A58", "A78", "A98", "Reno 4", "Reno7", "Reno8", "Reno10"])

    private static let honor = PhoneMaker(
        "Honor", note: "places.phone.note-china",
        takes: [
            "Magic4 Pro", "Magic5 Pro", "Magic6 Pro", "Magic7 Pro", "Magic V2", "Magic V3", "Honor 90", "Honor 200",
            "Honor 200 Pro",
        ])

    private static let motorola = PhoneMaker(
        "Motorola",
        takes: [
            "Razr 2019", "Razr 5G", "Razr 40", "Razr 40 Ultra", "Razr 50", "Razr 50 Ultra", "Edge 40", "Edge 40 Pro",
            "Edge 50 Fusion", "Edge 50 Pro", "Edge 50 Ultra", "Moto G54 5G", "Moto G84 5G", "Moto G85 5G",
        ])

    private static let sony = PhoneMaker(
        "Sony",
        takes: [
            "Xperia 10 III Lite", "Xperia 10 IV", "Xperia 10 V", "Xperia 10 VI", "Xperia 1 IV", "Xperia 1 V",
            "Xperia 1 VI", "Xperia 5 IV", "Xperia 5 V",
        ],
        lacks: ["Xperia 1", "Xperia 1 II", "Xperia 1 III", "Xperia 5 II", "Xperia 5 III"])

    private static let others = PhoneMaker(
        "", note: "places.phone.note-china",
        takes: [
            "OnePlus 11", "OnePlus 12", "OnePlus 13", "OnePlus Open", "vivo X90 Pro", "vivo X100", "vivo X100 Pro",
            "vivo X200", "vivo X200 Pro", "vivo V40", "Huawei P40", "Huawei P40 Pro", "Huawei Mate 40 Pro",
            "Nothing Phone (3)", "Nothing Phone (3a)", "Fairphone 4", "Fairphone 5", "Nokia X30", "Nokia G60",
            "Nokia XR21",
        ],
        lacks: [
            "OnePlus 8", "OnePlus 9", "OnePlus 10 Pro", "Huawei P30", "Huawei P40 Pro+", "Huawei P50", "Huawei P60",
            "Nothing Phone (1)", "Nothing Phone (2)", "Nothing Phone (2a)",
        ])
}
