using System.Text;

namespace Obs.Dashboards.Expressions;

/// <summary>Cuts an expression into tokens.</summary>
internal static class MathTokens
{
    // Longer ones first: <= is not < and =.
    private static readonly string[] Signs =
        ["==", "!=", "<=", ">=", "&&", "||", "<", ">", "+", "-", "*", "/", "^", "(", ")", "[", "]", ","];

    public static List<MathToken> Read(string text)
    {
        List<MathToken> tokens = [];
        int at = 0;
        while (at < text.Length)
        {
            char c = text[at];
            if (char.IsWhiteSpace(c))
            {
                at++;
                continue;
            }

            MathToken token = c switch
            {
                '\'' or '"' => ReadText(text, at, out at),
                _ when char.IsAsciiDigit(c)
                    || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])) => ReadNumber(text, at, out at),
                _ when char.IsAsciiLetter(c) || c == '_' => ReadName(text, at, out at),
                _ => ReadSign(text, at, out at),
            };
            tokens.Add(token);
        }

        tokens.Add(new(MathTokenKind.End, "", text.Length));
        return tokens;
    }

    private static MathToken ReadText(string text, int start, out int end)
    {
        var value = new StringBuilder();
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 1 < text.Length && (text[i + 1] == text[start] || text[i + 1] == '\\'))
            {
                value.Append(text[++i]);
            }
            else if (text[i] == text[start])
            {
                end = i + 1;
                return new(MathTokenKind.Text, value.ToString(), start);
            }
            else
            {
                value.Append(text[i]);
            }
        }

        throw new MathSyntaxException("a text has no closing quote", start);
    }

    private static MathToken ReadNumber(string text, int start, out int end)
    {
        end = start;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
        {
            end++;
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            int exponent = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
            {
                end = exponent;
                while (end < text.Length && char.IsAsciiDigit(text[end]))
                {
                    end++;
                }
            }
        }

        return new(MathTokenKind.Number, text[start..end], start);
    }

    private static MathToken ReadName(string text, int start, out int end)
    {
        end = start;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return new(MathTokenKind.Name, text[start..end], start);
    }

    private static MathToken ReadSign(string text, int start, out int end)
    {
        string sign = Array.Find(Signs, sign => text.AsSpan(start).StartsWith(sign, StringComparison.Ordinal))
            ?? throw new MathSyntaxException($"'{text[start]}' has no meaning here", start);
        end = start + sign.Length;
        return new(MathTokenKind.Sign, sign, start);
    }
}
