//! jq's language, by jaq: a filter is read, and runs on a line. Knows no thread, no stream and no event.

use jaq_core::data::JustLut;
use jaq_core::load::{self, Arena, File, Loader};
use jaq_core::native::{self, Fun, bome, run, v};
use jaq_core::{Compiler, Ctx, DataT, Error, Exn, Filter, RunPtr, ValXs, Vars, compile};
use jaq_json::Val;
use jaq_std::ValT as _;

use super::answer::{Answer, Piece};
use super::write;

/// How deep arrays and objects may lie within one another in what `fromjson` reads: it calls itself for each.
const DEEPEST: usize = 1000;

/// The most that a line may become, in MiB of memory.
const LARGEST: usize = 64;

type Data = JustLut<Val>;

/// A filter that can run.
pub struct Engine(Filter<Data>);

impl Engine {
    /// Reads a filter.
    ///
    /// # Errors
    /// Where it is none: what is wrong, and at which character.
    pub fn read(source: &str) -> Result<Self, String> {
        let arena = Arena::default();
        let defs = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
        let modules = Loader::new(defs)
            .load(&arena, File { code: source, path: () })
            .map_err(|errors| first(source, errors, not_read))?;
        let compiled = Compiler::default().with_funs(functions()).compile(modules);
        compiled
            .map(Self)
            .map_err(|errors| first(source, errors, |errors| errors.into_iter().next().map(undefined)))
    }

    /// What becomes of a line of JSON.
    pub fn run(&self, line: &[u8]) -> Answer {
        let mut answer = Answer::default();
        let value = match jaq_json::read::parse_single(line) {
            Ok(value) => value,
            Err(error) => return Answer { error: Some(error.to_string()), ..answer },
        };
        let context = Ctx::<Data>::new(&self.0.lut, Vars::new([]));
        let mut size = 0;
        for result in self.0.id.run((context, value)) {
            match result.map_err(told).and_then(|value| piece(&value)) {
                Ok(piece) => {
                    size += piece.size();
                    answer.pieces.push(piece);
                }
                Err(error) => {
                    answer.error = Some(error);
                    break;
                }
            }
            if size > LARGEST << 20 {
                answer.error = Some(format!("its results of one line take more than {LARGEST} MiB"));
                break;
            }
        }
        answer
    }
}

/// A result as it is printed: a string as it is, anything else as compact JSON.
fn piece(value: &Val) -> Result<Piece, String> {
    match value {
        Val::TStr(text) | Val::BStr(text) => Ok(Piece::Text(text.to_vec())),
        other => write::json(other).map(Piece::Json).map_err(|error| error.to_string()),
    }
}

fn told(exception: Exn<'_, Val>) -> String {
    match exception.get_err() {
        // `error("text")` says the text
        Ok(error) => match error.into_val() {
            Val::TStr(text) => String::from_utf8_lossy(&text).into_owned(),
            value => value.to_string(),
        },
        Err(_) => "`halt` ends no run here".to_owned(),
    }
}

/// Those of jq; what reads JSON is made safe.
fn functions() -> impl Iterator<Item = Fun<Data>> {
    let of_json = jaq_json::funs().filter(|(name, ..)| *name != "fromjson");
    jaq_core::funs().chain(jaq_std::funs()).chain(of_json).chain([run(own())])
}

fn own<D: for<'a> DataT<V<'a> = Val>>() -> native::Filter<RunPtr<D>> {
    ("fromjson", v(0), |input| from_json(&input.1))
}

fn from_json<'a>(input: &Val) -> ValXs<'a, Val> {
    let text = match input.try_as_utf8_bytes() {
        Ok(text) => text,
        Err(error) => return bome(Err(error)),
    };
    if is_deep(text) {
        return bome(Err(Error::str(format!("JSON is more than {DEEPEST} levels deep"))));
    }
    let mut values = Vec::new();
    for value in jaq_json::read::parse_many(text) {
        let is_last = value.is_err();
        values.push(value.map_err(|error| Error::str(error).into()));
        // behind what cannot be read it finds the same again
        if is_last {
            break;
        }
    }
    Box::new(values.into_iter())
}

/// Where in JSON a byte is.
#[derive(Clone, Copy)]
enum Place {
    /// Between or in values.
    Value,
    /// In a string.
    Text,
    /// In a string, behind a backslash.
    Escape,
    /// Behind a `#`, to the end of the line (jaq-json 2.0.3 `read::ws_tk`).
    Comment,
}

/// Whether arrays and objects lie too deep in JSON.
fn is_deep(json: &[u8]) -> bool {
    let (mut depth, mut place) = (0_usize, Place::Value);
    json.iter().any(|byte| {
        place = match (place, byte) {
            (Place::Value, b'#') => Place::Comment,
            (Place::Value, b'"') | (Place::Escape, _) => Place::Text,
            (Place::Text, b'\\') => Place::Escape,
            (Place::Text, b'"') | (Place::Comment, b'\n') => Place::Value,
            (other, _) => other,
        };
        match (place, byte) {
            (Place::Value, b'[' | b'{') => depth += 1,
            (Place::Value, b']' | b'}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth > DEEPEST
    })
}

/// The first error, and where in the source it is: what it is about is a part of the source.
fn first<'s, E>(
    source: &str,
    errors: load::Errors<&'s str, (), E>,
    tell: impl Fn(E) -> Option<(&'s str, String)>,
) -> String {
    let told = errors.into_iter().find_map(|(file, error)| Some((file.code, tell(error)?)));
    let Some((code, (part, what))) = told else { return "it cannot be read".to_owned() };
    let offset = (part.as_ptr() as usize).wrapping_sub(code.as_ptr() as usize);
    match source.get(..offset) {
        Some(before) if offset < source.len() => {
            format!("{what} at character {}", before.chars().count() + 1)
        }
        _ => format!("{what} at the end"),
    }
}

fn not_read(error: load::Error<&str>) -> Option<(&str, String)> {
    match error {
        // neither import nor include: no file is read
        load::Error::Io(errors) => errors.into_iter().next(),
        load::Error::Lex(errors) => {
            let (expected, part) = errors.into_iter().next()?;
            Some((part, format!("expected {}", expected.as_str())))
        }
        load::Error::Parse(errors) => {
            let (expected, part) = errors.into_iter().next()?;
            Some((part, format!("expected {}", expected.as_str())))
        }
    }
}

fn undefined((name, kind): compile::Error<&str>) -> (&str, String) {
    let what = match kind {
        compile::Undefined::Filter(arity) => format!("there is no filter `{name}/{arity}`,"),
        other => format!("there is no {} `{name}`,", other.as_str()),
    };
    (name, what)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(filter: &str, line: &str) -> String {
        let answer = Engine::read(filter).unwrap().run(line.as_bytes());
        let mut told: Vec<String> = answer.pieces.iter().map(Piece::text).collect();
        told.extend(answer.error.map(|error| format!("error: {error}")));
        told.join("\n")
    }

    fn wrong(filter: &str) -> String {
        Engine::read(filter).err().unwrap()
    }

    #[test]
    fn a_string_is_printed_as_it_is_and_anything_else_as_json() {
        assert_eq!(
            run(".a, .b, .c?", r#"{"a":"x\ny","b":{"k":[1,2.50,null]}}"#),
            "x\ny\n{\"k\":[1,2.50,null]}\nnull"
        );
        assert_eq!(run("empty", "{}"), "");
    }

    #[test]
    fn what_json_does_not_have_becomes_the_nearest_that_it_has() {
        let line = r#"{"a":"é\"\n"}"#;
        assert_eq!(run(".a | tobytes", line), "é\"\n");
        assert_eq!(
            run("[.a | tobytes], {(.a): [.a | tobytes, {}]}", line),
            r#"["é\"\n"]
{"é\"\n":["é\"\n",{}]}"#
        );
        assert_eq!(
            run("[nan, infinite, -infinite]", "{}"),
            "[null,1.7976931348623157e308,-1.7976931348623157e308]"
        );
        assert_eq!(run("{([1, \"a\"]): 1, (\"b\" | tobytes): 2}", "{}"), r#"{"[1,\"a\"]":1,"b":2}"#);
    }

    #[test]
    fn what_fails_is_told_after_what_came_before() {
        assert_eq!(run(".a, (.a | error(\"no \\(.)\"))", r#"{"a":1}"#), "1\nerror: no 1");
        assert_eq!(run(".a[0]", r#"{"a":1}"#), "error: cannot index 1 with 0");
        assert_eq!(run("halt", "{}"), "error: `halt` ends no run here");
    }

    #[test]
    fn a_filter_that_is_none_says_where() {
        assert_eq!(wrong(".a |"), "expected term at the end");
        assert_eq!(wrong(".a | (.b"), "expected closing parenthesis at the end");
        assert_eq!(wrong(".a | foo(1)"), "there is no filter `foo/1`, at character 6");
        assert_eq!(wrong("\"é\" | $x"), "there is no variable `$x`, at character 7");
        assert_eq!(wrong(".a §"), "expected token at character 4");
        assert_eq!(wrong("import \"a\" as a; ."), "module loading not supported at character 9");
    }

    #[test]
    fn json_within_json_is_read_as_deep_as_there_is_room() {
        let line = |depth: usize| format!(r#"{{"data":"{}{}"}}"#, "[".repeat(depth), "]".repeat(depth));
        assert_eq!(run(".data | fromjson | length", &line(DEEPEST)), "1");
        let told = "error: JSON is more than 1000 levels deep";
        assert_eq!(run(".data | fromjson", &line(DEEPEST + 1)), told);
        assert_eq!(run(".data | fromjson", &line(10_000_000)), told);
        let hidden = |start: &str, depth: usize| format!(r#"{{"data":"{start}{}"}}"#, "[".repeat(depth));
        assert_eq!(run(".data | fromjson", &hidden(r##"#\"\n"##, 300_000)), told);
        assert_eq!(run(".data | fromjson", &hidden(r##"[\"#\" #\"\n,"##, 300_000)), told);
        assert_eq!(run(".data | fromjson", &hidden(r##"1 #\" "##, 300_000)), "1");
        assert_eq!(run(".data | fromjson", r#"{"data":"1 ?"}"#), "1\nerror: byte offset 2: value expected");
        assert_eq!(run(".data | fromjson", r#"{"data":"\"[[\\\"[\" 1"}"#), "[[\"[\n1");
    }

    #[test]
    fn a_line_becomes_no_more_than_there_is_room_for() {
        for filter in ["repeat(\"x\" * 20000000)", "repeat(\"\")"] {
            let answer = Engine::read(filter).unwrap().run(b"{}");
            assert_eq!(answer.error.as_deref(), Some("its results of one line take more than 64 MiB"));
            assert!(answer.pieces.len() <= 64 << 20 >> 5, "{}", answer.pieces.len());
        }
    }
}
