using System.Text.RegularExpressions;

namespace Obs.Local.Explain;

/// <summary>Takes out of texts what differs from call to call, so that equal work has one name.</summary>
internal static partial class TextShape
{
    private const int MaxLength = 2_000; // Looked at; what is longer is cut.
    private const int MaxShown = 300;

    /// <summary>A query without literals, its white space and its lists of values made one.</summary>
    public static string Sql(string text)
    {
        string shape = SqlLiteral().Replace(Cut(text, MaxLength), "?");
        return Cut(ValueList().Replace(Spaces().Replace(shape, " "), "(?)").Trim(), MaxShown);
    }

    /// <summary>An address without scheme and query, its ids made <c>{id}</c>.</summary>
    public static string Address(string url)
    {
        string text = Cut(url, MaxLength);
        int scheme = text.IndexOf("://", StringComparison.Ordinal);
        string rest = scheme < 0 ? text : text[(scheme + 3)..];
        int end = rest.AsSpan().IndexOfAny('?', '#');
        string[] parts = (end < 0 ? rest : rest[..end]).Split('/');
        for (int index = 1; index < parts.Length; index++)
        {
            parts[index] = IdPart().IsMatch(parts[index]) ? "{id}" : parts[index];
        }

        return Cut(string.Join('/', parts), MaxShown);
    }

    /// <summary>The path of an address, its ids made <c>{id}</c>.</summary>
    public static string Path(string url)
    {
        string address = Address(url);
        int slash = address.IndexOf('/', StringComparison.Ordinal);
        return slash < 0 ? "/" : address[slash..];
    }

    /// <summary>A name without the ids in it.</summary>
    public static string Name(string text) => Cut(LongId().Replace(Cut(text, MaxLength), "#"), MaxShown);

    /// <summary>A log message without numbers, ids and quoted texts.</summary>
    public static string Message(string text) =>
        Cut(Spaces().Replace(MessageValue().Replace(Cut(text, MaxLength), "#"), " ").Trim(), MaxShown);

    /// <summary>The beginning of a text, no character of it cut in half.</summary>
    public static string Cut(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    [GeneratedRegex("""'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b""", RegexOptions.CultureInvariant)]
    private static partial Regex SqlLiteral();

    [GeneratedRegex("""\(\s*(?:\?|[@:$]\w+)(?:\s*,\s*(?:\?|[@:$]\w+))+\s*\)""", RegexOptions.CultureInvariant)]
    private static partial Regex ValueList();

    [GeneratedRegex("""\s+""", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();

    [GeneratedRegex("""^(?:\d+|[0-9a-fA-F]{8,}|[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|(?=.*\d)[\w-]{20,})$""", RegexOptions.CultureInvariant)]
    private static partial Regex IdPart();

    [GeneratedRegex("""[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|\b[0-9a-fA-F]{16,}\b|\d{3,}""", RegexOptions.CultureInvariant)]
    private static partial Regex LongId();

    [GeneratedRegex(
        """[0-9a-fA-F]{8}-[0-9a-fA-F-]{27}|\b[0-9a-fA-F]{16,}\b|"[^"]*"|'[^']*'|\d+(?:[.:,]\d+)*""", RegexOptions.CultureInvariant)]
    private static partial Regex MessageValue();
}
