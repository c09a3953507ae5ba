//! One run: what a command reads and what it finds, in one value.

use crate::diag::Diagnostics;
use crate::source::SourceMap;
use crate::world::World;

/// The world that is read from, the texts read so far, and the findings. Findings are in both languages; whoever shows them
/// chooses one.
pub struct Run<'w> {
    pub world: &'w dyn World,
    pub sources: SourceMap,
    pub found: Diagnostics,
}

impl<'w> Run<'w> {
    /// A run that has read and found nothing yet.
    pub fn new(world: &'w dyn World) -> Self {
        Run { world, sources: SourceMap::default(), found: Diagnostics::default() }
    }
}
