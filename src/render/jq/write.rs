//! Values of jaq as JSON: what JSON does not have becomes the nearest that it has. Pure.

use std::io::{self, Write as _};

use jaq_json::write::Pp;
use jaq_json::{Num, Val};

/// Compact JSON: of bytes a string of their text, and of numbers that are none what jq 1.7 `jv_dump_term` has.
pub fn json(value: &Val) -> io::Result<String> {
    let mut out = Vec::new();
    write(&mut out, value)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

fn write(out: &mut Vec<u8>, value: &Val) -> io::Result<()> {
    match value {
        Val::BStr(bytes) => write(out, &Val::TStr(bytes.clone())),
        Val::Num(Num::Float(number)) if number.is_nan() => out.write_all(b"null"),
        Val::Num(Num::Float(number)) if number.is_infinite() => {
            write!(out, "{:e}", f64::MAX.copysign(*number))
        }
        Val::Arr(values) => {
            out.push(b'[');
            for (place, value) in values.iter().enumerate() {
                separate(out, place);
                write(out, value)?;
            }
            out.push(b']');
            Ok(())
        }
        Val::Obj(entries) => {
            out.push(b'{');
            for (place, (key, value)) in entries.iter().enumerate() {
                separate(out, place);
                write_key(out, key)?;
                out.push(b':');
                write(out, value)?;
            }
            out.push(b'}');
            Ok(())
        }
        other => jaq_json::write::write(out, &Pp::default(), 0, other),
    }
}

/// A key: of what is no string, a string of its JSON.
fn write_key(out: &mut Vec<u8>, key: &Val) -> io::Result<()> {
    match key {
        Val::TStr(_) | Val::BStr(_) => write(out, key),
        other => write(out, &Val::utf8_str(json(other)?.into_bytes())),
    }
}

fn separate(out: &mut Vec<u8>, place: usize) {
    if place > 0 {
        out.push(b',');
    }
}
