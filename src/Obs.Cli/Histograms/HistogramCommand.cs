using System.CommandLine;
using Obs.Metrics;

namespace Obs.Cli.Histograms;

/// <summary><c>obs histogram</c>: percentiles of anything.</summary>
internal static class HistogramCommand
{
    private const int DefaultDigits = 3;
    private const long MaxScale = 1_000_000_000_000;

    public static Command Create(Terminal terminal)
    {
        var digits = new Option<long?>("--digits")
        {
            CustomParser = WholeNumberArgument.Within(1, 5),
            Description = $"Significant digits, 1 to 5. The default is {DefaultDigits}, or what the data name.",
        };
        var lowest = new Option<long?>("--lowest")
        {
            CustomParser = WholeNumberArgument.Within(1, long.MaxValue / 2),
            Description = "Lowest value above zero to tell from zero, 1 or more. The default is 1.",
        };
        var highest = new Option<long?>("--highest")
        {
            CustomParser = WholeNumberArgument.Within(2, long.MaxValue),
            Description = "Highest value; what lies beyond its bucket is rejected. The default grows with the values.",
        };
        var interval = new Option<long?>("--expected-interval")
        {
            CustomParser = WholeNumberArgument.Within(0, MaxScale),
            Description = "Corrects for coordinated omission: the interval at which values were meant to be taken.",
        };
        var scale = new Option<long?>("--unit-scale")
        {
            CustomParser = WholeNumberArgument.Within(1, MaxScale),
            Description = "Units counted to a value, 1 to 1000000000000. The default is 1, and 1000000 as soon as a value has decimals.",
        };
        var decode = new Option<string?>("--decode")
        {
            Description = "A histogram in V2 encoding, plain or compressed, in base64, instead of standard input.",
        };
        var format = new Option<HistogramFormat>("--format")
        {
            Description = "How to print the histogram.",
            DefaultValueFactory = static _ => HistogramFormat.Table,
        };
        var percentiles = new Option<double[]>("--percentiles")
        {
            Description = "Which percentiles, as 50,99,99.9.",
            CustomParser = PercentilesArgument.Parse,
        };
        var command = new Command(
            "histogram", "Prints percentiles of the values, or values and counts, on standard input, a line each; or of a histogram log.")
        {
            digits, lowest, highest, interval, scale, decode, format, percentiles,
        };
        command.SetAction(async (arguments, cancellationToken) =>
        {
            var shape = new HistogramShape((int?)arguments.GetValue(digits), arguments.GetValue(lowest), arguments.GetValue(highest));
            long? unitScale = arguments.GetValue(scale);
            ScaledHistogram histogram = arguments.GetValue(decode) is { } text
                ? new ScaledHistogram(shape.Reshape(Decode(text)), unitScale ?? 1)
                : await ReadAsync(
                    terminal,
                    new HistogramInput((d, units) => shape.Create(d ?? DefaultDigits, units), arguments.GetValue(interval) ?? 0, unitScale),
                    cancellationToken).ConfigureAwait(false);
            double[] asked = arguments.GetValue(percentiles) is { Length: > 0 } some ? some : PercentilesArgument.Default;
            if (arguments.GetValue(format) == HistogramFormat.Json)
            {
                HistogramJson.Write(terminal.Output, histogram, asked);
            }
            else
            {
                HistogramTable.Write(terminal.Output, histogram, asked);
            }

            return ExitCode.Success;
        });
        return command;
    }

    private static async Task<ScaledHistogram> ReadAsync(Terminal terminal, HistogramInput histogram, CancellationToken cancellationToken)
    {
        Stream input = terminal.OpenInput();
        await using (input.ConfigureAwait(false))
        {
            return await histogram.ReadAsync(input, cancellationToken).ConfigureAwait(false);
        }
    }

    private static Histogram Decode(string text)
    {
        byte[] encoded = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, encoded, out int length))
        {
            throw new InvalidDataException("--decode must be a histogram in base64.");
        }

        return HistogramEncoding.TryDecode(encoded.AsSpan(0, length), out Histogram? histogram, out string? error)
            ? histogram
            : throw new InvalidDataException($"--decode: {error}");
    }
}
