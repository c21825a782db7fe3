//! The argument of `hxws schema`.

use clap::ValueEnum;
use clap::builder::PossibleValue;

use crate::schema::Schema;

impl ValueEnum for Schema {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Scenario, Self::Lines]
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(match self {
            Self::Scenario => {
                PossibleValue::new("scenario").help("Files of scenarios, as `simulate` reads them")
            }
            Self::Lines => {
                PossibleValue::new("lines").help("Lines, as `-o json` prints and --record writes them")
            }
        })
    }
}
