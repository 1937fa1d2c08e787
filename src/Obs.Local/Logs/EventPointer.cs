using System.Globalization;

namespace Obs.Local.Logs;

/// <summary>What finds a stored event again: the <c>@ptr</c> of a query's row.</summary>
internal static class EventPointer
{
    private const string Prefix = "Cl";

    public static string Format(long row) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{row:D19}");

    public static bool TryParse(string? text, out long row)
    {
        row = 0;
        return text is not null && text.StartsWith(Prefix, StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out row);
    }
}
