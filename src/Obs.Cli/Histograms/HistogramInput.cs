using System.Globalization;
using System.Text;
using Obs.Metrics;

namespace Obs.Cli.Histograms;

/// <summary>Reads lines into a histogram: <c>value</c>, <c>value count</c>, or those of a histogram log.</summary>
/// <remarks>Whole numbers are counted as they are. From the first decimal on everything is counted in millionths, what came before it
/// included: both are kept until the end, so that nothing has to be read twice.</remarks>
/// <param name="create">Makes a histogram for a number of units to a value; the digits are those of the data, if they name any.</param>
/// <param name="expectedInterval">The interval at which values were meant to be taken; 0 corrects nothing.</param>
/// <param name="unitScale">Units to a value; null for the rule above.</param>
internal sealed class HistogramInput(Func<int?, long, Histogram> create, long expectedInterval, long? unitScale)
{
    private const long DefaultScale = 1_000_000;

    private readonly long _scale = unitScale ?? DefaultScale;
    private readonly long _scaledInterval =
        (long)Int128.Min((Int128)expectedInterval * (unitScale ?? DefaultScale), long.MaxValue);

    private Histogram? _whole;
    private Histogram? _scaled;
    private bool _isLog;
    private bool _hasDecimals = unitScale is not null;
    private int _line;

    public async Task<ScaledHistogram> ReadAsync(Stream input, CancellationToken cancellationToken)
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

            if (_isLog && _hasDecimals)
            {
                throw Wrong("a histogram log holds whole numbers and cannot be mixed with decimals.");
            }
        }

        return _hasDecimals
            ? new ScaledHistogram(_scaled ?? create(null, _scale), _scale)
            : new ScaledHistogram(_whole ?? create(null, 1), 1);
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

        _isLog = true;
        _whole ??= create(entry.Histogram.SignificantDigits, 1);
        try
        {
            _whole.Add(entry.Histogram);
        }
        catch (ArgumentException exception)
        {
            throw Wrong(exception.Message);
        }
    }

    private void ReadValue(ReadOnlySpan<char> line)
    {
        int end = line.IndexOfAny(" \t,;");
        ReadOnlySpan<char> value = end < 0 ? line : line[..end];
        ReadOnlySpan<char> count = end < 0 ? "1" : line[end..].Trim(" \t,;");
        if (!long.TryParse(count, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long times))
        {
            throw Wrong($"a count must be a whole number; found '{Shorten(count)}'.");
        }

        if (!TryParse(value, out double number))
        {
            throw Wrong($"a line must be a number, or one and its count; found '{Shorten(line)}'.");
        }

        // Beyond 64 bits is beyond any range: counted as rejected, like every other value that finds no slot.
        long recorded = Int128.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 whole)
            ? whole >= 0 && whole <= long.MaxValue ? (long)whole : -1
            : double.IsInteger(number) ? ToUnits(number, 1) : -1;
        _hasDecimals |= double.IsFinite(number) && !double.IsInteger(number);
        if (!_hasDecimals)
        {
            Record(_whole ??= create(null, 1), recorded, times, expectedInterval);
        }

        Record(_scaled ??= create(null, _scale), ToUnits(number, _scale), times, _scaledInterval);
    }

    // C and what is written in it print infinity as inf.
    private static bool TryParse(ReadOnlySpan<char> text, out double number)
    {
        bool isInfinite = text.TrimStart("+-").Equals("inf", StringComparison.OrdinalIgnoreCase);
        number = double.PositiveInfinity;
        return isInfinite || double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number);
    }

    // NaN and what is too large are no value of any histogram.
    private static long ToUnits(double number, long scale)
    {
        double units = Math.Round(number * scale);
        return units is >= 0 and < long.MaxValue ? (long)units : -1;
    }

    private static void Record(Histogram histogram, long value, long times, long interval)
    {
        if (interval > 0 && times == 1)
        {
            histogram.RecordWithExpectedInterval(value, interval);
        }
        else
        {
            histogram.Record(value, times);
        }
    }

    private InvalidDataException Wrong(string error) =>
        new(string.Create(CultureInfo.InvariantCulture, $"line {_line}: {error}"));

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}…";
}
