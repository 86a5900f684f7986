// SPDX-License-Identifier: Apache-2.0

/// Words that say what stands beside them. Written as they are typed, with marks and without where that makes no other word.
enum Cues {
    static let titles = "mr mrs ms miss mister madam mx dr prof professor sir doctor ông bà thầy bs ths ts"
    static let kin = "anh chị em cô chú bác cậu dì thím mợ dượng bạn cháu ông bà thầy chi chu bac ban chau a c e bé ku"
    static let greetings = """
        hi hello hey dear chào chao gửi gui hola bonjour thanks cheers regards sincerely best yours warmly mến thân ơn
        """
    static let callings = "ơi oi ạ nhé nha à đây day"
    static let links = "là la is am tên ten name named called gọi i'm im it's signed aka"

    /// Capitalised at the start of a sentence, or always, and no name.
    static let common = """
        I The This That These Those My Your Our Their His Her Its You He She It We They Is Are Was Were Be Been Do Does Did Can
        Could Would Will Should Shall May Might Must Please Hi Hello Hey Dear Thanks Thank Yes No Not Ok Okay And But Or If When
        What Where Why How Who Which There Here Have Has Had In On At To From For With Of By As Also Just Still After Before
        Since Until While During About Into Over Under Again Then Than So Such Only Very Really Maybe Actually Currently Sorry
        Any Some All Each Every Both Few More Most Other Another One Two Three Four Five First Second Last Next New Old Good Great
        Bad Best Kind Regards Sincerely Cheers Yours Warm Warmly Morning Afternoon Evening Night Today Tomorrow Yesterday Monday Tuesday
        Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November
        December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Sir Madam Team Support Customer Service Order Plan Email Mail
        Phone Mobile Data Wifi Internet Hotel Airport Airlines Bank Card Credit Debit Visa Mastercard Amex Paypal Stripe Momo VNPay
        Esim Sim QR PIN OTP IMEI ICCID APN GB MB ID Google Apple Iphone Ipad Samsung Galaxy Android Pixel Huawei Xiaomi Oppo
        Whatsapp Zalo Telegram Facebook Messenger Instagram Tiktok Youtube Viettel Vinaphone Mobifone Vietnamobile Vietcombank
        Techcombank VCB TCB ACB BIDV MB Sacombank Agribank Vietinbank Tpbank Grab Shopee Lazada Tiki Uber Booking Agoda Airbnb
        Address Name Number Code Date Time Password Account Passport Refund Payment Invoice Receipt Urgent Help Need Want Got Get
        Check Send Call Text Let Try Trying Tried Turn Use Using Used Used Buy Bought Paid Pay Ask Waiting Wait Looking
        English French German Spanish Chinese Japanese Korean Vietnamese Thai American British Australian Indian Canadian Asian
        Sau Trước Tôi Mình Em Anh Chị Bạn Cho Xin Chào Cảm Dạ Vâng Không Có Đơn Mã Gói Hôm Khi Nếu Nhờ Vui Lòng Shop Ad Admin Số
        Ngày Giờ Tháng Thứ Sáng Trưa Chiều Tối Địa Chỉ Tên Họ Sđt Điện Thoại Giao Hàng Gửi Nhận Người Khách Nhà Đường Phố
        Phường Quận Huyện Xã Tỉnh Thành Ngõ Hẻm Tổ Khu Chung Cư Tòa Tầng Phòng Căn Hộ Công Ty Ngân Hàng Tài Khoản Thẻ Tiền Bên Ở
        Đã Đang Sẽ Bị Được Mua Bán Thanh Toán Hủy Đổi Trả Hoàn Lỗi Giúp Với Và Nhưng Hay Rồi Chưa Lại Cũng Chỉ Rất Quá Thì
        Mà Này Đó Kia Gì Nào Sao Ai Đâu Bao Nhiêu Mấy Một Hai Ba Bốn Năm Sáu Bảy Tám Chín Mười Tuần Hộ Chiếu Căn Cước Việt
        Toi Xin Chao Cam Da Vang Khong Co Don Goi Hom Neu Nho Shop Dia So Dien Cho Giup Ngay
        Chuyển Khoản Mong Kính Thân Alo Ờ Vậy Nên Do Từ Về Đến Tại Trong Ngoài Trên Dưới Theo Qua Tới Tuy Vì Để Nghe Xem Mới Cứ
        Love Sent Regarding Re Fwd Hotline Website App Online Offline Signal Network Roaming Station Street Road Avenue Room
        Noi Ships Shipping Delivery Tracking Gmail Outlook Icloud Chrome Safari Hanoi Saigon Tết Giáng Noel Christmas
        """
    static let places = """
        Vietnam Việtnam Hanoi HàNội Saigon HCM HCMC TPHCM HN SG Japan Korea China Thailand Singapore Malaysia Indonesia Philippines
        Laos Cambodia Taiwan India Australia Canada France Germany Spain Italy England Scotland Ireland Wales Britain UK USA US
        America Europe Asia Russia Brazil Mexico Netherlands Belgium Switzerland Austria Sweden Norway Denmark Finland Poland
        Tokyo Osaka Kyoto Seoul Busan Beijing Shanghai Bangkok Phuket Taipei Manila Jakarta Bali London Berlin Munich Hamburg
        Rome Milan Madrid Barcelona Lisbon Amsterdam Brussels Vienna Zurich Geneva Dublin Edinburgh Manchester Melbourne Perth Brisbane
        Auckland Toronto Vancouver Montreal Chicago Boston Seattle Dallas Houston Miami Denver Portland Springfield Delhi Mumbai
        Thái Huế Nha Sapa Dalat Danang Haiphong Đàlạt Hội Pháp Nhật Hàn Mỹ Úc Trung Nga Lào Campuchia
        """
    static let placePairs = """
        Hà Nội,Hồ Chí,Chí Minh,Hải Phòng,Đà Nẵng,Đà Lạt,Nha Trang,Vũng Tàu,Cần Thơ,Quy Nhơn,Phú Quốc,Phan Thiết,Hà Giang,Hạ Long,
        Lạng Sơn,Lào Cai,Thái Nguyên,Thái Lan,Thái Bình,Hàn Quốc,Trung Quốc,Việt Nam,Ninh Bình,Nam Định,Thanh Hóa,Thanh Hoá,
        Nghệ An,Hà Tĩnh,Quảng Bình,Quảng Trị,Quảng Nam,Quảng Ngãi,Quảng Ninh,Bình Định,Phú Yên,Khánh Hòa,Khánh Hoà,Ninh Thuận,
        Bình Thuận,Lâm Đồng,Đồng Nai,Bình Dương,Bình Phước,Tây Ninh,Long An,Tiền Giang,Bến Tre,Trà Vinh,Vĩnh Long,Đồng Tháp,
        An Giang,Kiên Giang,Cà Mau,Bạc Liêu,Sóc Trăng,Hậu Giang,Hội An,Tân Sơn,Sơn Nhất,Nội Bài,Sơn La,Điện Biên,Lai Châu,Yên Bái,
        Phú Thọ,Vĩnh Phúc,Bắc Giang,Bắc Ninh,Hải Dương,Hưng Yên,Hòa Bình,Hoà Bình,Cao Bằng,Bắc Kạn,Tuyên Quang,Gia Lai,Kon Tum,
        Đắk Lắk,Buôn Ma,Mai Linh,New York,Los Angeles,San Francisco,Hong Kong,Nhật Bản,Kuala Lumpur,Côn Đảo,Mũi Né,Sa Pa,Củ Chi,
        Thủ Đức,Gò Vấp,Tân Bình,Tân Phú,Phú Nhuận,Bình Thạnh,Cầu Giấy,Đống Đa,Ba Đình,Hoàn Kiếm,Thanh Xuân,Hoàng Mai,Long Biên,
        Tây Hồ,Hà Đông,Sài Gòn,Cam Ranh,Phan Rang,Mỹ Tho,Biên Hòa,South Korea,North Korea,United Kingdom,United States,Hoàn Tiền,
        Đài Loan,Hoàng Sa,Trường Sa,Phong Nha,Tam Kỳ,Tam Đảo,Ba Vì,Nam Từ,Bắc Từ,Từ Liêm,Hai Bà,Bà Trưng,Thanh Trì,Gia Lâm,Đông Anh,
        Tân Cảng,Bà Rịa,Hà Lan,Châu Âu,Châu Á,Châu Úc,Đông Nam,Nam Phi,Bồ Đào,Thuỵ Sĩ,Thụy Sĩ,Hoa Kỳ,Nam Á,Bắc Á,Nhà Bè,Bình Tân,
        Bình Chánh,Hóc Môn,Mỹ Đình,Mỹ Hưng,Phú Mỹ,Kim Mã,Trung Đông,New Zealand,Trung Hoa,Phố Cổ,Đồng Xuân,Long Thành,Cát Bà
        """

    static let phone = """
        phone tel telephone mobile cell call text sms whatsapp zalo viber number sđt sdt đt dt điện dien alo gọi goi hotline fax
        contact liên reach telegram line số imessage phonenumber ring
        """
    static let identity = """
        cmnd cccd căn cước id passport hộ chiếu chieu identity ssn nric aadhaar pan dni nie nin driver licence license định
        danh tài khoản tai khoan stk account acct iccid imei mrz visa kitas resident citizen nik nif curp tax mst cmt chứng
        """
    static let code = """
        otp code codes pin passcode verification verify mã ma xác xac cvv cvc cvv2 security one-time 2fa token ussd puk activation
        """
    static let secret = "password pwd pass passwd mật mat khẩu khau mk"
    static let card = "card thẻ visa mastercard amex credit debit napas jcb"
    static let iban = "iban"
    static let things = """
        đơn don order invoice booking hàng hang vận giảm giam voucher coupon promo sản san tracking ticket flight chuyến bay vé
        product model sku hóa hoá refund bill kiện discount referral zip postal error lỗi loi
        """
    static let measures = """
        đ d vnd vnđ usd eur k tr triệu trieu nghìn ngàn đồng gb mb tb ngày ngay days day hours hour giờ gio phút phut minutes
        percent lần usdt sgd krw jpy m km kg cái chiếc sim esim esims people người nguoi months weeks nights g gram
        """
    static let address = "địa dia address addr ship shipping giao deliver delivery nhà sống live living reside residing"

    static let streets = "đường duong phố ngõ ngách hẻm hem kiệt đ số rue calle via avenida straße strasse"
    static let districts = """
        phường phuong quận quan huyện huyen xã tỉnh tinh thôn thon ấp ap khu tổ tp p q thị tx tt tdp kp đặc ward district province
        city county p.o thành
        """
    static let buildings = """
        tòa toà toa tầng tang căn can chung cư lô lo block building tower apartment apt unit suite flat floor room
        phòng villa house biệt box
        """
    static let streetEnds = """
        street st road rd avenue ave lane ln drive dr boulevard blvd court ct place pl way square sq terrace crescent close highway hwy
        parkway pkwy grove gardens mews row walk hill quay alley circle trail
        """
}
