//! YAML files of the office and the period, read as their writer means them. A scalar stays source text with its place
//! ([`Node`]) until a [`Schema`] says what it is; then it is a [`Value`].

pub mod edit;
pub mod editors;
pub mod keys;
pub mod next;
pub mod node;
pub mod opening;
mod problems;
pub mod read;
pub mod schema;
pub mod sheet;
pub mod skeleton;
pub mod source;
mod syntax;
mod text_form;
mod unfold;
pub mod value;
pub mod yaml;

pub use node::{Content, Node};
pub(crate) use problems::dropped;
pub use schema::Schema;
pub use text_form::TextForm;
pub use value::{Stated, Value};
