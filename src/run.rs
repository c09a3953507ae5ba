//! One run: what a command reads and what it finds, in one value.

use crate::diag::Diagnostics;
use crate::source::SourceMap;
use crate::world::World;

/// The world that is read from, the texts read so far, and the findings. Findings are in both languages; whoever shows them
/// chooses one.
pub struct Run<'w> {
    /// Where files and the date come from.
    pub world: &'w dyn World,
    /// All that was read, for showing places in it.
    pub sources: SourceMap,
    /// What was found, in order; whether errors are among it decides if the run refuses.
    pub found: Diagnostics,
}

impl<'w> Run<'w> {
    /// A run that has read and found nothing yet.
    pub fn new(world: &'w dyn World) -> Self {
        Run { world, sources: SourceMap::default(), found: Diagnostics::default() }
    }
}
