//! Figures of earlier periods for templates that compare: `ky_truoc` (the period before), `cung_ky` (the same period of last
//! year) and `dau_nam` (all periods of the year so far, this one last). Files are read only when a template names them, and only
//! those of the same template; one that is missing is an error, unless the template asks first: `{% if ky_truoc %}`.
//!
//! An office that begins in the middle of a year has no files of the periods before. What they come to stands in its first file,
//! with its source (`luy_ke_truoc`), and is the first of `dau_nam`.

use std::path::{Path, PathBuf};

use super::Request;
use super::gather::Typed;
use super::period_file::{FoundPeriod, PeriodFile, period_file};
use crate::data::{Node, Schema, Value, keys, opening, read, sheet};
use crate::diag::{Code, Diagnostic, Severity, text};
use crate::period::Period;
use crate::run::Run;
use crate::template::Template;

const BEFORE: &str = "ky_truoc";
const LAST_YEAR: &str = "cung_ky";
const SINCE_NEW_YEAR: &str = "dau_nam";

/// What a template sees of earlier periods, and the files that it comes from.
#[derive(Debug, Default)]
pub(super) struct Earlier {
    pub values: Vec<(String, Value)>,
    pub files: Vec<PathBuf>,
}

/// Reads what the template asks for. A missing file is found, with what wants it.
pub(super) fn earlier(
    run: &mut Run<'_>,
    request: &Request<'_>,
    typed: &Typed,
    template: &Template,
    schema: &Schema,
    own: &[(String, Value)],
) -> Earlier {
    let period = own.iter().find(|(key, _)| key == keys::PERIOD).map(|(_, value)| value);
    let Some(Value::Period(period)) = period else { return Earlier::default() };
    // A template's own key of that name is its own business.
    let is_own = |name: &str| own.iter().any(|(key, _)| key == name);
    let wants = |name: &str| template.uses(name) && !is_own(name);
    let mut reader = EarlierReader { run, request, typed, schema, files: Vec::new() };
    let mut values = Vec::new();
    for (name, wanted) in [(BEFORE, period.previous()), (LAST_YEAR, period.last_year())] {
        if wants(name) {
            values.push((name.to_string(), reader.one(wanted, name, template.guards(name))));
        }
    }
    let opening = opening::of(own);
    if wants(SINCE_NEW_YEAR) {
        let all = reader.since_new_year(*period, own, template.guards(SINCE_NEW_YEAR));
        values.push((SINCE_NEW_YEAR.to_string(), all));
    } else if opening.is_some() {
        reader.run.found.push(opening_unused(typed));
    }
    Earlier { values, files: reader.files }
}

struct EarlierReader<'a, 'w> {
    run: &'a mut Run<'w>,
    request: &'a Request<'a>,
    typed: &'a Typed,
    schema: &'a Schema,
    files: Vec<PathBuf>,
}

/// A period of the year so far: its values, when there is a file of it.
struct Member {
    period: Period,
    path: PathBuf,
    value: Option<Value>,
    of_others: Vec<PathBuf>,
}

impl EarlierReader<'_, '_> {
    /// The values of a period; empty when there is no file of it, which is a finding unless the file is `optional`.
    fn one(&mut self, period: Period, asked_by: &str, optional: bool) -> Value {
        let member = self.read(period);
        member.value.unwrap_or_else(|| {
            if !optional {
                self.run.found.push(missing(period, asked_by, &member.path, &member.of_others));
            }
            Value::Empty
        })
    }

    /// The periods of the year from the first one that has a file, what went before it, and this one. Empty when something is
    /// missing, which is a finding unless the template asks first.
    fn since_new_year(&mut self, period: Period, own: &[(String, Value)], optional: bool) -> Value {
        let own_member = Member {
            period,
            path: self.request.data.to_path_buf(),
            value: Some(Value::Map(own.to_vec())),
            of_others: Vec::new(),
        };
        let mut members: Vec<Member> =
            period.since_new_year().into_iter().map(|earlier| self.read(earlier)).collect();
        members.push(own_member);
        let first = members.iter().position(|member| member.value.is_some()).unwrap_or(0);
        // Days without a report are no gap: nothing happened on them.
        let may_lack = matches!(period, Period::Day(_));
        let before: Vec<Member> = members.drain(..first).collect();
        let opening = members[0].value.as_ref().and_then(as_entries).and_then(opening::of).cloned();
        let mut lacks: Vec<Diagnostic> = members
            .iter()
            .filter(|member| member.value.is_none() && !may_lack)
            .map(|member| missing(member.period, SINCE_NEW_YEAR, &member.path, &member.of_others))
            .collect();
        match (&opening, before.first()) {
            (None, Some(gone)) if !may_lack => lacks.push(no_opening(gone, &members[0])),
            (Some(_), None) => self.run.found.push(nothing_before(&members[0])),
            _ => {}
        }
        let later = members.iter().skip(1).rfind(|member| has_opening(member));
        if let Some(later) = later {
            self.run.found.push(opening_of_later(&members[0], later));
        }
        if !lacks.is_empty() {
            if !optional {
                lacks.into_iter().for_each(|finding| self.run.found.push(finding));
            }
            return Value::Empty;
        }
        let opening = opening.map(|opening| opening::as_period(&opening, members[0].period, self.schema));
        Value::List(
            opening.into_iter().chain(members.into_iter().filter_map(|member| member.value)).collect(),
        )
    }

    fn read(&mut self, period: Period) -> Member {
        // What is wrong there is gathered apart.
        let mut own = Run::new(self.run.world);
        own.sources.adopt(&self.run.sources);
        let found = period_file(&mut own, self.request, self.typed, period);
        let file = match found {
            FoundPeriod::There(file) => file,
            FoundPeriod::Missing(of_others) => {
                self.run.found.extend(own.found);
                let path = self.typed.place.candidates(&self.typed.id, &period.to_string()).swap_remove(0);
                return Member { period, path, value: None, of_others };
            }
        };
        let value = match &file.node {
            Some(node) => {
                self.check_period(node, &file, period, &mut own);
                self.value(node, &file, &mut own)
            }
            None => Value::Empty,
        };
        self.run.sources.adopt(&own.sources);
        let error = own.found.iter().find(|finding| finding.severity == Severity::Error).cloned();
        if let Some(error) = error {
            // One is enough: that file is another's business.
            self.run.found.push(error);
        }
        if !self.files.contains(&file.path) {
            self.files.push(file.path.clone());
        }
        Member { period, path: file.path, value: Some(value), of_others: Vec::new() }
    }

    fn check_period(&self, node: &Node, file: &PeriodFile, period: Period, own: &mut Run<'_>) {
        let typed = node.get(keys::PERIOD).and_then(Node::as_text);
        if typed.and_then(Period::parse) == Some(period) {
            return;
        }
        let (shown, typed) = (file.path.display(), typed.unwrap_or("-"));
        own.found.push(
            Diagnostic::error(
                Code::ValueOutOfRange,
                text!(
                    "{shown} ghi ky: {typed}, không phải {period}",
                    "{shown} has ky: {typed}, not {period}"
                ),
            )
            .at(node.get(keys::PERIOD).map_or(node.span, |node| node.span))
            .help(text!("sửa ky hoặc tên tệp", "correct ky or the file's name")),
        );
    }

    fn value(&mut self, node: &Node, file: &PeriodFile, own: &mut Run<'_>) -> Value {
        let folder = file.path.parent().unwrap_or(Path::new(""));
        let tables = sheet::files(node);
        self.files.extend(tables.iter().map(|name| folder.join(name)));
        let node = sheet::expand(node, self.schema, folder, own);
        read::read(&node, self.schema, read::Required::Nested, &own.sources, &mut own.found)
    }
}

fn as_entries(value: &Value) -> Option<&[(String, Value)]> {
    match value {
        Value::Map(entries) => Some(entries),
        _ => None,
    }
}

fn has_opening(member: &Member) -> bool {
    member.value.as_ref().and_then(as_entries).and_then(opening::of).is_some()
}

fn missing(period: Period, asked_by: &str, path: &Path, of_others: &[PathBuf]) -> Diagnostic {
    let shown = path.display();
    let mut finding = Diagnostic::error(
        Code::FileUnreadable,
        text!(
            "mẫu so với kỳ {period} ({asked_by}) mà không có {shown}",
            "the template compares with {period} ({asked_by}), and there is no {shown}"
        ),
    );
    for other in of_others {
        let other = other.display();
        finding = finding.help(text!("{other} là của mẫu khác", "{other} is of another template"));
    }
    finding.help(text!(
        "chép tệp của kỳ ấy vào cạnh tệp này; kỳ đầu tiên thì mẫu viết {{% if {asked_by} %}}",
        "put the file of that period beside this one; for the first period the template has {{% if {asked_by} %}}"
    ))
}

/// The first file of the year is not of its first period, and does not say what went before.
fn no_opening(gone: &Member, first: &Member) -> Diagnostic {
    let (gone, first) = (gone.path.display(), first.path.display());
    Diagnostic::error(
        Code::FileUnreadable,
        text!(
            "mẫu cộng từ đầu năm (dau_nam) mà không có {gone}",
            "the template adds up from the new year (dau_nam), and there is no {gone}"
        ),
    )
    .help(text!(
        "ghi vào {first} số từ đầu năm đến trước kỳ ấy: luy_ke_truoc: {{nguon: Báo cáo số … ngày …, so_lieu: {{…}}}}; không có gì thì so_lieu: {{}}",
        "write into {first} what went before it in the year: luy_ke_truoc: {{nguon: where it is from, so_lieu: {{…}}}}; for nothing, so_lieu: {{}}"
    ))
}

fn opening_unused(typed: &Typed) -> Diagnostic {
    let node = typed.period.get(keys::OPENING);
    Diagnostic::warning(
        Code::ValueOutOfRange,
        text!(
            "luy_ke_truoc không được dùng: mẫu không cộng từ đầu năm (dau_nam) ở kỳ này",
            "luy_ke_truoc is not used: the template does not add up from the new year (dau_nam) in this period"
        ),
    )
    .at_maybe(node.map(|node| node.span))
    .help(text!("xóa mục ấy", "delete it"))
}

/// Before the first period of the year there is nothing.
fn nothing_before(first: &Member) -> Diagnostic {
    let (shown, period) = (first.path.display(), first.period);
    Diagnostic::error(
        Code::ValueOutOfRange,
        text!(
            "{shown} ghi luy_ke_truoc, mà {period} tính từ đầu năm: không có kỳ nào trước",
            "{shown} has luy_ke_truoc, but {period} begins with the year: nothing goes before"
        ),
    )
    .help(text!("xóa mục luy_ke_truoc ở tệp ấy", "delete luy_ke_truoc in that file"))
}

/// What went before stands in the first file of the year only, else it would count twice.
fn opening_of_later(first: &Member, later: &Member) -> Diagnostic {
    let (first, later) = (first.path.display(), later.path.display());
    Diagnostic::error(
        Code::ValueOutOfRange,
        text!(
            "{later} ghi luy_ke_truoc, mà đã có tệp của kỳ trước: {first}",
            "{later} has luy_ke_truoc, but there is a file of an earlier period: {first}"
        ),
    )
    .help(text!(
        "chỉ tệp đầu tiên của năm ghi luy_ke_truoc; xóa ở {later}",
        "only the first file of the year has luy_ke_truoc; delete it in {later}"
    ))
}
