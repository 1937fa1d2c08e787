using System.CommandLine.Parsing;
using System.Globalization;

namespace Obs.Cli.Histograms;

/// <summary>Percentiles as a person writes them: <c>50,99,99.9</c>.</summary>
internal static class PercentilesArgument
{
    public static readonly double[] Default = [50, 75, 90, 95, 99, 99.9, 99.99, 100];

    public static double[]? Parse(ArgumentResult argument)
    {
        string text = string.Join(',', argument.Tokens.Select(static t => t.Value));
        var percentiles = new List<double>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double percentile)
                || percentile is not (>= 0 and <= 100))
            {
                argument.AddError($"percentiles must be numbers from 0 to 100 with commas between, as 50,99,99.9; found '{part}'.");
                return null;
            }

            percentiles.Add(percentile);
        }

        return [.. percentiles.Distinct()];
    }
}
