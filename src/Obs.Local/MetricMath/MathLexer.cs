namespace Obs.Local.MetricMath;

/// <summary>Cuts an expression into tokens.</summary>
internal static class MathLexer
{
    private static readonly string[] Symbols =
        ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "^", "(", ")", ",", "[", "]"];

    public static List<MathToken> Read(string text)
    {
        List<MathToken> tokens = [];
        int at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at == text.Length)
            {
                tokens.Add(new MathToken(MathTokenKind.End, "", at));
                return tokens;
            }

            tokens.Add(Next(text, ref at));
        }
    }

    private static MathToken Next(string text, ref int at)
    {
        int start = at;
        char c = text[at];
        if (c is '"' or '\'')
        {
            int end = text.IndexOf(c, at + 1);
            if (end < 0)
            {
                throw new MathException($"a text without its closing quote at character {start}");
            }

            at = end + 1;
            return new MathToken(MathTokenKind.Text, text[(start + 1)..end], start);
        }

        if (char.IsAsciiLetter(c) || c == '_')
        {
            Skip(text, ref at, static d => char.IsAsciiLetterOrDigit(d) || d == '_');
            return new MathToken(MathTokenKind.Name, text[start..at], start);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            Skip(text, ref at, static d => char.IsAsciiDigit(d) || d == '.');
            if (at + 1 < text.Length && text[at] is 'e' or 'E' && (char.IsAsciiDigit(text[at + 1]) || text[at + 1] is '-' or '+'))
            {
                at += 2;
                Skip(text, ref at, char.IsAsciiDigit);
            }

            return new MathToken(MathTokenKind.Number, text[start..at], start);
        }

        foreach (string symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            {
                at += symbol.Length;
                return new MathToken(MathTokenKind.Symbol, symbol, start);
            }
        }

        throw new MathException($"unexpected '{c}' at character {start}");
    }

    private static void Skip(string text, ref int at, Func<char, bool> belongs)
    {
        while (at < text.Length && belongs(text[at]))
        {
            at++;
        }
    }
}
