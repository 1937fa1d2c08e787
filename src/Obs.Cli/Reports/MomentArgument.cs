using System.CommandLine.Parsing;
using System.Globalization;

namespace Obs.Cli.Reports;

/// <summary>A moment on the command line, UTC where it does not say otherwise.</summary>
internal static class MomentArgument
{
    public static DateTimeOffset? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out DateTimeOffset moment))
        {
            return moment;
        }

        result.AddError($"{text} is not a moment; write 2026-01-31T12:00:00Z.");
        return null;
    }
}
