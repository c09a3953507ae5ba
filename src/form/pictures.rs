//! Pictures: alone in the middle, or side by side at one height, each with its caption below.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::Arranger;
use super::decree::{self, PARAGRAPH_GAP};
use super::styles::Element;
use crate::arrangement::structure::NodeId;
use crate::arrangement::{ArrangedBlock, ArrangedKind, ArrangedPicture, Grid, GridCell, GridRow, PageFormat};
use crate::diag::{Code, Diagnostic, text};
use crate::model::{BlockKind, Document, Paper, Picture, PictureRows};
use crate::raster::{Printed, Raster, RasterError};
use crate::source::Span;
use crate::units::Length;

/// Between pictures side by side.
const GAP: Length = Length::mm(4);

/// What of a page is left for a caption.
const ROOM_FOR_CAPTION: Length = Length::mm(20);

/// What is printed of each picture, by its file and its size in dots.
pub(super) type PrintedPictures = BTreeMap<(String, u32), Result<Arc<Printed>, RasterError>>;

const MILLION: i64 = 1_000_000;

/// Width and height in print.
type Size = (Length, Length);

/// Makes what is printed of all pictures, side by side: to decode one takes longer than all else.
pub(super) fn print_all(document: &Document) -> PrintedPictures {
    let mut wanted = BTreeMap::new();
    let appendices = document.appendices.iter().map(|appendix| (&appendix.blocks, appendix.paper));
    for (blocks, paper) in std::iter::once((&document.body, Paper::A4)).chain(appendices) {
        for block in blocks {
            let page = decree::page(if block.turned { paper.turned() } else { paper });
            let BlockKind::Pictures(pictures) = &block.kind else { continue };
            for (row, sizes) in pictures.rows().zip(all_sizes(pictures, &page)) {
                for (picture, (width, _)) in row.iter().zip(sizes) {
                    let dots = picture.raster.dots(width);
                    wanted.insert(key(&picture.raster, width), (&picture.raster, dots));
                }
            }
        }
    }
    let print = |(key, (raster, dots)): (_, (&Arc<Raster>, _))| (key, raster.print(dots).map(Arc::new));
    wanted.into_par_iter().map(print).collect()
}

fn key(raster: &Raster, width: Length) -> (String, u32) {
    (raster.digest.clone(), raster.dots(width).0)
}

/// The pictures of one block.
pub(super) fn blocks<'a>(
    arranger: &mut Arranger<'a, '_>,
    pictures: &'a PictureRows,
    page: &PageFormat,
    span: Span,
    section: NodeId,
) -> Vec<ArrangedBlock<'a>> {
    let mut blocks = Vec::new();
    for (row, sizes) in pictures.rows().zip(all_sizes(pictures, page)) {
        too_wide(arranger, row, page, span);
        let mut cells: Vec<Vec<ArrangedBlock<'a>>> = Vec::new();
        for (picture, size) in row.iter().zip(&sizes) {
            cells.push(cell(arranger, picture, *size, span, section));
        }
        match cells.len() {
            1 => blocks.extend(cells.pop().unwrap_or_default()),
            _ => blocks.push(ArrangedKind::Table(Box::new(side_by_side(cells, &sizes, page))).into()),
        }
    }
    blocks.iter_mut().for_each(|block| block.span = Some(span));
    blocks
}

/// A picture and its caption.
fn cell<'a>(
    arranger: &mut Arranger<'a, '_>,
    picture: &'a Picture,
    (width, height): Size,
    span: Span,
    section: NodeId,
) -> Vec<ArrangedBlock<'a>> {
    let printed = match arranger.pictures.get(&key(&picture.raster, width)) {
        Some(Ok(printed)) => Arc::clone(printed),
        Some(Err(error)) => {
            let (what, help) = error.message();
            let (vi, en) = (what.vi, what.en);
            let message = text!("ảnh {vi}", "the picture {en}");
            arranger.found.push(Diagnostic::error(Code::PictureUnusable, message).at(span).help(help));
            return Vec::new();
        }
        None => return Vec::new(),
    };
    let style = arranger.styles.seldom(Element::Picture, arranger.sizes);
    let node = arranger.structure.picture(section, &picture.description);
    let has_caption = !picture.caption.is_empty();
    let mut blocks = vec![ArrangedBlock::from(ArrangedKind::Picture(Box::new(ArrangedPicture {
        printed,
        width,
        height,
        style,
        node,
        description: picture.description.clone(),
        keep_with_next: has_caption,
    })))];
    if has_caption {
        let style = arranger.styles.seldom(Element::PictureCaption, arranger.sizes);
        let node = arranger.paragraph_node(section);
        blocks.push(arranger.text(style, picture.caption.as_slice(), node).into());
    }
    blocks
}

/// A row of cells without lines, each as wide as its picture and its share of what is left.
fn side_by_side<'a>(cells: Vec<Vec<ArrangedBlock<'a>>>, sizes: &[Size], page: &PageFormat) -> Grid<'a> {
    let taken: Length = sizes.iter().map(|(width, _)| *width).sum();
    let share = (page.text_width() - taken) / cells.len() as i64;
    let cell = |(column, blocks)| GridCell { column, column_span: 1, row_span: 1, rising: None, blocks };
    let cells = cells.into_iter().enumerate().map(cell).collect();
    Grid {
        widths: sizes.iter().map(|(width, _)| *width + share).collect(),
        ruled: false,
        is_kept: false,
        cell_margin: Length::ZERO,
        rows: vec![GridRow { cells, keep_with_next: false, least: Length::ZERO }],
        head_rows: 0,
        after: PARAGRAPH_GAP,
        empty: None,
    }
}

/// How large the pictures of a block are, by rows. What is left for a shorter row is no taller than the row above, unless its width
/// was asked for.
fn all_sizes(pictures: &PictureRows, page: &PageFormat) -> Vec<Vec<Size>> {
    let mut above: Option<(usize, Length)> = None;
    let sizes_of_row = |row: &[Picture]| {
        let mut sizes = sizes(row, page);
        let cap = above.filter(|(count, _)| row.len() < *count).map(|(_, tallest)| tallest);
        let free = sizes.iter_mut().zip(row).filter(|(_, picture)| picture.width.is_none());
        for ((width, height), _) in free {
            let tallest = cap.unwrap_or(*height).min(*height);
            (*width, *height) = (width.scale(tallest.to_emu(), height.to_emu().max(1)), tallest);
        }
        above = sizes.iter().map(|(_, height)| (row.len(), *height)).max_by_key(|(_, height)| *height);
        sizes
    };
    pictures.rows().map(sizes_of_row).collect()
}

/// How large the pictures of a row are: as wide as was asked for; else at one height, filling the text together, but never larger
/// than they are, nor taller than a page.
fn sizes(row: &[Picture], page: &PageFormat) -> Vec<Size> {
    let room = page.text_width() - GAP * (row.len() as i64 - 1);
    let tallest = page.text_height() - ROOM_FOR_CAPTION;
    // Millionths keep the sum in whole numbers.
    let ratio =
        |picture: &Picture| i64::from(picture.raster.width) * MILLION / i64::from(picture.raster.height);
    let together: i64 = row.iter().map(ratio).sum();
    let common = room.scale(MILLION, together.max(1));
    let size = |picture: &Picture| {
        let raster = &picture.raster;
        let (columns, rows) = (i64::from(raster.width), i64::from(raster.height));
        let filling = if row.len() == 1 { room } else { common.scale(columns, rows) };
        let free = filling.min(raster.natural_width());
        let width = picture.width.unwrap_or(free).min(room).min(tallest.scale(columns, rows));
        (width, width.scale(rows, columns))
    };
    row.iter().map(size).collect()
}

/// Widths that were asked for and do not fit beside each other, or would blur the picture.
fn too_wide(arranger: &mut Arranger<'_, '_>, row: &[Picture], page: &PageFormat, span: Span) {
    let asked: Length = row.iter().filter_map(|picture| picture.width).sum();
    let room = page.text_width() - GAP * (row.len() as i64 - 1);
    if asked > room {
        let (asked, room) = (super::millimetres(asked), super::millimetres(room));
        let message = text!(
            "ảnh cạnh nhau rộng {asked} mm, trang chỉ còn {room} mm",
            "the pictures side by side take {asked} mm, the page has {room} mm"
        );
        arranger.found.push(Diagnostic::error(Code::PictureUnusable, message).at(span).help(text!(
            "giảm rong, hoặc ghi {{moi_hang=1}} ở trên",
            "lower rong, or write {{moi_hang=1}} above"
        )));
    }
    for picture in row {
        let natural = picture.raster.natural_width();
        if picture.width.is_some_and(|width| width > natural) {
            let (dots, most) = (picture.raster.width, super::millimetres(natural));
            let message = text!(
                "ảnh chỉ có {dots} điểm theo chiều ngang: rộng hơn {most} mm thì nhòe",
                "the picture has {dots} dots across: wider than {most} mm it is blurred"
            );
            arranger.found.push(Diagnostic::warning(Code::PictureUnusable, message).at(span));
        }
    }
}
