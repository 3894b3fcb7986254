//! How the model's ids and spans are written: the model itself knows no serialisation.
//!
//! A clause is its index, no clause is nothing (`null` in JSON), a span is its two ends. Whether
//! they fit a document is for [`Redline::verify`](crate::Redline::verify) to say.

/// An optional clause, for `#[serde(with)]`.
pub(crate) mod clause {
    use keeling_model::ClauseId;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    #[expect(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(crate) fn serialize<S: Serializer>(
        id: &Option<ClauseId>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        id.map(|id| id.0).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<ClauseId>, D::Error> {
        Ok(Option::<u32>::deserialize(deserializer)?.map(ClauseId))
    }
}

/// A span, for `#[serde(with)]`.
pub(crate) mod span {
    use keeling_model::Span;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(crate) fn serialize<S: Serializer>(span: &Span, serializer: S) -> Result<S::Ok, S::Error> {
        (span.start, span.end).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Span, D::Error> {
        let (start, end) = <(u32, u32)>::deserialize(deserializer)?;
        Ok(Span::new(start, end))
    }
}

/// An address, for `#[serde(with)]`.
pub(crate) mod url {
    use keeling_model::UrlId;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    pub(crate) fn serialize<S: Serializer>(id: &UrlId, serializer: S) -> Result<S::Ok, S::Error> {
        id.0.serialize(serializer)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<UrlId, D::Error> {
        Ok(UrlId(u32::deserialize(deserializer)?))
    }
}
