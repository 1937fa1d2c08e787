using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Obs.Local.Api;

/// <summary>The parameters of a request of the page.</summary>
internal sealed class ApiQuery
{
    /// <summary>The last second of the year 9999.</summary>
    public const long Latest = 253_402_300_799_000;

    private static readonly TimeSpan DefaultRange = TimeSpan.FromMinutes(5);

    private readonly IQueryCollection _query;

    public ApiQuery(IQueryCollection query, DateTimeOffset now)
    {
        _query = query;
        Now = now.ToUnixTimeMilliseconds();
        To = Whole("to", Now, 0, Latest);
        From = Whole("from", Math.Max(0, To - (long)DefaultRange.TotalMilliseconds), 0, Latest);
        if (From >= To)
        {
            throw ApiException.Bad($"from must be before to; found from={From} and to={To}.");
        }
    }

    public long Now { get; }

    /// <summary>Milliseconds since 1970.</summary>
    public long From { get; }

    /// <summary>Milliseconds since 1970, not included.</summary>
    public long To { get; }

    public double FromSeconds => From / 1_000.0;

    public double ToSeconds => To / 1_000.0;

    public string? Service => Text("service");

    public string? Environment => Text("environment");

    public string? Text(string name) => _query[name].ToString() is { Length: > 0 } text ? text : null;

    public long Whole(string name, long fallback, long least, long most)
    {
        string? text = Text(name);
        return text is null ? fallback
            : long.TryParse(
                text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) && value >= least && value <= most
                ? value
            : throw ApiException.Bad($"{name} must be a whole number from {least} to {most}; found \"{text}\".");
    }

    /// <summary>The time in periods of the length asked for, both in milliseconds; the first begins at a multiple of the length.</summary>
    public (long Start, long Period) Periods(long fallbackSeconds, long most, string what)
    {
        long period = Whole("period", fallbackSeconds, 1, 86_400) * 1_000;
        long start = From - (From % period);
        long count = (To - start) / period;
        return count <= most ? (start, period)
            : throw ApiException.Bad($"{count} {what} are more than {most}; ask for a longer period.");
    }

    /// <summary>One of these words; the first is the default.</summary>
    public string Choice(string name, params ReadOnlySpan<string> words)
    {
        string text = Text(name) ?? words[0];
        return words.Contains(text) ? text : throw ApiException.Bad($"{name} must be {string.Join(", ", words!)}; found \"{text}\".");
    }
}
