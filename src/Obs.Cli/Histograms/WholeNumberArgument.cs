using System.CommandLine.Parsing;
using System.Globalization;

namespace Obs.Cli.Histograms;

/// <summary>A whole number on the command line, within a range.</summary>
internal static class WholeNumberArgument
{
    public static Func<ArgumentResult, long?> Within(long lowest, long highest) => result =>
    {
        string text = result.Tokens[^1].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            && number >= lowest
            && number <= highest)
        {
            return number;
        }

        string option = ((OptionResult)result.Parent!).Option.Name;
        result.AddError(string.Create(
            CultureInfo.InvariantCulture, $"{option} must be a whole number from {lowest} to {highest}; found '{text}'."));
        return null;
    };
}
