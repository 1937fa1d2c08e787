using System.Text.RegularExpressions;

namespace Obs.Local.Http;

/// <summary>The page as it is sent: what it refers to has the version in its path and may be kept for good; the style sheets are one; and
/// the browser is told at once which modules the first of them will ask for, one after the other.</summary>
internal sealed partial class PageIndex
{
    /// <summary>Where the one style sheet is.</summary>
    public const string StylesPath = "/css/all.css";

    // The id is the one Cytoscape looks for before it inserts a style element of its own, which the content security policy forbids.
    private const string OneSheet = """  <link rel="stylesheet" href="css/all.css" id="__________cytoscape_stylesheet">""";

    private readonly Func<string, string> _read;

    /// <param name="source">The page as it was written.</param>
    /// <param name="read">A file of the page by its path, which begins with a slash.</param>
    /// <param name="version">What changes with any of the files.</param>
    public PageIndex(string source, Func<string, string> read, string version)
    {
        _read = read;
        MatchCollection sheets = StyleSheet().Matches(source);
        Styles = string.Join('\n', sheets.Select(sheet => read("/" + sheet.Groups["path"].Value)));
        string html = StyleSheet().Replace(source, match => match.Index == sheets[0].Index ? OneSheet + "\n" : "");
        html = Comment().Replace(html, "");
        MatchCollection scripts = Script().Matches(html);
        html = Script().Replace(html, match => (match.Index == scripts[0].Index ? Preload(scripts) : "") + match.Value);
        Html = Reference().Replace(html, match => $"{match.Groups["name"].Value}=\"{version}/");
    }

    public string Html { get; }

    public string Styles { get; }

    private string Preload(IEnumerable<Match> scripts)
    {
        List<string> found = [.. scripts.Select(static script => script.Groups["path"].Value)];
        int given = found.Count;
        for (int at = 0; at < found.Count; at++)
        {
            var here = new Uri("page:///" + found[at]);
            IEnumerable<string> asked = Import().Matches(_read("/" + found[at]))
                .Select(match => new Uri(here, match.Groups["path"].Value).AbsolutePath[1..]);
            found.AddRange([.. asked.Where(path => !found.Contains(path))]);
        }

        return string.Concat(found.Skip(given).Select(static path => $"""<link rel="modulepreload" href="{path}">""" + "\n  "));
    }

    [GeneratedRegex("""[ ]*<link rel="stylesheet" href="(?<path>[^"]+)"[^>]*>\r?\n""")]
    private static partial Regex StyleSheet();

    [GeneratedRegex(@"[ ]*<!--.*?-->\r?\n", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("""<script type="module" src="(?<path>[^"]+)"></script>""")]
    private static partial Regex Script();

    [GeneratedRegex("""(?<name>href|src)="(?!#)""")]
    private static partial Regex Reference();

    [GeneratedRegex("""^(?:import|export) [^;]*?from '(?<path>[^']+)'""", RegexOptions.Multiline)]
    private static partial Regex Import();
}
