namespace Obs.Metrics;

/// <summary>The dimensions of a business metric, declared once, so that a measurement names only their values.</summary>
internal sealed class DeclaredDimensions
{
    /// <summary>Every dimension multiplies the series, and CloudWatch bills each: three are already many.</summary>
    public const int MaxCount = 3;

    private readonly string[] _names;
    private readonly CollectionAccount _account;

    public DeclaredDimensions(string[] names, CollectionAccount account)
    {
        if (names.Length > MaxCount || names.Any(string.IsNullOrWhiteSpace) || names.Distinct().Count() != names.Length)
        {
            throw new ArgumentException(
                $"must be at most {MaxCount} different names; found [{string.Join(", ", names)}].", nameof(names));
        }

        _names = [.. names];
        _account = account;
    }

    public KeyValuePair<string, object?> this[int index, string? value] => new(_names[index], value);

    /// <summary>Whether a measurement comes with as many values as dimensions were declared; counts it as rejected when not.</summary>
    public bool Accept(int values)
    {
        if (values == _names.Length)
        {
            return true;
        }

        _account.Reject();
        return false;
    }
}
