//! Names from outside that become files: what is safe on every file system and cannot leave its folder.

use std::path::PathBuf;

/// Bytes of the longest part of a path; file systems take 255, and something may be added.
const LONGEST_PART: usize = 200;
/// Parts of the deepest path.
const DEEPEST: usize = 8;

/// Names that Windows keeps for devices, whatever their ending.
const RESERVED: [&str; 22] = [
    "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9",
    "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
];

/// Whether a name may be a file or folder: no separators, nothing special to any file system, not too long.
pub fn is_safe_part(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    let is_forbidden = |letter: char| {
        letter.is_control() || matches!(letter, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
    };
    !name.is_empty()
        && name.len() <= LONGEST_PART
        && !name.starts_with(['.', ' '])
        && !name.ends_with(['.', ' '])
        && !name.contains(is_forbidden)
        && !RESERVED.iter().any(|reserved| stem.trim_end().eq_ignore_ascii_case(reserved))
}

/// A relative path with forward slashes, when every part of it is safe.
pub fn safe_path(name: &str) -> Option<PathBuf> {
    let parts: Vec<&str> = name.split('/').collect();
    (parts.len() <= DEEPEST && parts.iter().all(|part| is_safe_part(part))).then(|| parts.iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_names_are_safe() {
        for name in
            ["data/2024-06.yaml", "templates/de-an-06/phu-luc-1.md", "254-BC-TCTĐA06", "CONG.md", "a b"]
        {
            assert!(safe_path(name).is_some(), "{name}");
        }
    }

    #[test]
    fn names_that_leave_the_folder_or_upset_a_file_system_are_not() {
        for name in [
            "",
            "/etc/passwd",
            "../a",
            "a/../b",
            "a//b",
            "a\\b",
            "C:a",
            "a\0b",
            "NUL",
            "nul.txt",
            "com1.yaml",
            ".hidden",
            "a.",
            "a ",
            " a",
            "a\nb",
            "a*",
            "a/./b",
        ] {
            assert_eq!(safe_path(name), None, "{name:?}");
        }
        assert!(is_safe_part(&"x".repeat(LONGEST_PART)));
        assert!(!is_safe_part(&"x".repeat(LONGEST_PART + 1)));
        assert!(safe_path(&["a"; DEEPEST].join("/")).is_some());
        assert!(safe_path(&["a"; DEEPEST + 1].join("/")).is_none());
    }
}
