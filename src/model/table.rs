//! Tables with merged cells.

use super::{Inline, plain_text};

/// How the text of a column stands in its cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Align {
    /// Against the left edge of the cell.
    #[default]
    Left,
    /// In the middle of the cell.
    Centre,
    /// Against the right edge of the cell, for figures.
    Right,
}

/// A table. Every position of the grid belongs to exactly one cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Alignment of each column, from the left.
    pub columns: Vec<Align>,
    /// Column widths in millimetres, when the template sets them.
    pub widths_mm: Option<Vec<u32>>,
    /// From the top, the header first.
    pub rows: Vec<Row>,
    /// How many of the first rows are the header, repeated on each page.
    pub header_rows: usize,
    /// What stands around its cells, and how they are set.
    pub frame: TableFrame,
}

/// What stands around the cells of a table, and how they are set. Texts are empty where there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct TableFrame {
    /// The number of the form, at the right above all else: `Biểu số 01/TCD`.
    pub form: Vec<Inline>,
    /// Its name, in the middle above it: `Bảng 1. Thu ngân sách`.
    pub caption: Vec<Inline>,
    /// What its figures are counted in, at the right above it: `triệu đồng`.
    pub unit: Vec<Inline>,
    /// What is said of it below it.
    pub note: Vec<Inline>,
    /// Size of its type in points; `None` for the largest in which nothing is broken.
    pub size_pt: Option<u16>,
    /// Whether its cells have lines around them.
    pub ruled: bool,
    /// Whether figures at the right stand with their decimal commas below one another.
    pub at_comma: bool,
    /// What the first words of rows are that are set bold, totals and the like, in lower case; one that ends with `...` is a
    /// beginning.
    pub strong_rows: Vec<String>,
    /// Columns, from 0, whose heads are read from below.
    pub rising_heads: Vec<usize>,
}

impl Default for TableFrame {
    fn default() -> Self {
        TableFrame {
            form: Vec::new(),
            caption: Vec::new(),
            unit: Vec::new(),
            note: Vec::new(),
            size_pt: None,
            ruled: true,
            at_comma: false,
            strong_rows: Vec::new(),
            rising_heads: Vec::new(),
        }
    }
}

impl Table {
    /// Whether a row, from 0, is set bold: the first of its cells with letters says so.
    pub fn is_strong(&self, row: usize) -> bool {
        let strong = &self.frame.strong_rows;
        if strong.is_empty() || row < self.header_rows {
            return false;
        }
        let texts = self.rows[row].cells.iter().map(|cell| plain_text(&cell.content).trim().to_lowercase());
        let first = texts.into_iter().find(|text| text.contains(char::is_alphabetic));
        first.is_some_and(|text| strong.iter().any(|words| is_said(&text, words)))
    }

    /// Whether a cell of a row is a head that is read from below: the lowest one of a column. Numbers of columns are none.
    pub fn is_rising(&self, row: usize, cell: &Cell) -> bool {
        let is_head =
            |cell: &Cell| cell.column_span == 1 && plain_text(&cell.content).contains(char::is_alphabetic);
        let below = (row + cell.row_span).min(self.header_rows)..self.header_rows;
        let mut lower = self.rows[below].iter().flat_map(|row| &row.cells);
        row < self.header_rows
            && self.frame.rising_heads.contains(&cell.column)
            && is_head(cell)
            && !lower.any(|other| other.column == cell.column && is_head(other))
    }

    /// Makes so many of the first rows its header. `false` when a joined cell would be cut, or there are not so many.
    pub fn set_header_rows(&mut self, count: usize) -> bool {
        let cuts = |(index, row): (usize, &Row)| row.cells.iter().any(|cell| index + cell.row_span > count);
        let fits = count <= self.rows.len() && !self.rows.iter().enumerate().take(count).any(cuts);
        if fits {
            self.header_rows = count;
        }
        fits
    }
}

/// Whether a cell says what is wanted: all of it, or its beginning where that ends with `...`.
fn is_said(text: &str, wanted: &str) -> bool {
    let text = text.trim_end_matches([':', '.', ' ']);
    wanted.strip_suffix("...").map_or_else(|| text == wanted, |start| text.starts_with(start.trim_end()))
}

/// The cells that begin in one row, by column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// From left to right; none when cells from above fill the row.
    pub cells: Vec<Cell>,
}

/// A cell, with the position where it begins being its row and `column`.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// The column where it begins, from 0.
    pub column: usize,
    /// How many columns it covers, at least 1.
    pub column_span: usize,
    /// How many rows it covers, at least 1.
    pub row_span: usize,
    /// Its text in one paragraph; empty for an empty cell.
    pub content: Vec<Inline>,
}

/// What stands at one position of the markup's grid.
#[derive(Clone, Debug, PartialEq)]
enum Position {
    Content(Vec<Inline>),
    /// `<<`: joined to the position on its left.
    JoinLeft,
    /// `^^`: joined to the position above.
    JoinUp,
}

/// A position that cannot be joined as the markup asks. Row and column from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GridError {
    /// The row of the position, the header's first one being 0.
    pub row: usize,
    /// The column, counted from the left edge of the table.
    pub column: usize,
}

/// Builds a [`Table`] from a grid in which some positions are joined to their neighbours.
#[derive(Debug, Default)]
pub struct TableBuilder {
    columns: Vec<Align>,
    widths_mm: Option<Vec<u32>>,
    grid: Vec<Vec<Position>>,
}

impl TableBuilder {
    /// A table of columns with these alignments and perhaps widths in millimetres; it has no rows yet.
    pub fn new(columns: Vec<Align>, widths_mm: Option<Vec<u32>>) -> Self {
        TableBuilder { columns, widths_mm, grid: Vec::new() }
    }

    /// Adds a row; `cells` are the texts, with `Err("^^")` or `Err("<<")` for a join.
    pub fn row(&mut self, cells: Vec<Result<Vec<Inline>, &'static str>>) {
        let position = |cell| match cell {
            Ok(content) => Position::Content(content),
            Err("^^") => Position::JoinUp,
            Err(_) => Position::JoinLeft,
        };
        self.grid.push(cells.into_iter().map(position).collect());
    }

    /// The table; its first row, and rows joined to the header, are the header.
    ///
    /// # Errors
    /// [`GridError`] for a join that leaves the table or makes a cell that is no rectangle.
    pub fn build(self) -> Result<Table, GridError> {
        let width = self.columns.len();
        let origins = self.origins()?;
        let mut rows: Vec<Row> = Vec::with_capacity(self.grid.len());
        let mut header_rows = 1.min(self.grid.len());
        for (r, line) in self.grid.into_iter().enumerate() {
            if r == header_rows && origins[r].iter().any(|origin| origin.0 < header_rows) {
                header_rows += 1;
            }
            let mut cells = Vec::new();
            for (c, position) in line.into_iter().enumerate() {
                if let Position::Content(content) = position {
                    let (column_span, row_span) = extent(&origins, r, c, width)?;
                    cells.push(Cell { column: c, column_span, row_span, content });
                }
            }
            rows.push(Row { cells });
        }
        Ok(Table {
            columns: self.columns,
            widths_mm: self.widths_mm,
            rows,
            header_rows,
            frame: TableFrame::default(),
        })
    }

    /// For each position, where its cell begins.
    fn origins(&self) -> Result<Vec<Vec<(usize, usize)>>, GridError> {
        let mut origins: Vec<Vec<(usize, usize)>> = Vec::with_capacity(self.grid.len());
        for (row, line) in self.grid.iter().enumerate() {
            let mut here: Vec<(usize, usize)> = Vec::with_capacity(line.len());
            for (column, position) in line.iter().enumerate() {
                let origin = match position {
                    Position::Content(_) => Some((row, column)),
                    Position::JoinLeft => column.checked_sub(1).map(|left| here[left]),
                    Position::JoinUp => row.checked_sub(1).map(|above| origins[above][column]),
                };
                here.push(origin.ok_or(GridError { row, column })?);
            }
            origins.push(here);
        }
        Ok(origins)
    }
}

/// Columns and rows that the cell beginning at `(row, column)` covers; an error when they are no rectangle.
fn extent(
    origins: &[Vec<(usize, usize)>],
    row: usize,
    column: usize,
    width: usize,
) -> Result<(usize, usize), GridError> {
    let mine = (row, column);
    let columns = (column..width).take_while(|&c| origins[row][c] == mine).count();
    let covers = |r: usize| (column..column + columns).all(|c| origins[r][c] == mine);
    let rows = (row..origins.len()).take_while(|&r| covers(r)).count();
    // A position of this cell outside the rectangle can only be beside it or right below it.
    let bottom = (row + rows + 1).min(origins.len());
    for (r, line) in origins.iter().enumerate().take(bottom).skip(row) {
        for (c, origin) in line.iter().enumerate() {
            let inside = (row..row + rows).contains(&r) && (column..column + columns).contains(&c);
            if *origin == mine && !inside {
                return Err(GridError { row: r, column: c });
            }
        }
    }
    Ok((columns, rows))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn build(rows: &[&[&'static str]]) -> Result<Table, GridError> {
        let mut builder = TableBuilder::new(vec![Align::Left; rows[0].len()], None);
        for row in rows {
            let cell = |text: &&'static str| match *text {
                "^^" | "<<" => Err(*text),
                text => Ok(vec![Inline::plain(text)]),
            };
            builder.row(row.iter().map(cell).collect());
        }
        builder.build()
    }

    fn spans(table: &Table, row: usize) -> Vec<(usize, usize, usize)> {
        table.rows[row].cells.iter().map(|cell| (cell.column, cell.column_span, cell.row_span)).collect()
    }

    #[test]
    fn joined_cells_of_a_two_level_header() {
        let table = build(&[&["STT", "Tổng", "<<"], &["^^", "a", "b"], &["1", "2", "3"]]).expect("sound");
        assert_eq!(table.header_rows, 2);
        assert_eq!(spans(&table, 0), [(0, 1, 2), (1, 2, 1)]);
        assert_eq!(spans(&table, 1), [(1, 1, 1), (2, 1, 1)]);
    }

    #[test]
    fn a_block_of_joined_cells_is_one_cell() {
        let table = build(&[&["a", "<<"], &["^^", "<<"], &["1", "2"]]).expect("sound");
        assert_eq!(spans(&table, 0), [(0, 2, 2)]);
        assert!(table.rows[1].cells.is_empty());
    }

    #[test]
    fn joins_that_leave_the_table_or_make_no_rectangle_are_refused() {
        assert_eq!(build(&[&["<<", "a"]]).expect_err("leaves"), GridError { row: 0, column: 0 });
        assert_eq!(build(&[&["a", "^^"]]).expect_err("leaves"), GridError { row: 0, column: 1 });
        assert_eq!(build(&[&["a", "<<"], &["^^", "b"]]).expect_err("an L"), GridError { row: 1, column: 0 });
        assert_eq!(build(&[&["a", "b"], &["^^", "<<"]]).expect_err("an L"), GridError { row: 1, column: 1 });
    }

    proptest! {
        /// However positions are joined, a table that is built has each of them in one cell.
        #[test]
        fn every_position_belongs_to_one_cell(
            width in 1_usize..6,
            signs in proptest::collection::vec(0_u8..5, 1..40),
        ) {
            let mut builder = TableBuilder::new(vec![Align::Left; width], None);
            let rows: Vec<_> = signs.chunks_exact(width).collect();
            for row in &rows {
                builder.row(row.iter().map(|sign| match sign {
                    0 => Err("^^"),
                    1 => Err("<<"),
                    _ => Ok(vec![Inline::plain("x")]),
                }).collect());
            }
            if let Ok(table) = builder.build() {
                let mut seen = vec![vec![0; width]; rows.len()];
                for (at, row) in table.rows.iter().enumerate() {
                    for cell in &row.cells {
                        for line in &mut seen[at..at + cell.row_span] {
                            line[cell.column..cell.column + cell.column_span].iter_mut().for_each(|count| *count += 1);
                        }
                    }
                }
                prop_assert!(seen.iter().flatten().all(|count| *count == 1), "{:?}", seen);
            }
        }
    }
}
