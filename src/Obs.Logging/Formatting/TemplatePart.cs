using System.Globalization;

namespace Obs.Logging.Formatting;

/// <summary>Literal text, or a hole with its name, alignment and format.</summary>
internal readonly record struct TemplatePart(string Literal, string? Name, int Alignment, string? Format)
{
    /// <summary>The hole as <see cref="string.Format(string, object)"/> wants it, for its first argument.</summary>
    public string CompositeFormat => "{0" + (Alignment == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $",{Alignment}"))
        + (Format is null ? "" : ":" + Format) + "}";

    /// <summary>Takes a template apart; null if it is not one whose meaning is beyond doubt.</summary>
    public static TemplatePart[]? TryParse(string template)
    {
        var parts = new List<TemplatePart>();
        int start = 0;
        for (int i = 0; i < template.Length; i++)
        {
            if (template[i] is not ('{' or '}'))
            {
                continue;
            }

            if (i + 1 < template.Length && template[i + 1] == template[i])
            {
                // A doubled brace stands for one: the text up to and with the first of them, then on behind the second.
                parts.Add(new TemplatePart(template[start..(i + 1)], null, 0, null));
                start = ++i + 1;
                continue;
            }

            int end = template[i] == '{' ? template.AsSpan(i + 1).IndexOfAny('{', '}') + i + 1 : i;
            if (end == i || template[end] != '}' || TryParseHole(template[(i + 1)..end]) is not { } hole)
            {
                return null;
            }

            parts.Add(new TemplatePart(template[start..i], null, 0, null));
            parts.Add(hole);
            (i, start) = (end, end + 1);
        }

        parts.Add(new TemplatePart(template[start..], null, 0, null));
        return [.. parts.Where(static part => part.Name is not null || part.Literal.Length > 0)];
    }

    private static TemplatePart? TryParseHole(string hole)
    {
        int colon = hole.IndexOf(':', StringComparison.Ordinal);
        string? format = colon < 0 ? null : hole[(colon + 1)..];
        string head = colon < 0 ? hole : hole[..colon];
        int comma = head.IndexOf(',', StringComparison.Ordinal);
        int alignment = 0;
        if (head.Length == 0 || (comma >= 0 && !int.TryParse(head.AsSpan(comma + 1), out alignment)))
        {
            return null;
        }

        return new TemplatePart("", comma < 0 ? head : head[..comma], alignment, format);
    }
}
