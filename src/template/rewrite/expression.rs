//! The expressions of a tag. Tera computes in binary numbers, in which `0.1 + 0.2` is not `0.3` and a difference of two sums of
//! money may be anything; so each operation becomes the call of a function that computes in decimals. `~` becomes one, too, which
//! prints what it puts together, and bounds it. Loops inside lists count.
//!
//! Only as much of Tera's grammar is read as tells where operands begin and end; what is wrong stays for Tera to report.

use std::ops::Range;

use super::tokens::{TagToken, TokenClass, tokens};
use super::{CONCAT, Fragment, STEP, Use, added};

/// An operation of arithmetic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Operation {
    Add,
    Subtract,
    Multiply,
    Divide,
    FloorDivide,
    Remainder,
    Power,
}

/// The operations, with their signs and the functions that do them.
pub(in super::super) const OPERATIONS: [(Operation, &str, &str); 7] = [
    (Operation::Add, "+", "phep_cong"),
    (Operation::Subtract, "-", "phep_tru"),
    (Operation::Multiply, "*", "phep_nhan"),
    (Operation::Divide, "/", "phep_chia"),
    (Operation::FloorDivide, "//", "phep_chia_nguyen"),
    (Operation::Remainder, "%", "phep_lay_du"),
    (Operation::Power, "**", "phep_luy_thua"),
];

/// The comparisons that need an order, with the functions that make them.
pub(in super::super) const COMPARISONS: [(&str, &str); 4] =
    [("<", "nho_hon"), (">", "lon_hon"), ("<=", "khong_lon_hon"), (">=", "khong_nho_hon")];

/// In rules, what is left out is asked for without an error, and makes no figure right or wrong.
pub(in super::super) const EQUALITIES: [(&str, &str); 2] = [("==", "bang_nhau"), ("!=", "khac_nhau")];

/// Words before an operand.
const KEYWORDS: [&str; 10] = ["if", "elif", "else", "and", "or", "not", "in", "is", "for", "set"];

/// `text[range]`, what stands in a tag, rewritten.
pub(super) fn rewritten(text: &str, range: Range<usize>, use_: Use) -> Vec<Fragment> {
    let tokens = tokens(text, range.clone());
    let start = tokens.first().map_or(range.end, |token| token.start);
    let mut reader = Reader { text, tokens, at: 0, use_ };
    let mut pieces = vec![Fragment::Kept(range.start..start)];
    if reader.sign() == Some("<") || reader.sign() == Some("/") {
        reader.component(&mut pieces);
    }
    while reader.at < reader.tokens.len() {
        reader.sequence(None, &mut pieces);
        // A bracket that nothing opened.
        reader.keep(&mut pieces);
    }
    pieces
}

/// An operand or what an operation makes of two.
struct Term {
    pieces: Vec<Fragment>,
}

struct Reader<'t> {
    text: &'t str,
    tokens: Vec<TagToken>,
    at: usize,
    use_: Use,
}

impl Reader<'_> {
    fn peek(&self) -> Option<&TagToken> {
        self.tokens.get(self.at)
    }

    fn shown(&self, class: TokenClass) -> Option<&str> {
        self.peek().filter(|token| token.class == class).map(|token| &self.text[token.start..token.end])
    }

    fn sign(&self) -> Option<&str> {
        self.shown(TokenClass::Sign)
    }

    fn word(&self) -> Option<&str> {
        self.shown(TokenClass::Word)
    }

    fn is_keyword(&self) -> bool {
        self.word().is_some_and(|word| KEYWORDS.contains(&word))
    }

    /// Takes the next token as it is.
    fn keep(&mut self, pieces: &mut Vec<Fragment>) {
        if let Some(token) = self.peek() {
            pieces.push(Fragment::Kept(token.whole()));
            self.at += 1;
        }
    }

    /// Terms and what separates them, up to a closing bracket. `list` is set for one in `[…]` that may hold a loop.
    fn sequence(&mut self, mut list: Option<&mut OpenList>, pieces: &mut Vec<Fragment>) {
        while self.at < self.tokens.len() && !matches!(self.sign(), Some(")" | "]" | "}")) {
            let before = self.at;
            let (is_loop, is_condition) = (self.word() == Some("for"), self.word() == Some("if"));
            if self.is_keyword() {
                self.keep(pieces);
            } else {
                pieces.extend(self.arithmetic(0).pieces);
            }
            if self.at == before {
                self.keep(pieces);
            }
            let Some(list) = list.as_deref_mut() else { continue };
            if is_condition && list.has_loop && !list.has_condition {
                list.has_condition = true;
                // The white space behind the word stays inside.
                let word = pieces.pop();
                pieces.extend(split_space(self.text, word, &format!(" {STEP}() == \"\" and (")));
            }
            list.has_loop |= is_loop;
        }
    }

    /// A bracket with what it holds, up to the one that closes it.
    fn group(&mut self, mut list: Option<OpenList>, pieces: &mut Vec<Fragment>) {
        self.keep(pieces);
        self.sequence(list.as_mut(), pieces);
        match list {
            Some(OpenList { has_condition: true, .. }) => pieces.push(added(")")),
            Some(OpenList { has_loop: true, .. }) => pieces.push(added(format!(" if {STEP}() == \"\""))),
            _ => {}
        }
        self.keep(pieces);
    }

    /// A term: operands and the operations that bind as strongly as `least`, or stronger.
    fn arithmetic(&mut self, least: u8) -> Term {
        let mut left = self.operand();
        while let Some((sign, strength)) = self.operator().filter(|(_, strength)| *strength >= least) {
            if left.pieces.is_empty() {
                break;
            }
            let token = self.tokens[self.at];
            self.at += 1;
            // Powers are taken from the right, the others from the left.
            let right = self.arithmetic(if sign == "**" { strength } else { strength + 1 });
            left = joined(left, token, &sign, right);
        }
        left
    }

    fn operator(&self) -> Option<(String, u8)> {
        let sign = self.sign()?;
        let strength = match sign {
            "<" | ">" | "<=" | ">=" => 0,
            "==" | "!=" if self.use_ == Use::Rule => 0,
            "+" | "-" => 1,
            "*" | "/" | "//" | "%" | "~" => 2,
            "**" => 3,
            _ => return None,
        };
        Some((sign.to_string(), strength))
    }

    /// A value with what is called on it: `-a.b[0](c=1) | d(e=2)`.
    fn operand(&mut self) -> Term {
        let mut pieces = Vec::new();
        while self.sign() == Some("-") {
            self.keep(&mut pieces);
        }
        match (self.peek().map(|token| token.class), self.sign()) {
            (Some(TokenClass::Sign), Some("(" | "{")) => self.group(None, &mut pieces),
            (Some(TokenClass::Sign), Some("[")) => self.group(Some(OpenList::default()), &mut pieces),
            (Some(TokenClass::Sign), Some("<")) if self.is_component() => self.component(&mut pieces),
            (None | Some(TokenClass::Sign), _) => return Term { pieces },
            _ if self.is_keyword() => return Term { pieces },
            _ => self.keep(&mut pieces),
        }
        while let Some(sign) = self.sign() {
            match sign {
                "." | "?." | "|" => {
                    if sign == "." && self.use_ == Use::Rule && !self.is_of_loop() {
                        pieces.push(added("?"));
                    }
                    self.keep(&mut pieces);
                    if matches!(
                        self.peek().map(|token| token.class),
                        Some(TokenClass::Word | TokenClass::Number)
                    ) {
                        self.keep(&mut pieces);
                    }
                }
                "(" | "[" | "?[" => self.group(None, &mut pieces),
                _ => break,
            }
        }
        Term { pieces }
    }

    /// Whether the point stands behind `loop`, whose fields are always there.
    fn is_of_loop(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        before.is_some_and(|token| &self.text[token.start..token.end] == "loop")
    }

    /// Whether `<` opens the call of a component: its name follows at once.
    fn is_component(&self) -> bool {
        let (this, next) = (self.peek(), self.tokens.get(self.at + 1));
        this.zip(next).is_some_and(|(this, next)| next.class == TokenClass::Word && this.end == next.start)
    }

    /// The tag of a component, whose arguments in braces are expressions.
    fn component(&mut self, pieces: &mut Vec<Fragment>) {
        while let Some(token) = self.peek() {
            let sign = Some(&self.text[token.start..token.end]).filter(|_| token.class == TokenClass::Sign);
            match sign {
                Some("{") => self.group(None, pieces),
                Some(">") => return self.keep(pieces),
                _ => self.keep(pieces),
            }
        }
    }
}

/// A list that is open: whether it is made by a loop, and whether that has a condition.
#[derive(Clone, Copy, Default)]
struct OpenList {
    has_loop: bool,
    has_condition: bool,
}

/// What an operation makes of two terms.
fn joined(left: Term, token: TagToken, sign: &str, right: Term) -> Term {
    let mut pieces = Vec::new();
    if right.pieces.is_empty() {
        pieces.extend(left.pieces);
        pieces.push(Fragment::Kept(token.whole()));
        return Term { pieces };
    }
    let function = match sign {
        "~" => CONCAT,
        "<" | ">" | "<=" | ">=" | "==" | "!=" => {
            let mut all = COMPARISONS.iter().chain(&EQUALITIES);
            all.find(|(known, _)| *known == sign).map_or("", |(_, function)| *function)
        }
        _ => OPERATIONS.iter().find(|(_, known, _)| *known == sign).map_or("", |(_, _, function)| *function),
    };
    pieces.push(added(format!("{function}(a=(")));
    pieces.extend(left.pieces);
    pieces.push(added("), b=("));
    pieces.extend(right.pieces);
    pieces.push(added("))"));
    Term { pieces }
}

/// A kept piece with `more` before the white space that ends it.
fn split_space(text: &str, piece: Option<Fragment>, more: &str) -> Vec<Fragment> {
    let Some(Fragment::Kept(range)) = piece else { return piece.into_iter().collect() };
    let end = range.start + text[range.clone()].trim_end().len();
    vec![Fragment::Kept(range.start..end), added(more.to_string()), Fragment::Kept(end..range.end)]
}

#[cfg(test)]
mod tests {
    use super::super::Rewritten;

    #[track_caller]
    fn check(expression: &str, expected: &str) {
        let made = Rewritten::new(&format!("{{% if {expression} %}}")).text;
        let inside = made.strip_prefix("{% if ").and_then(|made| made.strip_suffix("%}"));
        assert_eq!(inside.map(str::trim_end), Some(expected.trim_end()));
    }

    #[test]
    fn operations_are_done_by_functions() {
        check("a + b", "phep_cong(a=(a ), b=(b ))");
        check("a + b * c", "phep_cong(a=(a ), b=(phep_nhan(a=(b ), b=(c ))))");
        check("a - b - c", "phep_tru(a=(phep_tru(a=(a ), b=(b ))), b=(c ))");
        check("a ** b ** c", "phep_luy_thua(a=(a ), b=(phep_luy_thua(a=(b ), b=(c ))))");
        check("(a + b) / 2", "phep_chia(a=((phep_cong(a=(a ), b=(b))) ), b=(2 ))");
        check("-a // -b % c", "phep_lay_du(a=(phep_chia_nguyen(a=(-a ), b=(-b ))), b=(c ))");
        check("a + b | so", "phep_cong(a=(a ), b=(b | so ))");
        check("x[a + 1].b and f(c=d-1)", "x[phep_cong(a=(a ), b=(1))].b and f(c=phep_tru(a=(d), b=(1)))");
        check("not a + 1 is odd", "not phep_cong(a=(a ), b=(1 ))is odd");
        check("a if b - 1 else -c", "a if phep_tru(a=(b ), b=(1 ))else -c");
    }

    #[test]
    fn comparisons_are_made_by_functions() {
        check("a < b and c >= -1", "nho_hon(a=(a ), b=(b ))and khong_nho_hon(a=(c ), b=(-1 ))");
        check("a + 1 > b.c", "lon_hon(a=(phep_cong(a=(a ), b=(1 ))), b=(b.c ))");
        check("a <= b | so == true", "khong_lon_hon(a=(a ), b=(b | so ))== true");
    }

    #[test]
    fn texts_are_put_together_by_a_function() {
        check("a ~ \"%\" ~ b", "phep_noi(a=(phep_noi(a=(a ), b=(\"%\" ))), b=(b ))");
        check("a ~ b + c", "phep_cong(a=(phep_noi(a=(a ), b=(b ))), b=(c ))");
    }

    #[test]
    fn what_is_no_operation_stays() {
        for expression in [
            "a == b and c != -1",
            "a is divisible_by(3)",
            "\"a + b\" == 'c - d'",
            "a.0.b[1:2] | x(y=-1, z={\"k\": [1, -2]})",
            "a -",
            "a + ) b",
            "* a",
        ] {
            check(expression, expression);
        }
        for tag in [
            "{% <c n=\"a-b\" x={d} /> %}",
            "{% set_global a = -1 %}",
            "{% include \"a-b/c.md\" %}",
            "{% </c> %}",
        ] {
            assert_eq!(Rewritten::new(tag).text, tag);
        }
        assert_eq!(
            Rewritten::new("{% <c n={a + 1}> %}{{ <d/> }}").text,
            "{% <c n={phep_cong(a=(a ), b=(1))}> %}{{ <d/> }}"
        );
    }
}
