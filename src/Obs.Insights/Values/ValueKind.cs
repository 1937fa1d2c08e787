namespace Obs.Insights.Values;

internal enum ValueKind : byte
{
    /// <summary>The event or row has no such field.</summary>
    Missing,

    /// <summary>A computed number.</summary>
    Number,

    /// <summary>A number as it stands in a JSON event, not yet converted.</summary>
    JsonNumber,

    /// <summary>UTF-8 text, unescaped.</summary>
    Text,

    /// <summary>Milliseconds since 1970, UTC.</summary>
    Timestamp,

    /// <summary>A map or a list that <c>jsonParse</c> made.</summary>
    Structure,
}
