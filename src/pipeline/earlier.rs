//! Figures of earlier periods for templates that compare: `ky_truoc` (the period before), `cung_ky` (the same period of last
//! year) and `dau_nam` (all periods of the year so far, this one last). Files are read only when a template names them, and only
//! those of the same template; one that is missing is an error, unless the template asks first: `{% if ky_truoc %}`.
//!
//! An office that begins in the middle of a year has no files of the periods before. What they come to stands in its first file,
//! with its source (`luy_ke_truoc`), and is the first of `dau_nam`.

use std::path::{Path, PathBuf};

use chrono::Datelike;

use super::Request;
use super::gather::Typed;
use super::period_file::{self, FoundPeriod, PeriodFile, period_file};
use crate::data::{Node, Schema, Value, keys, opening, read, sheet};
use crate::diag::{Code, Diagnostic, Severity, Text, text};
use crate::period::Period;
use crate::run::Run;
use crate::template::{SINCE_NEW_YEAR, Template};
use crate::world::World;

const BEFORE: &str = "ky_truoc";
const LAST_YEAR: &str = "cung_ky";

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
    let has_others = period_file::stems(run.world, typed).iter().any(|other| is_before(*other, *period));
    let mut reader = EarlierReader { run, request, typed, schema, has_others, files: Vec::new() };
    let mut values = Vec::new();
    let before = period_before(reader.run.world, typed, *period);
    for (name, wanted) in [(BEFORE, before), (LAST_YEAR, period.last_year())] {
        if wants(name) {
            values.push((name.to_string(), reader.one(wanted, name, template.guards(name))));
        }
    }
    let opening = opening::of(own);
    blank_opening(&typed.period, reader.run);
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
    /// Whether there are files of earlier periods of this kind, of whatever template.
    has_others: bool,
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
            let lack = missing(period, asked_by, &member.path, &member.of_others);
            // Of last year's there may be none although there are others.
            let is_gap = asked_by == BEFORE && (self.has_others || !member.of_others.is_empty());
            match (optional, is_gap) {
                (false, false) => self.run.found.push(lack.help(first_of_all(asked_by))),
                (false, true) => self.run.found.push(lack.help(put_back())),
                (true, true) => self.run.found.push(left_out(lack)),
                (true, false) => {}
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
        let earlier = earlier_in_year(self.run.world, self.typed, period);
        let mut members: Vec<Member> = earlier.into_iter().map(|earlier| self.read(earlier)).collect();
        members.push(own_member);
        let first = members.iter().position(|member| member.value.is_some()).unwrap_or(0);
        // Days without a report are no gap: nothing happened on them.
        let may_lack = matches!(period, Period::Day(_));
        let before: Vec<Member> = members.drain(..first).collect();
        let opening = members[0].value.as_ref().and_then(as_entries).and_then(opening::of).cloned();
        let mut lacks: Vec<Diagnostic> = members
            .iter()
            .filter(|member| member.value.is_none() && !may_lack)
            .map(|member| {
                missing(member.period, SINCE_NEW_YEAR, &member.path, &member.of_others).help(put_back())
            })
            .collect();
        lacks.extend(gaps_of_days(&members));
        let begins_late = before.first().map(|gone| gone.path.clone()).or_else(|| days_before(&members[0]));
        let is_begun = before.iter().any(|member| !member.of_others.is_empty()) || members.len() > 1;
        match (&opening, begins_late) {
            (None, Some(gone)) => lacks.push(no_opening(&gone, &members[0])),
            (Some(_), None) => self.run.found.push(nothing_before(&members[0])),
            _ => {}
        }
        let later = members.iter().skip(1).rfind(|member| has_opening(member));
        if let Some(later) = later {
            self.run.found.push(opening_of_later(&members[0], later));
        }
        if !lacks.is_empty() {
            match (optional, is_begun) {
                (false, _) => lacks.into_iter().for_each(|finding| self.run.found.push(finding)),
                (true, true) => lacks.into_iter().for_each(|lack| self.run.found.push(left_out(lack))),
                (true, false) => {}
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
                blank_opening(node, &mut own);
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
        let mut value = read::read(&node, self.schema, read::Required::Nested, &own.sources, &mut own.found);
        value.fill_lists(self.schema);
        if let Value::Map(entries) = &mut value
            && let Some((_, Value::Period(period))) = entries.iter().find(|(key, _)| key == keys::PERIOD)
        {
            let year = Value::Integer(period.year().into());
            entries.push((keys::YEAR.to_string(), year));
        }
        value
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
    finding
}

fn first_of_all(asked_by: &str) -> Text {
    text!(
        "chép tệp của kỳ ấy vào cạnh tệp này; kỳ đầu tiên thì mẫu viết {{% if {asked_by} %}}",
        "put the file of that period beside this one; for the first period the template has {{% if {asked_by} %}}"
    )
}

fn put_back() -> Text {
    text!(
        "đã có kỳ trước nữa: chép lại tệp của kỳ ấy (baocao archive restore lấy lại số liệu đã phát hành), hoặc sửa tên tệp, mục mau",
        "there are earlier periods: put that file back (baocao archive restore brings back what was issued), or correct its name or mau"
    )
}

/// A comparison that is left out although the office has earlier reports: nobody would see it.
fn left_out(lack: Diagnostic) -> Diagnostic {
    Diagnostic { severity: Severity::Warning, ..lack }.help(text!(
        "phần so sánh, lũy kế ấy không in; đúng là không có thì ghi chap_nhan kèm lý do",
        "that comparison or total is not printed; if there is none, accept the finding with a reason (chap_nhan)"
    ))
}

/// The period before: of days from one to another the one that ends right before, however long it is.
pub(super) fn period_before(world: &dyn World, typed: &Typed, period: Period) -> Period {
    let Period::Days(from, _) = period else { return period.previous() };
    let ends = |other: &Period| matches!(other, Period::Days(_, to) if to.succ_opt() == Some(from));
    period_file::stems(world, typed).into_iter().find(ends).unwrap_or_else(|| period.previous())
}

/// Whether a period of the same kind ends before another does.
fn is_before(other: Period, period: Period) -> bool {
    std::mem::discriminant(&other) == std::mem::discriminant(&period) && other.last_day() < period.last_day()
}

/// The earlier periods of the year, the first one first: of days from one to another, those that there are files of.
fn earlier_in_year(world: &dyn World, typed: &Typed, period: Period) -> Vec<Period> {
    if !matches!(period, Period::Days(..)) {
        return period.since_new_year();
    }
    let is_of_year = |other: &Period| is_before(*other, period) && other.year() == period.year();
    let mut periods: Vec<Period> = period_file::stems(world, typed).into_iter().filter(is_of_year).collect();
    periods.sort_by_key(|period| period.first_day());
    periods.dedup();
    periods
}

/// Days that no period has, and that two have, between periods from one day to another.
fn gaps_of_days(members: &[Member]) -> Vec<Diagnostic> {
    let is_apart = |pair: &&[Member]| {
        matches!(pair[1].period, Period::Days(..))
            && pair[0].period.last_day().succ_opt() != Some(pair[1].period.first_day())
    };
    let gap = |pair: &[Member]| {
        let (one, other) = (pair[0].path.display(), pair[1].path.display());
        Diagnostic::error(
            Code::FileUnreadable,
            text!(
                "mẫu cộng từ đầu năm (dau_nam) mà {one} và {other} không liền ngày nhau",
                "the template adds up from the new year (dau_nam), and {one} and {other} are not of days that follow"
            ),
        )
        .help(text!(
            "các kỳ phải nối nhau: kỳ sau bắt đầu ngay sau ngày cuối của kỳ trước",
            "periods have to follow: each begins on the day after the last day of the one before"
        ))
    };
    members.windows(2).filter(is_apart).map(gap).collect()
}

/// The file of the first days from one to another, when the year had days before them.
fn days_before(first: &Member) -> Option<PathBuf> {
    let Period::Days(from, _) = first.period else { return None };
    (from.ordinal() > 1).then(|| first.path.with_file_name(format!("{}-01-01..….yaml", from.year())))
}

/// What is written of what went before has to be filled in.
fn blank_opening(node: &Node, own: &mut Run<'_>) {
    for blank in opening::blanks(node) {
        let key = &blank.key;
        own.found.push(
            Diagnostic::error(
                Code::MissingValue,
                text!(
                    "“{key}” của luy_ke_truoc chưa điền giá trị",
                    "“{key}” of luy_ke_truoc is not filled in"
                ),
            )
            .at(blank.key_span)
            .help(text!(
                "điền số từ đầu năm đến trước kỳ này; không có gì thì xóa dòng",
                "fill in what went before in the year; delete the line when there was nothing"
            )),
        );
    }
}

/// The first file of the year is not of its first period, and does not say what went before.
fn no_opening(gone: &Path, first: &Member) -> Diagnostic {
    let (gone, first) = (gone.display(), first.path.display());
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
