namespace Obs.Insights;

/// <summary>One value of a result row, as the service gives it.</summary>
public readonly struct ResultField : IEquatable<ResultField>
{
    internal ResultField(string field, string value)
    {
        Field = field;
        Value = value;
    }

    /// <summary>The column.</summary>
    public string Field { get; }

    /// <summary>The printed value: numbers without a trailing <c>.0</c>, times as <c>yyyy-MM-dd HH:mm:ss.SSS</c> in UTC.</summary>
    public string Value { get; }

    /// <summary>Whether two fields have the same name and value.</summary>
    public static bool operator ==(ResultField left, ResultField right) => left.Equals(right);

    /// <summary>Whether two fields differ in name or value.</summary>
    public static bool operator !=(ResultField left, ResultField right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(ResultField other) => Field == other.Field && Value == other.Value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ResultField other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Field, Value);
}
