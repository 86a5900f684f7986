// SPDX-License-Identifier: Apache-2.0

/// Lengths of time in words.
extension PolicyWords {
    func period(_ retention: Retention) -> String {
        let start = start(retention.start)
        switch retention.period {
        case .span(let span):
            return say("\(length(span)) kể từ khi \(start)", "\(length(span)) after \(start)")
        case .yearEnd(let years):
            return say(
                "\(years) năm kể từ cuối năm \(start)",
                "\(count(years, "year")) from the end of the year of \(start)")
        }
    }

    func lifetime(_ lifetime: BrowserEntry.Lifetime) -> String {
        switch lifetime {
        case .session: say("Đến khi bạn đóng trình duyệt", "Until you close the browser")
        case .untilCleared: say("Đến khi bạn xóa", "Until you clear it")
        case .span(let span): length(span)
        }
    }

    func days(_ days: Int) -> String { say("\(days) ngày", count(days, "day")) }

    func length(_ span: CalendarSpan) -> String {
        let parts = [
            (span.years, "năm", "year"), (span.months, "tháng", "month"), (span.days, "ngày", "day"),
            (span.hours, "giờ", "hour"), (span.minutes, "phút", "minute"),
        ]
        return parts.filter { $0.0 > 0 }.map { say("\($0.0) \($0.1)", count($0.0, $0.2)) }.joined(separator: " ")
    }

    private func count(_ number: Int, _ unit: String) -> String {
        number == 1 ? "1 \(unit)" : "\(number) \(unit)s"
    }

    private func start(_ start: Retention.Start) -> String {
        switch start {
        case .collected: say("thu thập", "it was collected")
        case .sale: say("bán hàng", "the sale")
        case .serviceEnded: say("gói của bạn hết hạn", "your plan has ended")
        case .requestClosed: say("yêu cầu được trả lời", "your request was answered")
        case .employmentEnded: say("nhân viên nghỉ việc", "the person stopped working here")
        }
    }
}
