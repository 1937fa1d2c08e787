using System.CommandLine.Parsing;
using System.Globalization;

namespace Obs.Cli;

/// <summary>A length of time on the command line: a whole number with <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>.</summary>
internal static class LengthArgument
{
    private const int MostSeconds = 400 * 24 * 3600;

    public static TimeSpan? Parse(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        int seconds = text.Length == 0 ? 0 : text[^1] switch
        {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 24 * 3600,
            _ => 0,
        };
        if (seconds > 0
            && int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && count > 0
            && count <= MostSeconds / seconds)
        {
            return TimeSpan.FromSeconds((long)count * seconds);
        }

        result.AddError($"{text} is not a length of time; write 30s, 15m, 2h or 7d, 400d at most.");
        return null;
    }
}
