using System.Text;

namespace Obs.Tracing;

/// <summary>The query of a URL without its values: keys say what was asked for; values are where passwords, tokens and names of people
/// stand.</summary>
internal static class UrlQuery
{
    /// <param name="query">With its question mark.</param>
    public static string WithoutValues(string query)
    {
        var text = new StringBuilder("?");
        foreach (Range pair in query.AsSpan(1).Split('&'))
        {
            ReadOnlySpan<char> key = query.AsSpan(1)[pair];
            int equals = key.IndexOf('=');
            text.Append(text.Length > 1 ? "&" : "").Append(equals < 0 ? key : key[..equals]).Append(equals < 0 ? "" : "=***");
        }

        return text.ToString();
    }
}
