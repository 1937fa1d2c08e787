using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Obs.Metrics;

/// <summary>Reads a query from the parameters of a request, or says what is wrong with it and what is allowed.</summary>
internal sealed class MetricsQueryParser(TimeSpan longest, DateTimeOffset now)
{
    private const string Allowed = "window, from, to, operation, name, percentiles, series";

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(1);

    private readonly MetricsQuery _query = new(longest);
    private bool _hasWindow;

    public bool TryParse(
        IEnumerable<KeyValuePair<string, string?>> parameters,
        [NotNullWhen(true)] out MetricsQuery? query,
        [NotNullWhen(false)] out string? error)
    {
        query = null;
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string? value) in parameters)
        {
            error = seen.Add(name) ? Read(name, value ?? "") : $"{Shorten(name)} must be given once.";
            if (error is not null)
            {
                return false;
            }
        }

        error = CheckRange();
        query = error is null ? _query : null;
        return error is null;
    }

    private string? Read(string name, string value)
    {
        _query.IsRanged |= !name.Equals("name", StringComparison.OrdinalIgnoreCase);
        return name.ToUpperInvariant() switch
        {
            "WINDOW" => ReadWindow(value),
            "FROM" => ReadMoment("from", value, moment => _query.From = moment),
            "TO" => ReadMoment("to", value, moment => _query.To = moment),
            "OPERATION" => ReadName("operation", value, text => _query.Operation = text),
            "NAME" => ReadName("name", value, text => _query.Name = text),
            "PERCENTILES" => ReadPercentiles(value),
            "SERIES" => ReadSeries(value),
            _ => $"there is no parameter '{Shorten(name)}'; allowed are {Allowed}.",
        };
    }

    private string? ReadWindow(string value)
    {
        if (value.Length == 0)
        {
            return null;
        }

        _hasWindow = true;
        if (TimeText.ParseLength(value) is { } length && length >= Shortest && length <= longest)
        {
            _query.Window = length;
            return null;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"window must be seconds, or a whole number with s, m or h (10s, 5m, 1h), from 1s to {(long)longest.TotalSeconds}s; found '{Shorten(value)}'.");
    }

    private static string? ReadMoment(string name, string value, Action<DateTimeOffset> set)
    {
        if (TimeText.ParseMoment(value) is { } moment)
        {
            set(moment);
            return null;
        }

        return $"{name} must be a time as 2026-01-31T12:00:00Z or in seconds since 1970; found '{Shorten(value)}'.";
    }

    private static string? ReadName(string name, string value, Action<string> set)
    {
        if (value.Length is 0 or > NamePattern.MaxLength)
        {
            return $"{name} must be 1 to {NamePattern.MaxLength} characters, with * at the end for any rest; found '{Shorten(value)}'.";
        }

        set(value);
        return null;
    }

    private string? ReadPercentiles(string value)
    {
        string[] parts = value.Split(',', MetricsQuery.MaxPercentiles + 1, StringSplitOptions.TrimEntries);
        var percentiles = new SortedSet<double>();
        foreach (string part in parts)
        {
            bool isNumber = double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percentile);
            if (!isNumber || percentile is not (>= 0 and <= 100) || parts.Length > MetricsQuery.MaxPercentiles)
            {
                return $"percentiles must be 1 to {MetricsQuery.MaxPercentiles} numbers from 0 to 100 with commas between, as 50,99,99.9; found '{Shorten(value)}'.";
            }

            percentiles.Add(percentile);
        }

        _query.Ask([.. percentiles]);
        return null;
    }

    private string? ReadSeries(string value)
    {
        _query.Series = value.Equals("true", StringComparison.OrdinalIgnoreCase);
        return _query.Series || value.Equals("false", StringComparison.OrdinalIgnoreCase)
            ? null
            : $"series must be true or false; found '{Shorten(value)}'.";
    }

    private string? CheckRange()
    {
        if (_query.From is not { } from)
        {
            return _query.To is null ? null : "to must come with from.";
        }

        DateTimeOffset oldest = now - longest;
        return (_hasWindow, _query.To ?? now) switch
        {
            (true, _) => "from and window must not be given together.",
            _ when from < oldest || from > now =>
                $"from must be within what is kept, {TimeText.Of(oldest)} to {TimeText.Of(now)}; found {TimeText.Of(from)}.",
            (_, DateTimeOffset to) when to <= from => $"to must be later than from; found {TimeText.Of(from)} to {TimeText.Of(to)}.",
            _ => null,
        };
    }

    // What was found goes back to who sent it, but not a megabyte of it.
    private static string Shorten(string text) => text.Length <= 32 ? text : text[..32] + "…";
}
