using System.CommandLine.Parsing;
using System.Globalization;

namespace Obs.Cli;

/// <summary>A number of bytes on the command line: a whole number, alone or with <c>KiB</c>, <c>MiB</c> or <c>GiB</c>.</summary>
internal static class SizeArgument
{
    private static readonly (string Unit, int Shift)[] Units = [("KiB", 10), ("MiB", 20), ("GiB", 30), ("", 0)];

    public static long Parse(ArgumentResult result)
    {
        string text = result.Tokens[^1].Value;
        (string unit, int shift) = Array.Find(Units, unit => text.EndsWith(unit.Unit, StringComparison.OrdinalIgnoreCase));
        if (long.TryParse(text.AsSpan(0, text.Length - unit.Length), NumberStyles.None, CultureInfo.InvariantCulture, out long count)
            && count <= long.MaxValue >> shift)
        {
            return count << shift;
        }

        result.AddError($"{text} is not a number of bytes; write 1048576, 512MiB or 4GiB.");
        return 0;
    }
}
