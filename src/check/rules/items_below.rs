//! An item that counts what the items of the next level below it count one by one: a part of the rule `parts_in_text`.

use rust_decimal::Decimal;

use crate::check::Subject;
use crate::check::figures::{Figure, figures, noun};
use crate::diag::{Code, Diagnostic, Diagnostics, text};
use crate::model::{Block, BlockKind, plain_text};
use crate::text::number;

use super::figure_role::{is_change, is_name};
use super::parts_in_brackets::OVERLAPPING;

/// Finds items that do not add up to the one above them.
pub(super) fn run(subject: &Subject<'_>, found: &mut Diagnostics) {
    let document = subject.document;
    let bodies =
        std::iter::once(&document.body).chain(document.appendices.iter().map(|appendix| &appendix.blocks));
    for blocks in bodies {
        for at in 0..blocks.len() {
            let Some(depth) = depth(&blocks[at]) else { continue };
            let Some(whole) = Counted::of(&blocks[at]) else { continue };
            let below = blocks[at + 1..].iter().map_while(|block| Some((block, self::depth(block)?)));
            let below = below.take_while(|(_, deeper)| *deeper > depth);
            let parts = below.filter(|(_, deeper)| *deeper == depth + 1);
            let parts: Option<Vec<Counted>> = parts.map(|(block, _)| Counted::of(block)).collect();
            let Some(parts) = parts.filter(|parts| parts.len() > 1) else { continue };
            if let Some(fault) = fault(subject, &whole, &parts) {
                found.push(fault);
            }
        }
    }
}

/// An item and the count that it begins with.
struct Counted {
    text: String,
    count: Figure,
}

impl Counted {
    /// `Tiếp nhận 204 đơn …`: one count near the beginning, and no other of the same things.
    fn of(block: &Block) -> Option<Self> {
        let BlockKind::Item { content, .. } = &block.kind else { return None };
        let text = plain_text(content);
        let all = figures(&text);
        let count = *all
            .iter()
            .find(|figure| !figure.percent && !is_name(&text, figure) && !is_change(&text, figure))?;
        let unit = noun(&text, &count)?;
        let others =
            all.iter().filter(|other| other.start != count.start && noun(&text, other) == Some(unit)).count();
        (count.start <= 80 && others == 0).then_some(Counted { text, count })
    }

    fn unit(&self) -> Option<&str> {
        noun(&self.text, &self.count)
    }
}

/// How deep an item stands; `None` for what is no item.
fn depth(block: &Block) -> Option<u8> {
    match &block.kind {
        BlockKind::Item { bullet, .. } => Some(bullet.depth()),
        _ => None,
    }
}

fn fault(subject: &Subject<'_>, whole: &Counted, parts: &[Counted]) -> Option<Diagnostic> {
    let same = parts.iter().all(|part| part.unit() == whole.unit());
    let overlaps =
        parts.iter().any(|part| OVERLAPPING.iter().any(|word| part.text.to_lowercase().contains(word)));
    let sum: Decimal = parts.iter().map(|part| part.count.value).sum();
    let off = (sum - whole.count.value).abs();
    let exceeds = parts.iter().find(|part| part.count.value > whole.count.value);
    // Items that nearly add up are meant to.
    let is_meant = exceeds.is_some() || off * Decimal::from(10) <= whole.count.value;
    if !same || overlaps || off.is_zero() || !is_meant {
        return None;
    }
    let (stated, shown) = (number::grouped(whole.count.value), number::grouped(sum));
    let message = match exceeds {
        Some(part) => {
            let part = number::grouped(part.count.value);
            text!(
                "mục nhỏ ghi {part}, lớn hơn {stated} ở mục trên",
                "an item below has {part}, more than {stated} above it"
            )
        }
        None => text!(
            "các mục nhỏ bên dưới cộng lại {shown}, ở đây ghi {stated}",
            "the items below add up to {shown}, here it is {stated}"
        ),
    };
    // Only what was typed: a template computes sums.
    let range = whole.count.start..whole.count.end;
    let place = subject.trace(&whole.text, range)?;
    Some(Diagnostic::warning(Code::PartsInText, message).at(place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{document, findings_typed, span};
    use crate::model::{Bullet, Inline};

    fn check(whole: &str, parts: &[&str]) -> usize {
        let mut report = document();
        let item = |bullet, text: &str| Block {
            begins_page: false,
            turned: false,
            kind: BlockKind::Item { bullet, content: vec![Inline::plain(text)] },
            span: span(),
        };
        let items = std::iter::once(item(Bullet::Dash, whole))
            .chain(parts.iter().map(|part| item(Bullet::Plus, part)));
        report.body.splice(0..0, items);
        findings_typed(&super::super::parts_in_text::RULE, &report, whole).len()
    }

    #[test]
    fn items_add_up_to_the_one_above() {
        let whole = "Tiếp nhận 204 đơn, cụ thể:";
        assert_eq!(check(whole, &["Khiếu nại: 104 đơn;", "Kiến nghị: 100 đơn."]), 0);
        assert_eq!(check(whole, &["Khiếu nại: 104 đơn;", "Kiến nghị: 90 đơn."]), 1);
        assert_eq!(check(whole, &["Khiếu nại: 402 đơn;", "Kiến nghị: 100 đơn."]), 1);
        // Far from the whole, or of other things, they need not be all.
        assert_eq!(check(whole, &["Khiếu nại: 10 đơn;", "Kiến nghị: 20 đơn."]), 0);
        assert_eq!(check(whole, &["Khiếu nại: 104 vụ;", "Kiến nghị: 90 vụ."]), 0);
        assert_eq!(check(whole, &["Đơn có đủ điều kiện: 204 đơn;", "Đơn trùng: 3 đơn."]), 0);
    }
}
