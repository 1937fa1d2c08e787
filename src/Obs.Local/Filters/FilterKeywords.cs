using System.Collections.Frozen;

namespace Obs.Local.Filters;

/// <summary>The words of the language, in any case.</summary>
internal static class FilterKeywords
{
    public static FrozenDictionary<string, FilterFlag> Flags { get; } = Table(
        ("ok", FilterFlag.Ok), ("error", FilterFlag.Error), ("throttle", FilterFlag.Throttle), ("fault", FilterFlag.Fault),
        ("partial", FilterFlag.Partial), ("inferred", FilterFlag.Inferred), ("first", FilterFlag.First), ("last", FilterFlag.Last),
        ("remote", FilterFlag.Remote), ("root", FilterFlag.Root));

    public static FrozenDictionary<string, FilterNumber> Numbers { get; } = Table(
        ("responsetime", FilterNumber.ResponseTime), ("duration", FilterNumber.Duration), ("http.status", FilterNumber.HttpStatus),
        ("index", FilterNumber.Index), ("coverage", FilterNumber.Coverage));

    public static FrozenDictionary<string, FilterText> Texts { get; } = Table(
        ("http.url", FilterText.HttpUrl), ("http.method", FilterText.HttpMethod), ("http.useragent", FilterText.HttpUserAgent),
        ("http.clientip", FilterText.HttpClientIp), ("user", FilterText.User), ("name", FilterText.Name), ("type", FilterText.Type),
        ("message", FilterText.Message), ("availabilityzone", FilterText.AvailabilityZone), ("instance.id", FilterText.InstanceId),
        ("resource.arn", FilterText.ResourceArn));

    public static FrozenDictionary<string, FilterComparison> Symbols { get; } = Table(
        ("=", FilterComparison.Equal), ("!=", FilterComparison.NotEqual), ("<", FilterComparison.Less),
        ("<=", FilterComparison.LessOrEqual),
        (">", FilterComparison.Greater), (">=", FilterComparison.GreaterOrEqual));

    public static FrozenDictionary<string, FilterComparison> Words { get; } = Table(
        ("contains", FilterComparison.Contains), ("beginswith", FilterComparison.BeginsWith), ("endswith", FilterComparison.EndsWith));

    public static FrozenDictionary<string, RootCauseKind> RootCauses { get; } = Table(
        ("fault", RootCauseKind.Fault), ("error", RootCauseKind.Error), ("responsetime", RootCauseKind.ResponseTime));

    public static FrozenDictionary<string, RootCausePart> RootCauseParts { get; } = Table(
        ("service", RootCausePart.Service), ("entity", RootCausePart.Entity), ("exception", RootCausePart.Exception));

    private static FrozenDictionary<string, T> Table<T>(params ReadOnlySpan<(string Word, T Value)> words)
    {
        var table = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach ((string word, T value) in words)
        {
            table.Add(word, value);
        }

        return table.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
