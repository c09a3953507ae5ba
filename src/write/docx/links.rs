//! Links out of the document: relationships of the parts that have them.

use std::collections::BTreeSet;

use super::xml::escaped;
use crate::arrangement::{Anchor, Arrangement};

/// The addresses that an arrangement leads to, each once.
#[derive(Debug, Default)]
pub(super) struct Links {
    addresses: Vec<String>,
}

impl Links {
    pub(super) fn of(arrangement: &Arrangement<'_>) -> Self {
        let mut addresses = BTreeSet::new();
        arrangement.for_each_paragraph(&mut |paragraph| {
            for anchor in &paragraph.anchors {
                if let Anchor::Link { address, .. } = anchor {
                    addresses.insert(address.clone());
                }
            }
        });
        Links { addresses: addresses.into_iter().collect() }
    }

    pub(super) fn are_none(&self) -> bool {
        self.addresses.is_empty()
    }

    /// The relationship of an address.
    pub(super) fn id(&self, address: &str) -> String {
        let index = self.addresses.iter().position(|known| known == address).unwrap_or_default();
        id(index)
    }

    /// The relationships as XML.
    pub(super) fn relationships(&self) -> String {
        let relationship = |(index, address): (usize, &String)| {
            let (id, address) = (id(index), escaped(address));
            format!(
                "<Relationship Id=\"{id}\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink\" Target=\"{address}\" TargetMode=\"External\"/>"
            )
        };
        self.addresses.iter().enumerate().map(relationship).collect()
    }
}

fn id(index: usize) -> String {
    format!("rIdLink{}", index + 1)
}
