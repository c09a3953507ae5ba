//! The signer's capacity and name.

use crate::check::{Rule, Subject};
use crate::data::keys;
use crate::diag::page::{CodePage, words as w};
use crate::diag::{Code, Diagnostic, Diagnostics, Text, text};
use crate::model::{BlockKind, Document, DocumentForm, Formula, SignatureBlock, plain_text};

pub(super) const RULE: Rule = Rule {
    code: Code::SignerForm,
    page: CodePage {
        what: w(
            "Quyền hạn ký viết sai (TM., KT., TL., TUQ., Q. có dấu chấm, chức vụ in hoa), hoặc họ tên có học hàm, học vị.",
            "The signing capacity is malformed (TM., KT., TL., TUQ., Q. have a full stop, posts are in capitals), or the name has an academic title.",
        ),
        why: w("Phụ lục I, II.7.b và II.7.c; Điều 13.", "Appendix I, II.7.b and II.7.c; Article 13."),
        wrong: "quyen_han: [KT CHỦ TỊCH]\nho_ten: TS. Nguyễn Văn Mẫu",
        right: "quyen_han: [KT. CHỦ TỊCH, PHÓ CHỦ TỊCH]\nho_ten: Nguyễn Văn Mẫu",
    },
    run,
};

const PREFIXES: [&str; 5] = ["TM", "KT", "TL", "TUQ", "Q"];
const ACADEMIC: [&str; 14] = [
    "GS",
    "PGS",
    "TS",
    "ThS",
    "TSKH",
    "BS",
    "KS",
    "CN",
    "GS.TS",
    "PGS.TS",
    "Tiến sĩ",
    "Thạc sĩ",
    "Bác sĩ",
    "Kỹ sư",
];

fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let document = subject.document;
    let signers = document.cosigners.iter().map(|one| (keys::COSIGNERS, one));
    for (key, signature) in signers.chain([(keys::SIGNER, &document.signature)]) {
        let mut push = |typed: &str, message: Text| {
            let place = subject.span_under(key, typed);
            found.push(Diagnostic::warning(Code::SignerForm, message).at_maybe(place));
        };
        capacity(signature, &mut push);
        name(signature, &mut push);
        // Minutes are signed by who chaired and who wrote.
        if key == keys::SIGNER && document.form != DocumentForm::Minutes {
            committee(document, &mut push);
        }
    }
}

fn capacity(signature: &SignatureBlock, push: &mut impl FnMut(&str, Text)) {
    for line in &signature.capacity {
        let first = line.split(' ').next().unwrap_or_default();
        let bare = first.trim_end_matches(['.', '/']).replace('/', "");
        if PREFIXES.contains(&bare.as_str()) && first != format!("{bare}.") && line.contains(' ') {
            push(line, text!("“{first}” viết là “{bare}.”", "“{first}” is written “{bare}.”"));
        }
        if *line != line.to_uppercase() {
            push(
                line,
                text!(
                    "quyền hạn, chức vụ “{line}” phải in hoa",
                    "the capacity “{line}” is written in capitals"
                ),
            );
        }
    }
    let deputy = signature.capacity.iter().position(|line| line.starts_with("KT."));
    if let Some(at) = deputy
        && signature.capacity.get(at + 1).is_none()
        && signature.second_post.is_none()
    {
        push(
            &signature.capacity[at],
            text!(
                "sau “KT.” phải có dòng chức vụ của người ký",
                "after “KT.” comes a line with the signer's own post"
            ),
        );
    }
    let signs = ["KT.", "TM.", "TL.", "TUQ."];
    let is_close = |line: &&String| {
        signs
            .iter()
            .any(|sign| line.strip_prefix(sign).is_some_and(|rest| rest.starts_with(char::is_alphabetic)))
    };
    if let Some(line) = signature.capacity.iter().find(is_close) {
        push(
            line,
            text!("thiếu dấu cách sau dấu chấm trong “{line}”", "no space after the full stop in “{line}”"),
        );
    }
    let stands_in = ["KT.", "TL.", "TUQ.", "Q."];
    let is_deputy = |line: &&String| line.starts_with("PHÓ ");
    if let Some(line) = signature.capacity.iter().find(is_deputy)
        && !signature.capacity.iter().any(|line| stands_in.iter().any(|sign| line.starts_with(sign)))
    {
        push(
            line,
            text!("cấp phó ký mà không có dòng “KT.” ở trên", "a deputy signs without a line “KT.” above"),
        );
    }
    let own_post = deputy.and_then(|at| signature.capacity.get(at + 1));
    if let Some((at, post)) = deputy.zip(own_post)
        && signature.capacity[at].strip_prefix("KT.").map(str::trim) == Some(post.trim())
    {
        push(
            post,
            text!(
                "ký thay (KT.) mà chức vụ vẫn là “{post}”, phải là cấp phó",
                "signing for “{post}” (KT.), the signer holds another post"
            ),
        );
    }
}

fn name(signature: &SignatureBlock, push: &mut impl FnMut(&str, Text)) {
    let name = &signature.name;
    let title = ACADEMIC
        .iter()
        .find(|title| name.strip_prefix(**title).is_some_and(|rest| rest.starts_with(['.', ' '])));
    if let Some(title) = title {
        push(
            name,
            text!(
                "trước họ tên không ghi “{title}” (ngành được ghi thì ghi ở cap_bac)",
                "the name takes no “{title}” (a sector that may write it has cap_bac)"
            ),
        );
    }
}

/// A committee acts as a body (Appendix I, II.7.a).
fn committee(document: &Document, push: &mut impl FnMut(&str, Text)) {
    let signature = &document.signature;
    let issuer = document.header.issuing_agency.join(" ");
    let is_committee = issuer.starts_with("UBND ") || issuer.starts_with("ỦY BAN NHÂN DÂN");
    let signs_for_it = |line: &String| line.starts_with("TM.") || line.starts_with("TM ");
    if let Some(line) = signature.capacity.first()
        && is_committee
        && !decides_alone(document)
        && !signature.capacity.iter().any(signs_for_it)
    {
        push(
            line,
            text!(
                "văn bản của Ủy ban nhân dân ký thay mặt tập thể, phải có dòng “TM. ỦY BAN NHÂN DÂN”",
                "a People's Committee signs as a body, with the line “TM. ỦY BAN NHÂN DÂN”"
            ),
        );
    }
}

/// Whether the head decides, not the committee: a decision that names the post (form 1.2, note 6).
fn decides_alone(document: &Document) -> bool {
    let head = document.signature.capacity.last().map(|post| post.to_uppercase()).unwrap_or_default();
    document.body.iter().any(|block| match &block.kind {
        BlockKind::Formula { formula: Formula::Authority, content } => {
            !head.is_empty() && plain_text(content).trim().to_uppercase().starts_with(&head)
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::RULE;
    use crate::check::testing::{document, findings};

    #[test]
    fn who_signs_beside_is_read_too() {
        let mut document = document();
        document.header.issuing_agency = vec!["SỞ NỘI VỤ MẪU".into()];
        let mut secretary = document.signature.clone();
        secretary.name = "TS. Trần Văn Mẫu".into();
        document.cosigners = vec![secretary];
        assert_eq!(findings(&RULE, &document).len(), 1);
    }

    #[test]
    fn capacity_and_name_are_read() {
        for (capacity, name, faults) in [
            (vec!["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Nguyễn Văn Mẫu", 0),
            (vec!["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"], "Nguyễn Văn Mẫu", 0),
            (vec!["PHÓ TRƯỞNG BAN"], "Nguyễn Văn Mẫu", 1),
            (vec!["TM. BAN AN TOÀN GIAO THÔNG", "PHÓ TRƯỞNG BAN"], "Nguyễn Văn Mẫu", 1),
            (vec!["KT. CHỦ TỊCH"], "Nguyễn Văn Mẫu", 1),
            (vec!["KT. CHỦ TỊCH", "CHỦ TỊCH"], "Nguyễn Văn Mẫu", 1),
            (vec!["TM ỦY BAN NHÂN DÂN", "CHỦ TỊCH"], "Nguyễn Văn Mẫu", 1),
            (vec!["Chủ tịch"], "Nguyễn Văn Mẫu", 1),
            (vec!["GIÁM ĐỐC"], "TS. Nguyễn Văn Mẫu", 1),
            (vec!["GIÁM ĐỐC"], "Tống Văn Mẫu", 0),
        ] {
            let mut document = document();
            document.header.issuing_agency = vec!["SỞ NỘI VỤ MẪU".into()];
            document.signature.capacity = capacity.iter().map(|line| line.to_string()).collect();
            document.signature.name = name.into();
            assert_eq!(findings(&RULE, &document).len(), faults, "{capacity:?} {name}");
        }
    }

    #[test]
    fn a_committee_signs_as_a_body() {
        let faults = |capacity: &[&str]| {
            let mut document = document();
            document.signature.capacity = capacity.iter().map(|line| line.to_string()).collect();
            findings(&RULE, &document).len()
        };
        assert_eq!(faults(&["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]), 1);
        assert_eq!(faults(&["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]), 0);
    }
}
