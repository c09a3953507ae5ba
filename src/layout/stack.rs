//! Blocks below one another: as chunks of a section, or in one chunk.

use super::chunk::Chunk;
use super::slice::{Slice, slices};
use super::{Setting, table};
use crate::arrangement::{ArrangedBlock, ArrangedKind};
use crate::units::Length;

/// The chunks of blocks that stand between the margins of a section.
pub(super) fn chunks(blocks: &[ArrangedBlock<'_>], width: Length, setting: &Setting<'_>) -> Vec<Chunk> {
    let mut chunks = Vec::new();
    for block in blocks {
        if let ArrangedKind::Table(table) = &block.kind {
            chunks.extend(table::chunks(table, width, setting));
        }
        chunks.extend(slices(block, width, setting).iter().map(|slice| of_slice(slice, width, setting)));
    }
    chunks
}

fn of_slice(slice: &Slice<'_>, width: Length, setting: &Setting<'_>) -> Chunk {
    let mut chunk = Chunk {
        height: slice.above + slice.height,
        after: slice.below,
        keep_with_next: slice.keep_with_next,
        ..Chunk::default()
    };
    slice.put(&mut chunk, Length::ZERO, slice.above, width, setting);
    chunk
}

/// Blocks in one chunk; `None` when there are none.
pub(super) fn chunk(blocks: &[ArrangedBlock<'_>], width: Length, setting: &Setting<'_>) -> Option<Chunk> {
    chunks(blocks, width, setting).into_iter().reduce(|mut all, next| {
        let down = all.height + all.after;
        (all.height, all.after) = (down + next.height, next.after);
        all.take(next, Length::ZERO, down);
        all
    })
}
