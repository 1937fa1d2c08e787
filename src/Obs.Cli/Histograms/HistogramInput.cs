using System.Globalization;
using System.Text;
using Obs.Metrics;

namespace Obs.Cli.Histograms;

/// <summary>Reads lines into a histogram: <c>value</c>, <c>value count</c>, or those of a histogram log.</summary>
internal sealed class HistogramInput(Func<int?, Histogram> create, long expectedInterval)
{
    private Histogram? _histogram;
    private int _line;

    public async Task<Histogram> ReadAsync(Stream input, CancellationToken cancellationToken)
    {
        using var reader = new StreamReader(input, Encoding.UTF8);
        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            _line++;
            if (HistogramLog.IsLogLine(line))
            {
                ReadLogLine(line);
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                ReadValue(line.AsSpan().Trim());
            }
        }

        return _histogram ?? create(null);
    }

    private void ReadLogLine(string line)
    {
        if (!HistogramLog.TryReadLine(line, out HistogramLogEntry? entry, out string? error))
        {
            throw Wrong(error);
        }

        if (entry is null)
        {
            return;
        }

        _histogram ??= create(entry.Histogram.SignificantDigits);
        try
        {
            _histogram.Add(entry.Histogram);
        }
        catch (ArgumentException exception)
        {
            throw Wrong(exception.Message);
        }
    }

    private void ReadValue(ReadOnlySpan<char> line)
    {
        _histogram ??= create(null);
        int end = line.IndexOfAny(" \t,;");
        ReadOnlySpan<char> value = end < 0 ? line : line[..end];
        ReadOnlySpan<char> count = end < 0 ? "1" : line[end..].Trim(" \t,;");
        if (!long.TryParse(count, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long times))
        {
            throw Wrong($"a count must be a whole number; found '{Shorten(count)}'.");
        }

        if (!Int128.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 number))
        {
            throw Wrong($"a line must be a whole number, or one and its count; found '{Shorten(line)}'.");
        }

        // Beyond 64 bits is beyond any range: counted as rejected, like every other value that finds no slot.
        long recorded = number > long.MaxValue || number < 0 ? -1 : (long)number;
        if (expectedInterval > 0 && times == 1)
        {
            _histogram.RecordWithExpectedInterval(recorded, expectedInterval);
        }
        else
        {
            _histogram.Record(recorded, times);
        }
    }

    private InvalidDataException Wrong(string error) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {_line}: {error}"));

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}…";
}
