// SPDX-License-Identifier: Apache-2.0

/// The syllables Vietnamese names are made of. Fourteen families are nine tenths of the country; the rest are those of minorities
/// and of Chinese descent that one meets.
enum VietnameseNames {
    /// Hardly a word by themselves.
    static let pureFamilies = """
        Nguyễn Trần Phạm Huỳnh Đặng Bùi Ngô Dương Đinh Đoàn Trịnh Trương Lương Vương Quách Phùng Nghiêm Tống Triệu Diệp
        Doãn Đàm Khổng Giáp Thạch Hoàng Võ Phan Lê Vũ
        """
    static let families = """
        Đỗ Hồ Lý Mai Đào Lâm Tô Tạ Cao Hà Châu Thái Tăng Kiều La Lưu Chu Mạc Từ Ông Bạch Cù Giang Thân Kim Sơn Danh
        Ninh Quan Văn Viên Hứa Âu Bành Cung Đồng Lại Lạc Mã Nhan Phí Tiêu Tôn Ưng Vi Hàn Phương Thang Trà Khuất Khúc
        Liễu Lục Nông Hoa Bế Lò Ksor Rơ Siu Y H Nay Đậu Cấn Chử Chung Mẫn Ngụy Nhâm Thiều Ty Biện Đường
        """
    static let firmMiddles = "Văn Thị Hữu Đình Công"
    static let middles = """
        Đức Minh Ngọc Thanh Quang Xuân Thu Kim Gia Bảo Hoài Quốc Tuấn Hải Như Phương Khánh Thùy Hồng Bích Mỹ Diệu Tường
        Nhật Thế Trọng Chí Viết Bá Duy Tiến Mạnh Việt Hoàng Anh Thị Lan Trung Khắc Phước Phúc Tấn Trúc Tú Yến Cẩm Kiều
        Ánh Thúy Thuý Thục Vân Hà Mai Linh Nam Đăng Huy Khôi Lệ Uyên Quỳnh Thảo Thiên An Hạnh Ái Băng Đan Hương Diễm
        Tuyết Sỹ Sĩ Vĩnh Huệ Hiền Cát Tâm Nguyên Châu Thành Tuệ Song Đông Kỳ Trí Thuận Vũ Lâm Trường Hùng
        """
    static let givens = """
        An Anh Ánh Ân Ấn Bách Bảo Bắc Bằng Bích Biên Bình Cảnh Cầm Cẩm Châu Chi Chí Chiến Chinh Chung Chương Công Cúc Cương
        Cường Danh Diễm Diệp Diệu Doanh Du Dung Dũng Duy Duyên Dương Đan Đại Đạt Đăng Đào Điệp Định Đoan Đô Đông Đức
        Giang Giàu Hà Hạ Hải Hân Hạnh Hằng Hảo Hậu Hiên Hiền Hiển Hiếu Hiệp Hòa Hoa Hoà Hoài Hoan Hoàn Hoàng Hợp Hồng Hội Huệ
        Huân Huấn Hùng Huy Huyền Hưng Hương Hường Hữu Kha Khải Khang Khánh Khiêm Khoa Khôi Khuê Khương Kiên Kiệt Kiều Kim Kỳ
        Lam Lan Lành Lâm Lân Lập Lệ Liên Liễu Linh Loan Long Lộc Lợi Luân Luận Lực Lương Ly Lý Mai Mạnh Mẫn Mây Mi Minh My Mỹ
        Nam Nga Ngà Ngân Nghi Nghĩa Ngọc Nguyên Nguyệt Nhã Nhàn Nhân Nhất Nhật Nhi Nhiên Nhung Như Ninh Nương Oanh Phát Phấn
        Phi Phong Phú Phúc Phước Phương Phượng Quân Quang Quân Quế Quốc Quý Quyên Quyền Quyết Quỳnh Sang Sáng Sâm Sen Sinh
        Sơn Sương Tài Tâm Tân Tấn Thạch Thái Thanh Thành Thạnh Thảo Thắm Thắng Thi Thiên Thiện Thịnh Thọ Thoa Thơ Thơm
        Thông Thu Thuần Thuận Thục Thủy Thùy Thúy Thuỷ Thuý Thư Thương Thường Tiên Tiến Tín Tình Toàn Toản Trà Trâm Trân
        Trang Tri Trí Trinh Trình Trọng Trúc Trung Trường Tú Tuân Tuấn Tuệ Tùng Tuyên Tuyến Tuyền Tuyết Tường Uyên Vân
        Văn Vi Việt Vinh Vĩnh Vũ Vương Vượng Vy Xuân Xuyến Ý Yên Yến Quyên Khuyên Hiển Thoại Tịnh Thăng Hoàn Khanh Triết
        Tuyển Đệ Bé Cẩn Dân Dậu Hợi Tý Út Điền Đoàn Đỉnh Tạo Đính Lượng Nghị Thuyên Thế Trụ Vĩ Tường Sỹ Ngữ Phụng Ba
        """
}
