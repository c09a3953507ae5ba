//! Notes at the foot of pages, and links.

use lopdf::{Dictionary, Document, Object};

use super::agreement::docx_part;
use super::constructs::{agrees, second};
use super::small::{Small, lines};
use super::structure::{letters, read_words, tags, words};

const NOTED: &str = "# VIỆC[^de]\n\nHộ nghèo giảm[^1] 5 hộ.\n\n| Việc | Số |\n|---|---:|\n| Rà soát[^bang] | 12 |\n\nHết./.\n\n\
    [^de]: Của *đề mục*.\n[^1]: Theo chuẩn\n  đa chiều, xem [quyết định](https://vd.vn/q?a=1&b=ấ).\n[^bang]: Của bảng.\n";

#[test]
fn notes_stand_at_the_foot_and_in_both_files() {
    let small = second(NOTED);
    agrees(&small);
    small.arranged(|_, pages| {
        let printed = lines(pages).concat();
        let at = |words: &str| {
            printed.iter().position(|line| line == words).unwrap_or_else(|| panic!("{words}: {printed:?}"))
        };
        // Raised numbers stand on baselines of their own.
        assert!(at("Hộ nghèo giảm 5 hộ.") < at("Hết./."));
        assert!(at("Của đề mục .") > at("Nguyễn Văn Mẫu"), "{printed:?}");
        assert_eq!(at("Theo chuẩn đa chiều, xem quyết định ."), at("Của đề mục .") + 2);
        assert_eq!(at("Của bảng."), at("Của đề mục .") + 4);
    });
    let [docx, _] = small.files();
    let document = docx_part(&docx, "word/document.xml");
    for mark in 1..=3 {
        assert!(document.contains(&format!("<w:footnoteReference w:id=\"{mark}\"/>")), "{document}");
    }
    let notes = docx_part(&docx, "word/footnotes.xml");
    assert_eq!(notes.matches("<w:footnoteRef/>").count(), 3);
    assert!(notes.contains("<w:hyperlink r:id=\"rIdLink1\""), "{notes}");
    let relationships = docx_part(&docx, "word/_rels/footnotes.xml.rels");
    assert!(
        relationships.contains("Target=\"https://vd.vn/q?a=1&amp;b=%E1%BA%A5\" TargetMode=\"External\""),
        "{relationships}"
    );
}

#[test]
fn notes_are_tagged_and_lead_to_their_marks_and_back() {
    let [_, pdf] = second(NOTED).files();
    let pdf = Document::load_mem(&pdf).expect("a PDF");
    let tags = tags(&pdf);
    let paragraph = tags.split("Reference").nth(2).expect("the second mark");
    for tag in ["Link", "Note", "Lbl"] {
        assert!(paragraph.contains(tag), "{tag}: {tags}");
    }
    let links: Vec<&Dictionary> = pdf
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|object| object.get(b"Subtype").and_then(Object::as_name).ok() == Some(b"Link"))
        .collect();
    let inside = links.iter().filter(|link| link.has(b"Dest")).count();
    assert_eq!((inside, links.len()), (6, 7));
    assert!(links.iter().all(|link| link.has(b"Contents") && link.has(b"StructParent")));
    let ids =
        pdf.objects.values().filter_map(|object| object.as_dict().ok()).filter(|object| object.has(b"ID"));
    assert_eq!(
        ids.filter(|object| object.get(b"S").and_then(Object::as_name).ok() == Some(b"Note")).count(),
        3
    );
}

#[test]
fn a_link_is_read_among_the_words_around_it() {
    let [_, pdf] =
        second("Xem [Cổng **thông tin**](https://vd.vn) rồi [viết thư](mailto:a@vd.vn) nhé./.").files();
    let pdf = Document::load_mem(&pdf).expect("a PDF");
    // A paragraph's kids are its marks and its links in the order in which they are read.
    let paragraphs = pdf.objects.values().filter_map(|object| object.as_dict().ok()).filter(|object| {
        object.get(b"S").and_then(Object::as_name).ok() == Some(b"P")
            && object
                .get(b"K")
                .and_then(Object::as_array)
                .is_ok_and(|kids| kids.iter().any(|kid| kid.as_reference().is_ok()))
    });
    let kinds: Vec<Vec<bool>> = paragraphs
        .map(|paragraph| {
            let kids = paragraph.get(b"K").and_then(Object::as_array).expect("kids");
            kids.iter().map(|kid| kid.as_reference().is_ok()).collect()
        })
        .collect();
    assert_eq!(kinds, [[false, true, false, true, false]]);
}

#[test]
fn notes_are_numbered_through_all_parts() {
    let small = Small::new("Thân[^a]./.\n\n[^a]: Một.", Some("Phụ[^a].\n\n[^a]: Hai.")).second("");
    let printed = small.arranged(|_, pages| lines(pages));
    assert!(
        printed[0].ends_with(&["1".into(), "Một.".into()])
            && printed[1].ends_with(&["2".into(), "Hai.".into()]),
        "{printed:?}"
    );
}

/// Paragraphs that fill pages, each with a note of so many words.
fn long(paragraphs: usize, words: usize) -> Small {
    let paragraph = |at: usize| {
        format!(
            "Đoạn {at} {}giảm[^{at}] nữa.\n\n[^{at}]: Lời {at} {}hết.\n\n",
            "chữ ".repeat(70),
            "lời ".repeat(words)
        )
    };
    second(&((0..paragraphs).map(paragraph).collect::<String>() + "Hết./."))
}

#[test]
fn a_note_stands_on_the_page_of_its_mark_and_nothing_is_lost() {
    for (paragraphs, words_of_note) in [(12, 5), (9, 60), (3, 1), (1, 2500)] {
        let small = long(paragraphs, words_of_note);
        let [_, pdf] = small.files();
        let mut read = read_words(&pdf);
        let mut own = small.arranged(|arrangement, _| words(arrangement, true));
        // Of one word here, a superscript there: letters decide, whatever their page.
        let sorted = |words: &mut Vec<String>| {
            let mut letters: Vec<char> = letters(words).chars().collect();
            letters.sort_unstable();
            letters
        };
        assert_eq!(sorted(&mut read), sorted(&mut own));
        small.arranged(|_, pages| {
            for page in &pages.pages {
                let bottom = page.height.to_pt() - 56.0;
                let lowest = page.texts.iter().map(|text| text.baseline.to_pt()).fold(0.0, f64::max);
                assert!(lowest < bottom, "{lowest}");
            }
            let page_of = |words: &str| {
                pages
                    .pages
                    .iter()
                    .position(|page| page.texts.iter().any(|text| text.text.trim_start().starts_with(words)))
            };
            if words_of_note < 100 {
                for at in 0..paragraphs {
                    assert_eq!(
                        page_of(&format!("Lời {at} ")),
                        pages.pages.iter().position(|page| {
                            page.texts
                                .iter()
                                .any(|text| text.text == (at + 1).to_string() && text.node.is_some())
                        }),
                        "{at}"
                    );
                }
            }
        });
    }
}

#[test]
fn text_does_not_stand_on_notes() {
    for words in [5, 40, 130, 300] {
        long(14, words).arranged(|_, pages| {
            for page in &pages.pages {
                // The line above the notes divides what is above from what is below.
                let short = |rule: &&baocao::layout::PlacedRule| {
                    (rule.to - rule.from).to_pt() > 141.0 && (rule.to - rule.from).to_pt() < 142.0
                };
                let Some(line) = page.rules.iter().find(short) else { continue };
                let large = page.texts.iter().filter(|text| text.size.length().to_pt() > 13.0);
                assert!(large.clone().all(|text| text.baseline < line.at), "{words}");
                assert!(page.texts.iter().any(|text| text.baseline > line.at));
            }
        });
    }
}

#[test]
fn wrong_notes_and_links_are_found() {
    for (body, said) in [
        ("Giảm[^1].", "không có chú thích [^1]: trong phần này"),
        ("Giảm.\n\n[^1]: Thừa.", "không có chỗ nào đặt dấu [^1]"),
        ("Giảm[^1].\n\n[^1]: A.\n[^1]: B.", "chú thích [^1] ghi hai lần"),
        ("Giảm[^1], tăng[^1].\n\n[^1]: A.", "dấu chú thích [^1] đặt hai chỗ"),
        ("Giảm[^1].\n\n[^1]:\n\nB.", "chú thích [^1] không có nội dung"),
        ("Giảm[^1].\n\n[^1]: Xem[^2].\n[^2]: B.", "chú thích [^2] không đặt được ở đây"),
        ("Giảm[^a b].", "dấu chú thích viết sai"),
        (
            "{ten=\"Bảng[^1]\"}\n| A | B |\n|---|---|\n| 1 | 2 |\n\n[^1]: x",
            "chú thích [^1] không đặt được ở đây",
        ),
        ("Giảm[^1].\n\n[^1]: - việc", "mẫu dùng một dạng mà báo cáo không có"),
        ("Xem [chữ](vd.vn).", "liên kết viết sai"),
        ("Xem [chữ](javascript:x).", "liên kết viết sai"),
        ("Xem [](https://vd.vn).", "liên kết viết sai"),
        ("Xem [chữ](https://vd.vn \"tên\").", "liên kết viết sai"),
        ("Xem [ảnh ![x](a.png)](https://vd.vn).", "mẫu dùng một dạng mà báo cáo không có"),
        ("Xem [1].\n\n[1]: https://vd.vn", "mẫu dùng một dạng mà báo cáo không có"),
    ] {
        let found = second(body).found();
        assert!(found.iter().any(|headline| headline == said), "{body}: {found:?}");
    }
}

#[test]
fn marks_beside_each_other_are_two_numbers() {
    let small = second("Một[^a][^b] ba.\n\n[^a]: x.\n\n[^b]: y.\n\nHết./.");
    agrees(&small);
    let printed = small.arranged(|_, pages| lines(pages).concat());
    assert!(printed.iter().any(|line| line == "1 , 2"), "{printed:?}");
}

#[test]
fn wrong_marks_behind_letters_of_several_bytes_are_found() {
    for body in [
        "&#3;[^ả]",
        "&amp;ả<<[^`",
        "| \\|*ạ | y |\n|---|---|\n| 1 | 2 |",
        "[1]:g\n*ả=9}.",
        "[x](https://a.vn/a b)",
    ] {
        assert!(!second(body).found().is_empty(), "{body}");
    }
}

#[test]
fn values_of_the_data_are_never_marks() {
    let small =
        second("{{ ten }}.").with_data(r#""ten":{"type":"string"}"#, "ten: 'A[^1] [x](https://vd.vn)'\n");
    agrees(&small);
    small.arranged(|_, pages| assert!(lines(pages)[0].contains(&"A[^1] [x](https://vd.vn).".to_string())));
}

#[test]
fn an_address_of_the_data_is_taken_whole() {
    let schema = r#""d":{"type":"string"}"#;
    let small =
        second("Xem [cổng]({{ d }}), {{ d }}.\n\nHết./.").with_data(schema, "d: https://a.vn/x_(y)?z=1\n");
    agrees(&small);
    let [docx, _] = small.files();
    let targets = docx_part(&docx, "word/_rels/document.xml.rels");
    assert!(targets.contains("Target=\"https://a.vn/x_(y)?z=1\""), "{targets}");
    let printed = small.arranged(|_, pages| lines(pages).concat().join(" "));
    assert!(printed.contains("https://a.vn/x_(y)?z=1."), "{printed}");
    let torn = second("[cổng]({{ d }})").with_data(schema, "d: \"https://a.vn) chữ (b\"\n");
    assert!(torn.found().iter().any(|headline| headline.contains("liên kết viết sai")), "{:?}", torn.found());
}

#[test]
fn another_address_is_a_difference() {
    let [old, new] =
        ["https://a.vn", "https://b.vn"].map(|address| second(&format!("Xem [cổng]({address}).\n\nHết./.")));
    let changed = old.compared(&new);
    assert!(changed.iter().any(|text| text.contains("b.vn")), "{changed:?}");
}

#[test]
fn a_note_is_checked_and_compared_as_text_is() {
    let found = second("Giảm[^1].\n\n[^1]: Lời theo theo chuẩn.").checked();
    assert!(found.iter().any(|headline| headline.contains("“theo” viết hai lần")), "{found:?}");
}
