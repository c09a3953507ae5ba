//! The engine that turns data into official reports in the form of Decree 30/2020/NĐ-CP.
//!
//! One YAML file per period fills Tera templates; the rendered markup becomes one [`model::Document`], which [`form`] arranges
//! into what stands on its pages, and two writers make the Word file and the PDF of that. Data flows one way:
//!
//! ```text
//! data/*.yaml ─▶ data ─▶ template ─▶ markup ─▶ model ─▶ form ─▶ arrangement ─┬─▶ write::docx
//!                                                                            └─▶ layout ─▶ write::pdf, write::svg
//! ```
//!
//! From the lowest, each using only those before it (`tests/suite/tidy.rs` sees to it): [`units`], [`source`], [`text`], [`hash`],
//! [`names`], [`diag`], [`cache`], [`world`], [`run`], [`files`], [`output`], [`period`], [`raster`], [`model`], [`data`], [`template`], [`markup`], [`font`],
//! [`arrangement`], [`lines`], [`chart`], [`form`], [`layout`], [`diff`], [`write`](mod@write), [`check`], [`archive`], [`pipeline`], [`office`].

pub mod archive;
pub mod arrangement;
pub mod cache;
pub mod chart;
pub mod check;
pub mod data;
pub mod diag;
pub mod diff;
pub mod files;
pub mod font;
pub mod form;
pub mod hash;
pub mod layout;
pub mod lines;
pub mod markup;
pub mod model;
pub mod names;
pub mod office;
pub mod output;
pub mod period;
pub mod pipeline;
pub mod raster;
pub mod run;
pub mod source;
pub mod template;
pub mod text;
pub mod units;
pub mod world;
pub mod write;
